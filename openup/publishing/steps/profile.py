"""Figures about every column: one pass over the Parquet file, then only what few values allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from openup.publishing.draft import Bar, ColumnProfile
from openup.publishing.reading import ColumnType
from openup.publishing.steps.misfits import Misfits
from openup.publishing.steps.write import Written
from openup.store.engines.duckdb import Row, WritingEngine, parquet
from openup.store.sql import Sql, fill, join, name, number

FEW: Final = 20_000
"""Up to about this many different values they are counted exactly, and the most frequent shown."""

FEW_NUMBERS: Final = 1_000
"""The same for numbers, dates and times, which are drawn in intervals when they are more."""

BARS: Final = 24
MOST_FREQUENT: Final = 20

_NUMBERS: Final = (ColumnType.INTEGER, ColumnType.DECIMAL)
_SPANS: Final = (*_NUMBERS, ColumnType.DATE, ColumnType.DATETIME)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one pass over a column tells; `distinct` is an estimate."""

    filled: int
    distinct: int
    least: str | None
    most: str | None
    mean: float | None
    total: str | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a table: the figures of its columns, and the doubts about its reading."""

    figures: tuple[Figures, ...]
    doubts: int


def look(engine: WritingEngine, table: Written, *, doubts: Sql) -> Pass:
    """Take the figures of all columns in one pass; `doubts` is an aggregate over the table."""
    kinds = [decision.shape.type for decision in table.decisions]
    asked = [_asked(name(column), kind) for column, kind in zip(table.names, kinds, strict=True)]
    row = engine.one(
        fill(
            "select $asked from $rows",
            asked=join(",\n", [doubts, *asked]),
            rows=parquet(table.path),
        )
    )
    figures = tuple(_figure(row[start : start + 7]) for start in range(1, len(row), 7))
    return Pass(figures, int(str(row[0])))


def profile(
    engine: WritingEngine, table: Written, misfits: Misfits, seen: Pass
) -> tuple[ColumnProfile, ...]:
    """The profile of each column, over all rows."""
    return tuple(
        _column(engine, table, misfits, index, figures)
        for index, figures in enumerate(seen.figures)
    )


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


def _figure(row: Sequence[object]) -> Figures:
    filled, distinct, least, most, mean, total, longest = row
    return Figures(
        filled=int(str(filled)),
        distinct=int(str(distinct)),
        least=None if least is None else str(least)[:200],
        most=None if most is None else str(most)[:200],
        mean=None if mean is None else float(str(mean)),
        total=None if total is None else str(total),
        longest=None if longest is None else int(str(longest)),
    )


def _column(
    engine: WritingEngine, table: Written, misfits: Misfits, index: int, figures: Figures
) -> ColumnProfile:
    column, kind = table.names[index], table.decisions[index].shape.type
    spans = kind in _SPANS
    few = figures.distinct <= (FEW_NUMBERS if spans else FEW)
    distinct, bars = _frequent(engine, table, column) if few else (figures.distinct, ())
    histogram = spans and distinct > BARS and figures.least != figures.most
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
        bars=_spread(engine, table, column, kind, figures) if histogram else bars,
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
    engine: WritingEngine, table: Written, column: str, kind: ColumnType, figures: Figures
) -> tuple[Bar, ...]:
    """Rows in intervals of equal width from the least value to the most."""
    moment = kind not in _NUMBERS
    place = fill("epoch($c)" if moment else "$c::double", c=name(column))
    low, high = (_place(end, moment=moment) for end in (figures.least, figures.most))
    width = (high - low) / BARS
    rows = engine.rows(
        fill(
            "select least($last, floor(($place - $low) / $width))::integer as bar, count(*) "
            "from $rows where $c is not null group by bar order by bar",
            last=number(BARS - 1),
            place=place,
            low=number(low),
            width=number(width),
            rows=parquet(table.path),
            c=name(column),
        )
    )
    return tuple(
        Bar(_label(low + int(str(bar)) * width, moment=moment), int(str(count)))
        for bar, count in rows
    )


def _place(written: str | None, *, moment: bool) -> float:
    if not moment:
        return float(written or 0)
    return datetime.fromisoformat(written or "1970-01-01").replace(tzinfo=UTC).timestamp()


def _label(place: float, *, moment: bool) -> str:
    if moment:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=place)).date().isoformat()
    return f"{place:.15g}"


def _bars(rows: Sequence[Row]) -> tuple[Bar, ...]:
    return tuple(Bar(str(row[0])[:200], int(str(row[1]))) for row in rows)
