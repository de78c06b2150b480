"""SQL is put together from fragments that are already safe; a plain string never becomes SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from math import isfinite
from typing import Final

from openup.kernel.words import say
from openup.store.errors import StoreError

_PLACE: Final = re.compile(r"\$([a-z][a-z0-9_]*)")
_PLAIN: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL that holds no unchecked text. Made by the functions of this file only."""

    source: str

    def __str__(self) -> str:
        return self.source


def name(identifier: str) -> Sql:
    """A quoted identifier: a column, a table or an alias, whatever characters it has."""
    if not identifier or "\0" in identifier:
        raise StoreError(say("A column or table needs a name without null characters."))
    return Sql('"' + identifier.replace('"', '""') + '"')


def plain(identifier: str) -> Sql:
    """A name of our own that every engine reads without quotes: small letters, digits, `_`."""
    if not _PLAIN.fullmatch(identifier):
        raise StoreError(say("%(name)s is not a plain name.", name=identifier[:80]))
    return Sql(identifier)


def places(template: str) -> frozenset[str]:
    """The names of the places of a template."""
    return frozenset(_PLACE.findall(template))


def text(value: str) -> Sql:
    """A string literal; a null character inside is written as `chr(0)`."""
    parts = ["'" + part.replace("'", "''") + "'" for part in value.split("\0")]
    return Sql(parts[0] if len(parts) == 1 else "(" + " || chr(0) || ".join(parts) + ")")


def number(value: int | float | Decimal) -> Sql:
    """A numeric literal, in brackets when negative. Infinity and NaN have none."""
    if isinstance(value, bool) or not isfinite(value):
        raise StoreError(say("%(value)s is not a number that SQL can write.", value=str(value)))
    written = format(value, "f") if isinstance(value, Decimal) else repr(value)
    return Sql(f"({written})" if value < 0 else written)


def fill(template: str, /, **parts: Sql) -> Sql:
    """Put fragments in the places `$name` of a literal template: all places, and all fragments.

    A `$` that no lower-case letter follows is left as it is.
    """
    places = set(_PLACE.findall(template))
    if places != set(parts):
        odd = ", ".join(sorted(places ^ set(parts)))
        raise StoreError(say("The places and the parts of the SQL differ: %(odd)s.", odd=odd))
    for part in parts.values():
        if not isinstance(part, Sql):
            raise StoreError(say("Only fragments of SQL may be put into SQL."))
    return Sql(_PLACE.sub(lambda found: parts[found[1]].source, template))


def join(separator: str, fragments: Iterable[Sql]) -> Sql:
    """Fragments one after another with a literal separator; none of them give an empty fragment."""
    return Sql(separator.join(fragment.source for fragment in fragments))


def beside(package: str, file: str, /, **parts: Sql) -> Sql:
    """Fill the template that stands in a `.sql` file of a package."""
    return fill(files(package).joinpath(file).read_text("utf-8"), **parts)
