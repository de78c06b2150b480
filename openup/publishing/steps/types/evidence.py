"""How many cells of each column have which look: what types are decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from openup.publishing.steps.types import days as written
from openup.publishing.steps.types.cells import BLANK, FALSE, NULL_TOKENS, TRUE, words
from openup.publishing.steps.types.numerals import (
    ANY_UNIT,
    MEASURED,
    PARTS,
    SCIENTIFIC,
    WIDEST,
    form,
    scale_of,
    unit_of,
    whole_of,
)
from openup.publishing.steps.types.points import PAIR, WKT, place_of
from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import Sql, beside, fill, join, name, number, text

_BEGINS: Final = text(
    rf"^{ANY_UNIT}[ \x{{a0}}]*[+\-(]?[\d.,]|{written.BEGINS}|^(?i:SRID=|POINT ?\()"
)
"""How a cell begins that is not plain text although its first sign is a letter."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Cells of one unit that are numbers, by their decimal point; `either` are so both ways.

    Among those the triples say different things: `1,500` and `1.500`.
    """

    dots: int = 0
    dot_scale: int = 0
    dot_whole: int = 0
    dot_integers: int = 0
    commas: int = 0
    comma_scale: int = 0
    comma_whole: int = 0
    comma_integers: int = 0
    either: int = 0
    comma_triples: int = 0
    dot_triples: int = 0

    @property
    def most(self) -> int:
        """Cells that fit the better of the two decimal points."""
        return max(self.dots, self.commas)

    @property
    def only_dots(self) -> int:
        """Cells that are no numbers with a decimal comma."""
        return self.dots - self.either

    @property
    def only_commas(self) -> int:
        """Cells that are no numbers with a decimal point."""
        return self.commas - self.either

    def with_bare(self, other: Numbers) -> Numbers:
        """These cells and those of another unit."""
        return Numbers(
            self.dots + other.dots,
            max(self.dot_scale, other.dot_scale),
            max(self.dot_whole, other.dot_whole),
            self.dot_integers + other.dot_integers,
            self.commas + other.commas,
            max(self.comma_scale, other.comma_scale),
            max(self.comma_whole, other.comma_whole),
            self.comma_integers + other.comma_integers,
            self.either + other.either,
            self.comma_triples + other.comma_triples,
            self.dot_triples + other.dot_triples,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many cells of one column have which look. `days` and `moments` count by spelling.

    `twofold` counts, by the spelling with the day first, cells that are dates with the month first
    too; `zones` are clocks with their zone, `distant` those with a distance to Greenwich; `odd` are
    digits together with letters or signs.
    """

    token_list: tuple[str, ...] = ()
    spelling: str = ""
    filled: int = 0
    tokens: int = 0
    booleans: int = 0
    digits: int = 0
    leading: int = 0
    long: int = 0
    times: int = 0
    zones: int = 0
    distant: int = 0
    odd: int = 0
    spelled_points: int = 0
    latitude_first: int = 0
    longitude_first: int = 0
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    moments: Mapping[str, int] = field(default_factory=dict)
    twofold: Mapping[str, int] = field(default_factory=dict)

    @property
    def meant(self) -> int:
        """Cells that say something: neither empty nor a word for nothing."""
        return self.filled - self.tokens

    def dated(self, spelling: str) -> int:
        """Cells that are dates in this spelling, with or without a clock."""
        return self.days.get(spelling, 0) + self.moments.get(spelling, 0)


_PLAIN: Final = (
    "filled", "tokens", "booleans", "digits", "leading", "long", "times", "zones", "distant", "odd",
    "spelled_points", "latitude_first", "longitude_first",
)  # fmt: skip
"""Figures of `Evidence` that are not counted by spelling, in the order of types.sql."""

_NUMBERS: Final = len(Numbers.__dataclass_fields__)
_Row = tuple[object, ...]


def evidence(
    engine: WritingEngine, cells: Sql, columns: int, nothing: tuple[str, ...] = ()
) -> list[Evidence]:
    """Look at all cells of a relation with `col` (from 0) and `cell`.

    `nothing` are words for nothing besides the known ones, in lower case.

    Units and names of months are sought only in the columns that have such cells: most have none,
    and the engine takes longer to plan that look than to answer it.
    """
    found = _asked(engine, cells, _PLAINLY, nothing)
    odd = [number(column) for column, seen in found.items() if seen.odd]
    if odd:
        some = fill("(select * from $cells where col in ($odd))", cells=cells, odd=join(", ", odd))
        found |= _asked(engine, some, _CLOSELY, nothing)
    return [found.get(column, Evidence()) for column in range(columns)]


