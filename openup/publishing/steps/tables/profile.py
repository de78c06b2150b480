"""Figures about every column: one pass over the Parquet file, then only what few values allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from openup.publishing.draft import Bar, ColumnProfile
from openup.publishing.reading import ColumnType
from openup.publishing.steps.tables.frequent import Counted, frequent, nothings, together
from openup.publishing.steps.tables.misfits import Misfits
from openup.publishing.steps.tables.write import Written
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.sql import Sql, fill, join, name, number

FEW: Final = 20_000
"""Up to about this many different values they are counted exactly, and the most frequent shown."""

FEW_NUMBERS: Final = 1_000
"""The same for numbers, dates and times, which are drawn in intervals when they are more."""

BARS: Final = 24

_NUMBERS: Final = (ColumnType.INTEGER, ColumnType.DECIMAL)
_TEXTS: Final = (ColumnType.TEXT, ColumnType.CODE)
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
    kinds = [decision.shape.type for decision in table.decisions]
    few = [
        index
        for index, figures in enumerate(seen.figures)
        if figures.distinct <= (FEW_NUMBERS if kinds[index] in _SPANS else FEW)
    ]
    counted = frequent(engine, table, few)
    many = [index for index, kind in enumerate(kinds) if kind in _TEXTS and index not in counted]
    nothing = nothings(engine, table, many)
    nothing |= {index: counted[index].nothing for index in few if kinds[index] in _TEXTS}
    distinct = [
        counted[index].distinct if index in counted else figures.distinct
        for index, figures in enumerate(seen.figures)
    ]
    spans = {
        index: _Span.of(kinds[index], figures)
        for index, figures in enumerate(seen.figures)
        if kinds[index] in _SPANS and distinct[index] > BARS and figures.least != figures.most
    }
    spread = _spread(engine, table, spans)
    return tuple(
        ColumnProfile(
            name=column,
            type=kinds[index],
            rows=table.rows,
            empty=table.rows - figures.filled - misfits.of(column),
            misfits=misfits.of(column),
            distinct=distinct[index],
            distinct_exact=index in counted,
            least=figures.least,
            most=figures.most,
            mean=figures.mean,
            total=figures.total,
            longest=figures.longest,
            nothing=nothing.get(index),
            histogram=index in spans,
            bars=spread[index] if index in spans else counted.get(index, Counted()).bars,
        )
        for index, (column, figures) in enumerate(zip(table.names, seen.figures, strict=True))
    )


def _asked(column: Sql, kind: ColumnType) -> Sql:
    numeric = kind in _NUMBERS
    # The first of several places in the order of their digits is no least place.
    ordered = fill("$c", c=column) if kind is not ColumnType.POINT else fill("null")
    return fill(
        "count($c), approx_count_distinct($c), min($ordered)::varchar, max($ordered)::varchar, "
        "$mean, $total, $longest",
        c=column,
        ordered=ordered,
        mean=fill("avg($c)::double", c=column) if numeric else fill("null"),
        total=fill("sum($c)::varchar", c=column) if numeric else fill("null"),
        longest=fill("max(length($c))", c=column) if kind in _TEXTS else fill("null"),
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


@dataclass(frozen=True, slots=True)
class _Span:
    """From the least to the most of a column, as numbers, divided into intervals."""

    low: float
    width: float
    moment: bool

    @classmethod
    def of(cls, kind: ColumnType, figures: Figures) -> _Span:
        moment = kind not in _NUMBERS
        low, high = (_place(end, moment=moment) for end in (figures.least, figures.most))
        return cls(low, (high - low) / BARS, moment)


def _spread(
    engine: WritingEngine, table: Written, spans: Mapping[int, _Span]
) -> dict[int, tuple[Bar, ...]]:
    """By column: rows in intervals of equal width from the least value to the most."""
    asked = [
        fill(
            "(select $index as col, "
            "least($last, floor(($place - $low) / $width))::integer as bar, count(*) as n "
            "from $rows where $c is not null group by bar)",
            index=number(index),
            last=number(BARS - 1),
            place=fill("epoch($c)" if span.moment else "$c::double", c=name(table.names[index])),
            low=number(span.low),
            width=number(span.width),
            rows=parquet(table.path),
            c=name(table.names[index]),
        )
        for index, span in spans.items()
    ]
    bars: dict[int, list[Bar]] = {index: [] for index in spans}
    for column, bar, count in together(engine, asked, ("col", "bar")):
        span = spans[int(str(column))]
        label = _label(span.low + int(str(bar)) * span.width, moment=span.moment)
        bars[int(str(column))].append(Bar(label, int(str(count))))
    return {index: tuple(found) for index, found in bars.items()}


def _place(written: str | None, *, moment: bool) -> float:
    if not moment:
        return float(written or 0)
    return datetime.fromisoformat(written or "1970-01-01").replace(tzinfo=UTC).timestamp()


def _label(place: float, *, moment: bool) -> str:
    if moment:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=place)).date().isoformat()
    return f"{place:.15g}"
