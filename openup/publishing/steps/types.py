"""Decide what the cells of each column are, from all cells or from a sample of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from openup.kernel.words import Words, say
from openup.publishing.reading import Column, ColumnType, Reason
from openup.publishing.steps.cells import (
    BLANK,
    COMMA,
    DAYS,
    DOT,
    FALSE,
    MOMENT,
    NULL_TOKENS,
    SCIENTIFIC,
    TIME,
    TRUE,
    WIDEST,
    Shape,
    day_of,
    scale_of,
    whole_of,
    words,
)  # fmt: skip
from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import Sql, beside, fill, join, name, number

ENOUGH: Final = 0.95
"""The share of a column's filled cells that must fit before the column gets a type."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many cells of one column have which look. `days` and `moments` count by spelling."""

    token_list: tuple[str, ...] = ()
    spelling: str = ""
    filled: int = 0
    tokens: int = 0
    booleans: int = 0
    digits: int = 0
    leading: int = 0
    long: int = 0
    dots: int = 0
    dot_scale: int = 0
    dot_whole: int = 0
    commas: int = 0
    comma_scale: int = 0
    comma_whole: int = 0
    times: int = 0
    days: Mapping[str, int] = field(default_factory=dict)
    moments: Mapping[str, int] = field(default_factory=dict)

    @property
    def meant(self) -> int:
        """Cells that say something: neither empty nor a word for nothing."""
        return self.filled - self.tokens


@dataclass(frozen=True, slots=True)
class Decision:
    """What a column is, the words for nothing that were seen in it, and why."""

    shape: Shape
    tokens: tuple[str, ...]
    reason: Reason


_PLAIN: Final = (
    "filled", "tokens", "booleans", "digits", "leading", "long", "dots", "dot_scale", "dot_whole",
    "commas", "comma_scale", "comma_whole", "times",
)  # fmt: skip
"""Figures of `Evidence` that are not counted by spelling, in the order of types.sql."""


def evidence(
    engine: WritingEngine, cells: Sql, columns: int, nothing: tuple[str, ...] = ()
) -> list[Evidence]:
    """Look at all cells of a relation with `col` (from 0) and `cell`.

    `nothing` are words for nothing besides the known ones, in lower case.
    """
    spellings = list(DAYS)
    found = {row[0]: row for row in engine.rows(_question(cells, spellings, nothing))}
    return [
        _evidence(found[column], spellings) if column in found else Evidence()
        for column in range(columns)
    ]


def unpivoted(rows: Sql, columns: int) -> Sql:
    """The relation (col, cell) of a relation whose columns are `c0`, `c1` ..."""
    numbers = join(", ", [number(column) for column in range(columns)])
    cells = join(", ", [name(f"c{column}") for column in range(columns)])
    return fill(
        "(select unnest([$numbers]) as col, unnest([$cells]) as cell from $rows)",
        numbers=numbers, cells=cells, rows=rows,
    )  # fmt: skip


def _question(cells: Sql, spellings: list[str], nothing: tuple[str, ...]) -> Sql:
    tokens = NULL_TOKENS + nothing
    cell = fill("cell")
    days = [
        fill(
            "coalesce(sum(n) filter (not clocked and $day is not null), 0), "
            "coalesce(sum(n) filter (clocked and $day is not null), 0)",
            day=day_of(fill("day"), spelling),
        )
        for spelling in spellings
    ]
    return beside(
        "openup.publishing.steps", "types.sql",
        cells=cells, blank=BLANK, openings=words(tuple("0123456789+-.,$€(")),
        known=words(tokens + TRUE + FALSE),
        tokens=words(tokens), booleans=words(TRUE + FALSE),
        widest=number(WIDEST), dot=DOT, comma=COMMA, scientific=SCIENTIFIC,
        moment=MOMENT, time=TIME,
        dot_scale=scale_of(cell, "."), dot_whole=whole_of(cell, "."),
        comma_scale=scale_of(cell, ","), comma_whole=whole_of(cell, ","),
        days=join(",\n  ", days),
    )  # fmt: skip