def _asked(
    engine: WritingEngine, cells: Sql, look: _Look, nothing: tuple[str, ...]
) -> dict[int, Evidence]:
    found: dict[int, list[_Row]] = {}
    for row in engine.rows(_question(cells, look, nothing)):
        found.setdefault(int(str(row[0])), []).append(row[1:])
    return {column: _evidence(rows, look) for column, rows in found.items()}


def unpivoted(rows: Sql, columns: int) -> Sql:
    """The relation (col, cell) of a relation whose columns are `c0`, `c1` ..."""
    numbers = join(", ", [number(column) for column in range(columns)])
    cells = join(", ", [name(f"c{column}") for column in range(columns)])
    return fill(
        "(select unnest([$numbers]) as col, unnest([$cells]) as cell from $rows)",
        numbers=numbers, cells=cells, rows=rows,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """How closely cells are looked at: for which days, and for units and points or not."""

    days: tuple[str, ...]
    part: Sql
    unit: Sql
    spelled: Sql
    dated: Sql
    moment: Sql


_PLAINLY: Final = _Look(
    tuple(spelling for spelling in written.DAYS if "%b" not in spelling),
    fill("{sign: '', before: '', gap: '', bare: '', after: '', close: ''}"),
    fill("''"),
    fill("false"),
    text(written.NUMBERED_BEGINS),
    written.NUMBERED_MOMENT,
)
_CLOSELY: Final = _Look(
    tuple(written.DAYS),
    fill("case when odd then regexp_extract(cell, $measured, $parts) end",
         measured=MEASURED, parts=PARTS),
    unit_of(fill("part.before"), fill("part.after")),
    fill("$place is not null", place=place_of(fill("cell"), WKT)),
    text(written.BEGINS),
    written.MOMENT,
)  # fmt: skip


def _question(cells: Sql, look: _Look, nothing: tuple[str, ...]) -> Sql:
    tokens = NULL_TOKENS + nothing
    bare, day = fill("bare"), fill("day")
    days = [
        fill("$day as $d", day=written.day_of(day, spelling), d=_day(spelling))
        for spelling in look.days
    ]
    counts = [
        fill(
            "coalesce(sum(n) filter (not clocked and $d is not null), 0), "
            "coalesce(sum(n) filter (clocked and $d is not null), 0)",
            d=_day(spelling),
        )
        for spelling in look.days
    ]
    counts += [
        fill(
            "coalesce(sum(n) filter ($one is not null and $other is not null), 0)",
            one=_day(one),
            other=_day(other),
        )
        for one, other in written.PAIRS.items()
    ]
    return beside(
        "openup.publishing.steps.types", "types.sql",
        cells=cells, blank=BLANK, openings=words(tuple("0123456789+-−.,$€£¥([")), begins=_BEGINS,
        known=words(tokens + TRUE + FALSE),
        tokens=words(tokens), booleans=words(TRUE + FALSE),
        part=look.part, unit=look.unit,
        widest=number(WIDEST), dot=form("", comma=False), comma=form("", comma=True),
        scientific=SCIENTIFIC, pair=PAIR, spelled=look.spelled, dated=look.dated,
        moment=look.moment, moment_parts=written.MOMENT_PARTS, offset=written.OFFSET,
        time=written.TIME,
        dot_scale=scale_of(bare, comma=False), dot_whole=whole_of(bare, comma=False),
        comma_scale=scale_of(bare, comma=True), comma_whole=whole_of(bare, comma=True),
        days=join(",\n    ", days),
        counts=join(",\n  ", counts),
    )  # fmt: skip


def _day(spelling: str) -> Sql:
    """A column of the question: names that only differ in the case of a letter are one name."""
    return name(f"day{list(written.DAYS).index(spelling)}")


def _evidence(rows: list[_Row], look: _Look) -> Evidence:
    """The rows of one column, one for each unit of its numbers."""
    figures = [[int(cast(int, count)) for count in row[3:]] for row in rows]
    plain, start = len(_PLAIN), len(_PLAIN) + _NUMBERS
    sums = [sum(counts) for counts in zip(*figures, strict=True)]
    dates, pairs = (
        sums[start : start + 2 * len(look.days)],
        sums[start + 2 * len(look.days) :],
    )
    return Evidence(
        token_list=tuple(token for row in rows for token in cast(list[str], row[1])),
        spelling=next((str(row[2]) for row in rows if row[2]), ""),
        numbers={
            str(row[0]): Numbers(*counts[plain:start])
            for row, counts in zip(rows, figures, strict=True)
            if row[0] != "?" and any(counts[plain:start])
        },
        days=dict(zip(look.days, dates[0::2], strict=True)),
        moments=dict(zip(look.days, dates[1::2], strict=True)),
        twofold=dict(zip(written.PAIRS, pairs, strict=True)),
        **dict(zip(_PLAIN, sums[:plain], strict=True)),
    )
