"""Figures about every column: one pass over the Parquet file, then only what few values allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openup.publishing.draft import Bar, ColumnProfile
from openup.publishing.reading import ColumnType
from openup.publishing.steps.misfits import Misfits
from openup.publishing.steps.write import Written
from openup.store.engines.duckdb import Row, WritingEngine, parquet
from openup.store.sql import Sql, fill, join, name, number

FEW: Final = 20_000
"""Up to about this many different values they are counted exactly, and the most frequent shown."""

BARS: Final = 24
MOST_FREQUENT: Final = 20

_NUMBERS: Final = (ColumnType.INTEGER, ColumnType.DECIMAL)
_SPANS: Final = (*_NUMBERS, ColumnType.DATE, ColumnType.DATETIME)


@dataclass(frozen=True, slots=True)
class _Figures:
    filled: int
    distinct: int
    least: str | None
    most: str | None
    mean: float | None
    total: str | None
    longest: int | None


def profile(engine: WritingEngine, table: Written, misfits: Misfits) -> tuple[ColumnProfile, ...]:
    """The profile of each column, over all rows."""
    figures = _figures(engine, table)
    return tuple(_column(engine, table, misfits, index, one) for index, one in enumerate(figures))


def _figures(engine: WritingEngine, table: Written) -> list[_Figures]:
    kinds = [decision.shape.type for decision in table.decisions]
    asked = [_asked(name(column), kind) for column, kind in zip(table.names, kinds, strict=True)]
    row = engine.one(
        fill("select $asked from $rows", asked=join(",\n", asked), rows=parquet(table.path))
    )
    return [_figure(row[start : start + 7]) for start in range(0, len(row), 7)]


def _asked(column: Sql, kind: ColumnType) -> Sql:
    numeric = kind in _NUMBERS
    texts = kind in (ColumnType.TEXT, ColumnType.CODE)
    return fill(
        "count($c), approx_count_distinct($c), min($c)::varchar, max($c)::varchar, "
        "$mean, $total, $longest",
        c=column,
        mean=fill("avg($c)::double", c=column) if numeric else fill("null"),
        total=fill("sum($c)::varchar", c=column) if numeric else fill("null"),
        longest=fill("max(length($c))", c=column) if texts else fill("null"),
    )


def _figure(row: Sequence[object]) -> _Figures:
    filled, distinct, least, most, mean, total, longest = row
    return _Figures(
        filled=int(str(filled)),
        distinct=int(str(distinct)),
        least=None if least is None else str(least)[:200],
        most=None if most is None else str(most)[:200],
        mean=None if mean is None else float(str(mean)),
        total=None if total is None else str(total),
        longest=None if longest is None else int(str(longest)),
    )


def _column(
    engine: WritingEngine, table: Written, misfits: Misfits, index: int, figures: _Figures
) -> ColumnProfile:
    column, kind = table.names[index], table.decisions[index].shape.type
    few = figures.distinct <= FEW
    distinct, bars = _frequent(engine, table, column) if few else (figures.distinct, ())
    histogram = kind in _SPANS and distinct > BARS and figures.least != figures.most
    return ColumnProfile(
        name=column,
        type=kind,
        rows=table.rows,
        empty=table.rows - figures.filled - misfits.of(column),
        misfits=misfits.of(column),
        distinct=distinct,
        distinct_exact=few,
        least=figures.least,
        most=figures.most,
        mean=figures.mean,
        total=figures.total,
        longest=figures.longest,
        histogram=histogram,
        bars=_spread(engine, table, column, kind) if histogram else bars,
    )


def _frequent(engine: WritingEngine, table: Written, column: str) -> tuple[int, tuple[Bar, ...]]:
    """How many different values there are, exactly, and the most frequent ones."""
    rows = engine.rows(
        fill(
            "select c::varchar, n, count(*) over () from ("
            "select $c as c, count(*) as n from $rows where $c is not null group by all) "
            "order by n desc, c limit $most",
            c=name(column),
            rows=parquet(table.path),
            most=number(MOST_FREQUENT),
        )
    )
    return (int(str(rows[0][2])) if rows else 0), _bars(rows)


def _spread(
    engine: WritingEngine, table: Written, column: str, kind: ColumnType
) -> tuple[Bar, ...]:
    """Rows in intervals of equal width from the least value to the most."""
    cell = name(column)
    place = cell if kind in _NUMBERS else fill("epoch($c)", c=cell)
    label = fill("(low + bar * (high - low) / $bars)", bars=number(BARS))
    if kind not in _NUMBERS:
        label = fill("to_timestamp($label)::date", label=label)
    rows = engine.rows(
        fill(
            "with cells as (select ($place)::double as cell from $rows where $c is not null), "
            "ends as (select min(cell) as low, max(cell) as high from cells), "
            "placed as (select least($last, floor((cell - low) / (high - low) * $bars))::integer "
            "as bar, low, high from cells, ends) "
            "select ($label)::varchar, count(*) from placed group by bar, low, high order by bar",
            place=place,
            rows=parquet(table.path),
            c=cell,
            last=number(BARS - 1),
            bars=number(BARS),
            label=label,
        )
    )
    return _bars(rows)


def _bars(rows: Sequence[Row]) -> tuple[Bar, ...]:
    return tuple(Bar(str(row[0])[:200], int(str(row[1]))) for row in rows)