def _evidence(row: tuple[object, ...], spellings: list[str]) -> Evidence:
    token_list, spelling, *counts = row[1:]
    figures = [int(cast(int, count)) for count in counts]
    plain, by_spelling = figures[: len(_PLAIN)], figures[len(_PLAIN) :]
    return Evidence(
        token_list=tuple(cast(list[str], token_list)),
        spelling=str(spelling),
        days=dict(zip(spellings, by_spelling[0::2], strict=True)),
        moments=dict(zip(spellings, by_spelling[1::2], strict=True)),
        **dict(zip(_PLAIN, plain, strict=True)),
    )


def decide(column: str, seen: Evidence) -> Decision:
    """The type that at least 95 % of the cells fit; text when there is none."""
    meant = seen.meant
    if meant == 0:
        return _decision(column, seen, Shape(), 0, say("no cell says anything"))
    for shape, fits, why in _candidates(seen):
        if fits >= ENOUGH * meant:
            return _decision(column, seen, shape, fits, why)
    return _decision(column, seen, Shape(), meant, say("its cells are of several kinds"))


def kept_as_text(column: str, seen: Evidence) -> Decision:
    """Text, because the file itself says so."""
    return _decision(column, seen, Shape(), seen.meant, say("the file declares it"))


def _decision(column: str, seen: Evidence, shape: Shape, fits: int, why: Words) -> Decision:
    share = fits / seen.meant if seen.meant else 1.0
    reason = Reason(
        column,
        say(
            "%(type)s: %(why)s (%(fits)s of %(meant)s cells looked at).",
            type=shape.type.value, why=why, fits=fits, meant=seen.meant,
        ),
        round(share * (seen.meant / (seen.meant + 2)), 3),
    )  # fmt: skip
    return Decision(shape, seen.token_list if shape.typed else (), reason)


def _candidates(seen: Evidence) -> list[tuple[Shape, int, Words]]:
    numbers = max(seen.dots, seen.commas)
    found = [
        (Shape(ColumnType.BOOLEAN), seen.booleans, say("its cells say yes or no")),
    ]
    if seen.leading >= 2 or seen.long or seen.leading > 0.01 * seen.meant:
        why = say("its cells are digits whose leading zeros or length count")
        found.append((Shape(ColumnType.CODE), seen.digits, why))
    if numbers:
        found.append((_number(seen), numbers, say("its cells are numbers")))
    found.extend(_moments(seen))
    found.append((Shape(ColumnType.TIME, pattern="%H:%M:%S"), seen.times, say("times of day")))
    return found


def _number(seen: Evidence) -> Shape:
    comma = seen.commas > seen.dots
    scale, whole = (
        (seen.comma_scale, seen.comma_whole) if comma else (seen.dot_scale, seen.dot_whole)
    )
    if scale == 0 and whole <= 18:
        return Shape(ColumnType.INTEGER, decimal_comma=comma)
    if whole + scale > WIDEST:
        return Shape()
    wide = whole + scale + 2 > 18
    return Shape(ColumnType.DECIMAL, scale=scale, wide=wide, decimal_comma=comma)


def _moments(seen: Evidence) -> list[tuple[Shape, int, Words]]:
    if not seen.days:
        return []
    best = max(seen.days, key=lambda spelling: seen.days[spelling] + seen.moments[spelling])
    days, moments = seen.days[best], seen.moments[best]
    why = say("dates written %(pattern)s", pattern=best)
    if days >= ENOUGH * seen.meant:
        return [(Shape(ColumnType.DATE, pattern=best), days, why)]
    pattern = best + _clock_spelled(seen.spelling)
    why = say("dates and times written %(pattern)s", pattern=pattern)
    return [(Shape(ColumnType.DATETIME, pattern=pattern), days + moments, why)]


def _clock_spelled(spelling: str) -> str:
    """`9-9-9 9:9:9 GMT` is the usual spelling of a column: ` %H:%M:%S GMT`."""
    found = re.fullmatch(r"9.9.9([ T]+)(9:9(?::9(\.9)?)?)(.*)", spelling)
    if found is None or found[3] or "m" in found[4].lower().replace("gmt", ""):
        return " %H:%M:%S"
    return found[1] + ("%H:%M:%S" if found[2].count(":") == 2 else "%H:%M") + found[4]


def typed(column: Column, shape: Shape) -> Column:
    """The column with its type."""
    return Column(
        column.name, column.label, shape.type, shape.pattern, shape.scale, shape.decimal_comma
    )
