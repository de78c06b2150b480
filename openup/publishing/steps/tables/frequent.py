"""How many different values columns have, and the most frequent: by the engine, or by hand if few.

A statement over many columns takes the engine longer to plan than a small table takes to count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Final

from openup.publishing.draft import Bar
from openup.publishing.steps.tables.write import Written
from openup.publishing.steps.types.cells import NULL_TOKENS, words
from openup.store.columnar import values
from openup.store.engines.duckdb import Row, WritingEngine, parquet
from openup.store.sql import Sql, fill, join, name, number

MOST_FREQUENT: Final = 20
SMALL: Final = 1_000
"""Up to so many rows a table is counted by hand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many different values a column has, the most frequent, and its words for nothing."""

    distinct: int = 0
    bars: tuple[Bar, ...] = ()
    nothing: int = 0


def frequent(engine: WritingEngine, table: Written, columns: Sequence[int]) -> dict[int, Counted]:
    """By column: exact counts of its different values, and of the cells that mean nothing."""
    if table.rows <= SMALL:
        return _by_hand(table, columns)
    asked = [_question(table, index) for index in columns]
    found: dict[int, list[Row]] = {index: [] for index in columns}
    for row in together(engine, asked, ("col", "place")):
        found[int(str(row[0]))].append(row)
    return {
        index: Counted(
            int(str(rows[0][3])),
            tuple(Bar(str(row[1])[:200], int(str(row[2]))) for row in rows),
            int(str(rows[0][4])),
        )
        if rows
        else Counted()
        for index, rows in found.items()
    }


def _question(table: Written, index: int) -> Sql:
    return fill(
        "(select $index as col, c::varchar as c, n, count(*) over () as distinct_values, "
        "coalesce(sum(n) filter (lower(trim(c::varchar)) in $tokens) over (), 0) as nothing, "
        "row_number() over (order by n desc, c) as place from ("
        "select $c as c, count(*) as n from $rows where $c is not null group by all) "
        "qualify place <= $most)",
        index=number(index),
        c=name(table.names[index]),
        rows=parquet(table.path),
        most=number(MOST_FREQUENT),
        tokens=words(NULL_TOKENS),
    )


def nothings(engine: WritingEngine, table: Written, columns: Sequence[int]) -> dict[int, int]:
    """By column: how many cells of text hold a word for nothing, where values are too many."""
    asked = [
        fill(
            "(select $index as col, count(*) as n from $rows "
            "where strlen($c) <= $longest and lower(trim($c)) in $tokens)",
            index=number(index),
            c=name(table.names[index]),
            rows=parquet(table.path),
            longest=number(max(map(len, NULL_TOKENS))),
            tokens=words(NULL_TOKENS),
        )
        for index in columns
    ]
    return {int(str(at)): int(str(n)) for at, n in together(engine, asked, ("col",))}


def together(engine: WritingEngine, asked: Sequence[Sql], order: Sequence[str]) -> list[Row]:
    """The answers to several questions at once: a statement has its price, however small."""
    if not asked:
        return []
    rows = fill("select * from ($asked)", asked=join(" union all ", asked))
    places = join(", ", [name(column) for column in order])
    return engine.rows(fill("$rows order by $places", rows=rows, places=places))


def _by_hand(table: Written, columns: Sequence[int]) -> dict[int, Counted]:
    cells = values(table.path, [table.names[index] for index in columns])
    return {index: _counted(cells[table.names[index]]) for index in columns}


def _counted(cells: Sequence[object]) -> Counted:
    counts = Counter(cells)
    del counts[None]
    # Equal counts come in the order of their values: all of a column are of one type.
    places = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return Counted(
        len(counts),
        tuple(Bar(_text(cell)[:200], n) for cell, n in places[:MOST_FREQUENT]),
        sum(n for cell, n in counts.items() if _text(cell).strip(" ").lower() in NULL_TOKENS),
    )


def _text(value: object) -> str:
    """A value as the engine writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | time) and value.microsecond:
        return str(value).rstrip("0")
    return str(value)
