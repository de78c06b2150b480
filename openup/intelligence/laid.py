"""The tables of a run, laid before an engine under their plain names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openup.intelligence.derived import DERIVED
from openup.intelligence.errors import IntelligenceError
from openup.intelligence.standards.model import Kind, Table
from openup.intelligence.standards.tables import TABLES
from openup.kernel.drawn import Drawn
from openup.kernel.words import say
from openup.store.portable import RuleEngine
from openup.store.sql import Sql, fill, join, plain, text


def lay(engine: RuleEngine, given: Mapping[str, Sql]) -> None:
    """Name every table: those given as queries with all their columns, the others empty."""
    for name, table in TABLES.items():
        engine.view(name, given.get(name) or _rows(table, (), engine))
    for one in DERIVED:
        engine.view(one.name, one.query)


def keep(engine: RuleEngine) -> None:
    """Have what many rules ask of the tables that are laid worked out once."""
    for one in DERIVED:
        if one.kept:
            engine.keep(one.name)


def drawings(text_of_tables: str) -> dict[str, str]:
    """The drawings of an example by table: each begins with `name:`, a blank line ends it."""
    found = {}
    for block in text_of_tables.strip().split("\n\n"):
        name, _, drawing = block.strip().partition(":")
        found[name.strip()] = drawing
    return found


def drawn_rows(name: str, drawing: Drawn, engine: RuleEngine) -> Sql:
    """A drawn table as a query with every column of the table; those not drawn are null.

    A `worth` that is not drawn is the amount beside it.
    """
    if name not in TABLES:
        raise IntelligenceError(say("There is no table “%(name)s”.", name=name))
    table = TABLES[name]
    known = {field.name for field in table.fields}
    odd = [column for column in drawing.columns if column not in known]
    if odd:
        raise IntelligenceError(
            say("The table %(name)s has no column %(odd)s.", name=name, odd=", ".join(odd))
        )
    return _rows(table, [dict(zip(drawing.columns, row, strict=True)) for row in drawing.rows],
                 engine)  # fmt: skip


def text_rows(name: str, rows: Sequence[Mapping[str, str | None]], engine: RuleEngine) -> Sql:
    """Rows of text as a query with every column of the table, each cell cast to its kind."""
    return _rows(TABLES[name], rows, engine)


def _rows(table: Table, rows: Sequence[Mapping[str, str | None]], engine: RuleEngine) -> Sql:
    selects = [
        fill(
            "select $cells",
            cells=join(
                ", ",
                [
                    fill(
                        "cast($value as $type) as $name",
                        value=_cell(field.name, row),
                        type=engine.types[field.kind.value],
                        name=plain(field.name),
                    )
                    for field in table.fields
                ],
            ),
        )
        for row in rows or [{}]
    ]
    every = join(" union all ", selects)
    return every if rows else fill("select * from ($every) as none where 1 = 0", every=every)


def _cell(name: str, row: Mapping[str, str | None]) -> Sql:
    value = row.get(name)
    if name.endswith("worth") and name not in row:
        value = row.get(name.removesuffix("worth") + "amount")
    return fill("null") if value is None else text(value)


def kinds(table: Table) -> dict[str, Kind]:
    """The kinds of a table's columns by name."""
    return {field.name: field.kind for field in table.fields}
