"""What data set and which tables a file becomes, when the order does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from openup.catalog.models import Resource
from openup.flow.pages import NEW_TABLE
from openup.kernel.ids import slug as slug_of
from openup.publishing.reading import Reading

_ENDINGS = re.compile(r"(\.[A-Za-z][A-Za-z0-9]{0,7})+$")
_GAPS = re.compile(r"[\s_\-.]+")


class Nameable(Protocol):
    """A table that needs a name: of a draft, or of an upload that waits."""

    @property
    def name(self) -> str: ...

    @property
    def reading(self) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Named:
    """The address and the title that a table gets."""

    resource: str
    title: str


def title_of(name: str) -> str:
    """A title from the name of a file or sheet: `contratos_2025.csv.gz` -> `Contratos 2025`."""
    words = _GAPS.sub(" ", _ENDINGS.sub("", name)).strip() or name.strip()
    if words.isupper() and " " in words:
        words = words.lower()
    return words[:1].upper() + words[1:200]


def address(text: str, *, other: str) -> str:
    """The slug of a text, or of another one where nothing of it can be kept."""
    return slug_of(text) or slug_of(other) or "tabla"


def name_tables(
    tables: Sequence[Nameable],
    *,
    dataset: str,
    title: str,
    resource: str,
    titles: dict[str, str],
    standing: Sequence[Resource],
) -> list[Named]:
    """The resource of each table. A lone table with a lone resource's columns is its version."""
    known = {one.slug: one.title for one in standing}
    if len(tables) == 1:
        table = tables[0]
        chosen = resource or _same(table, standing) or _lone(table, dataset, bool(standing))
        lone = title if chosen == dataset else title_of(table.name)
        return [Named(chosen, _given(titles, table, chosen) or known.get(chosen) or lone)]
    named: dict[str, Named] = {}
    for position, table in enumerate(tables, 1):
        base = _bare(table.name, other=f"tabla-{position}")
        taken = (f"{base}-{again}" for again in count(2))
        chosen = base if base not in named else next(one for one in taken if one not in named)
        shown = _given(titles, table, chosen) or known.get(chosen) or _sheet(table.name)
        named[chosen] = Named(chosen, shown)
    return list(named.values())


def meant(tables: Sequence[Nameable], chosen: str, standing: Sequence[Resource]) -> str:
    """The resource that the table of an upload is for; empty where the columns shall decide.

    Whoever says that a file is a new release of a data set with one table means that table, even
    if every column was renamed on the way: mending the names is why files are sent again.
    """
    if len(tables) != 1:
        return ""
    taken = {one.slug for one in standing}
    if chosen == NEW_TABLE:
        base = _bare(tables[0].name, other="tabla")
        free = (base if again == 1 else f"{base}-{again}" for again in count(1))
        return next(one for one in free if one not in taken)
    if chosen in taken:
        return chosen
    return next(iter(taken)) if len(taken) == 1 else ""


def _given(titles: dict[str, str], table: Nameable, resource: str) -> str:
    return titles.get(table.name) or titles.get(resource, "")


def _bare(name: str, *, other: str) -> str:
    return address(_ENDINGS.sub("", name), other=other)


def _sheet(name: str) -> str:
    return name.strip() if " " in name.strip() else title_of(name)


def _same(table: Nameable, standing: Sequence[Resource]) -> str:
    if len(standing) != 1:
        return ""
    if standing[0].current is None:
        # Its releases were withdrawn: what comes now is meant to take their place.
        return standing[0].slug
    columns = {column["name"] for column in standing[0].current.findings.reading["columns"]}
    return standing[0].slug if columns == _columns(table.reading) else ""


def _lone(table: Nameable, dataset: str, others: bool) -> str:
    return _bare(table.name, other=dataset) if others else dataset


def _columns(reading: Reading) -> set[str]:
    return {column.name for column in reading.columns}
