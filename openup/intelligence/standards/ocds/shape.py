"""What the engine is told of a line of OCDS: the fields that are wanted of it, and their types.

Nothing is guessed and nothing is parsed that no table needs. A line of another shape (a list where
an object must be, text that is no number) stops the strict reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from openup.intelligence.standards.model import Kind, Table
from openup.intelligence.standards.ocds.sources import (
    COUNT,
    COUNTED,
    FIRST,
    JOINED,
    LISTS,
    PARTIES,
    SOURCES,
    WORDS,
    Source,
)
from openup.intelligence.standards.tables import TABLES
from openup.intelligence.standards.wanted import Wanted
from openup.store.sql import Sql, fill, join, name, number, text

LINE_BYTES: Final = 64 * 2**20
"""The longest line that the engine reads."""

MONEY: Final = ("worth", "budget_worth", "final_worth", "unit_worth")
"""Columns computed from the currency and the amount beside them."""

_Tree = dict[str, "_Tree | str"]
_TYPES: Final = {
    Kind.TEXT: "varchar",
    Kind.INTEGER: "bigint",
    Kind.AMOUNT: "decimal(18, 4)",
    Kind.NUMBER: "double",
    Kind.MOMENT: "timestamptz",
    Kind.TRUTH: "boolean",
}


def lines(paths: Sequence[Path], wanted: Wanted) -> Sql:
    """The wanted fields of every line of these files, to stand after `from`."""
    tree: _Tree = {"ocid": "varchar"}
    for table in SOURCES:
        for source in SOURCES[table] if table in wanted else ():
            for path, kind in _paths(TABLES[table], source, wanted[table]):
                _grow(tree, path, kind)
    return fill(
        "read_json([$paths], format = 'newline_delimited', maximum_object_size = $most, "
        "columns = {$columns})",
        paths=join(", ", [text(str(path)) for path in paths]),
        most=number(LINE_BYTES),
        columns=join(
            ", ",
            [fill("$n: $t", n=name(key), t=text(_type(key, one))) for key, one in tree.items()],
        ),
    )


def needed(table: Table, columns: Collection[str]) -> frozenset[str]:
    """The wanted columns of a table and those that they are computed from."""
    more = {
        prefix + column
        for worth in MONEY
        if worth in columns
        for prefix in [worth.removesuffix("worth")]
        for column in ("currency", "amount")
    }
    if table.name == "processes" and "first_date" in columns:
        more.add("date")
    return frozenset(columns) | more


def _paths(table: Table, source: Source, columns: Collection[str]) -> Iterator[tuple[str, Kind]]:
    """The paths that a source of a table reads."""
    for one in source.lists:
        # The list must be there whatever is asked of it, and elements are told apart by `id`.
        yield f"{one}/id", Kind.TEXT
    if table.name == "processes" and "releases" in columns:
        yield COUNT, Kind.INTEGER
    if table.name == "processes" and "first_date" in columns:
        yield FIRST, Kind.MOMENT
    wanted = needed(table, columns)
    for field in table.fields:
        path = source.path(field.name, field.path)
        if field.name not in wanted:
            continue
        if stem := JOINED.get((table.name, field.name)):
            yield from _named(stem)
        if stem := COUNTED.get((table.name, field.name)):
            yield f"{stem}/id", Kind.TEXT
        if not path:
            continue
        yield path, field.kind
        if (table.name, field.name) in PARTIES:
            yield from _named(path.removesuffix("/id"))


def _named(stem: str) -> Iterator[tuple[str, Kind]]:
    """What says who a party is."""
    for leaf in ("id", "name", "identifier/id"):
        yield f"{stem}/{leaf}", Kind.TEXT


def _grow(tree: _Tree, path: str, kind: Kind) -> None:
    *branches, leaf = path.split("/")
    at = tree
    for branch in branches:
        inner = at.setdefault(branch, {})
        if not isinstance(inner, dict):
            return
        at = inner
    at.setdefault(leaf, "varchar[]" if path in WORDS else _TYPES[kind])


def _type(path: str, node: _Tree | str) -> str:
    if isinstance(node, str):
        return node
    inner = ", ".join(f'"{key}" {_type(f"{path}/{key}", one)}' for key, one in node.items())
    return f"struct({inner})[]" if path in LISTS else f"struct({inner})"
