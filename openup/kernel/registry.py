"""Rules are found by walking their folder and the entry points; there is no list to edit."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from openup.kernel.errors import Conflict
from openup.kernel.words import Words, say


class Rule:
    """What every rule has: a code, a title, and a docstring that is its public page.

    `sections` of a kind names the parts that the docstring of each of its rules must have.
    `example` is what goes in and the drawn table that comes out: shown on the page, run as a test.
    """

    code: str = ""
    title: Words = Words("")
    sections: tuple[str, ...] = ()
    example: tuple[str, str] = ("", "")


Kind = TypeVar("Kind", bound=Rule)


class Registry(Generic[Kind]):
    """All rules of one kind: `Registry("format", Format, "openup.publishing.formats")`.

    Files whose name begins with `_` are not rules. Others add rules by the entry-point group
    `openup.<kind>`. Two rules of one code are refused when the registry is first read.
    """

    def __init__(self, kind: str, base: type[Kind], package: str) -> None:
        self.kind, self.base, self.package = kind, base, package

    @cached_property
    def rules(self) -> dict[str, Kind]:
        """Every rule of this kind by code, in order of code."""
        found: dict[str, Kind] = {}
        for rule in self._classes():
            if rule.code in found:
                raise Conflict(
                    say(
                        "Two %(kind)s rules have the code %(code)s.",
                        kind=self.kind,
                        code=rule.code,
                    )
                )
            found[rule.code] = rule()
        return dict(sorted(found.items()))

    def _classes(self) -> Iterator[type[Kind]]:
        folder = importlib.import_module(self.package)
        for module in pkgutil.iter_modules(folder.__path__):
            if not module.name.startswith("_"):
                yield from self._rules_in(f"{self.package}.{module.name}")
        for point in entry_points(group=f"openup.{self.kind}"):
            yield point.load()

    def _rules_in(self, module_name: str) -> Iterator[type[Kind]]:
        module = importlib.import_module(module_name)
        for _, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, self.base) and member.__module__ == module_name and member.code:
                yield member
