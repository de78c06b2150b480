"""The cells that fit no value of their column's type: counted, explained, kept raw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.faults import EXAMPLES_KEPT, Fault, FaultLog, Level, Place
from openup.publishing.steps.tables.write import Written
from openup.publishing.steps.types.cells import BLANK, NULL_TOKENS, UTC, words
from openup.publishing.steps.types.days import BEGINS, MOMENT, MOMENT_PARTS
from openup.publishing.steps.types.numerals import MEASURED, PARTS, SCIENTIFIC, form, unit_of
from openup.store.engines.duckdb import WritingEngine, copied, parquet
from openup.store.sql import Sql, fill, join, name, number, text

NOTHING: Final = "null-token"

_SENTENCES: Final[dict[str, tuple[Words, Words]]] = {
    "not-a-number": (
        say("This is not a number."),
        say("Write digits only; put units, currencies and remarks into a column of their own."),
    ),
    "number-beyond-column": (
        say("This number has more digits than its column can keep."),
        say("Check whether it is a typing mistake; if not, publish the column as text."),
    ),
    "other-unit": (
        say("This number is not in the unit of its column."),
        say("Keep one unit in a column: convert the number, or put the unit into its own column."),
    ),
    "power-of-ten": (
        say("This is written as a power of ten, the others of its column are not."),
        say("Write the number out; if it was a key, a spreadsheet changed it: restore it."),
    ),
    "leading-zeros": (
        say("This number begins with zeros, which a number would lose."),
        say("If the column holds keys, write all of them with their zeros; else drop the zeros."),
    ),
    "impossible-date": (
        say("This date does not exist, or is not written as the others of its column."),
        say("Correct the day, and write every date of the column in one way: 2024-12-31."),
    ),
    "not-a-date": (
        say("This is not a date."),
        say("Write the date as 2024-12-31, and leave the cell empty when it is not known."),
    ),
    "day-number": (
        say("This is a number, not a date: spreadsheets count the days so, from 1899-12-30."),
        say("Give the cell the form of a date in the spreadsheet, and save the file again."),
    ),
    "other-zone": (
        say("This moment and the others of its column are not told in one time zone."),
        say("Write the zone in every cell of the column, as in 10:30-06:00, or in none."),
    ),
    "not-a-point": (
        say("This is not a place in degrees as the others of its column are."),
        say("Write latitude, a comma and longitude: 25.6714, -100.3090."),
    ),
    "not-a-time": (
        say("This is not a time of day."),
        say("Write hours and minutes as 14:30."),
    ),
    "not-yes-or-no": (
        say("This is neither yes nor no."),
        say("Use the same two words in the whole column."),
    ),
}


@dataclass(frozen=True, slots=True)
class Misfits:
    """Misfits of one table: how many by (column, code), and words for nothing by column.

    `path` is a Parquet file (row, column, raw, code), or None before they are kept and when every
    cell fits.
    """

    path: Path | None
    counts: dict[tuple[str, str], int]
    tokens: dict[str, tuple[str, ...]]

    def of(self, column: str) -> int:
        """How many cells of a column do not fit."""
        return sum(count for (name, _), count in self.counts.items() if name == column)


def count(engine: WritingEngine, table: Written) -> Misfits:
    """How many misfits of which kind a table has; they are not in a file of their own yet."""
    if not any(decision.shape.typed for decision in table.decisions):
        return Misfits(None, {}, {})
    # Most tables have none, and planning why there are some takes longer than this.
    (rows,) = engine.one(
        fill("select count($m) from $t", m=name(table.misfits), t=parquet(table.path))
    )
    if not rows:
        return Misfits(None, {}, {})
    counted = engine.rows(
        fill(
            'select "column", code, count(*), list(distinct trim(raw) order by trim(raw))'
            "[1:20] from $found group by all order by all",
            found=fill("($found)", found=_found(table)),
        )
    )
    counts = {(str(c), str(code)): int(str(n)) for c, code, n, _ in counted if code != NOTHING}
    tokens = {str(c): _texts(raw) for c, code, _, raw in counted if code == NOTHING}
    return Misfits(None, counts, tokens)


def keep(engine: WritingEngine, table: Written, misfits: Misfits, path: Path) -> Misfits:
    """Write the misfits of a table to a file, each with its row and what is wrong with it."""
    if not misfits.counts:
        return misfits
    kept = fill(
        "select * from ($found) where code <> $token order by row",
        found=_found(table),
        token=text(NOTHING),
    )
    engine.run(copied(kept, path))
    return replace(misfits, path=path)


def log(
    engine: WritingEngine,
    misfits: Misfits,
    faults: FaultLog,
    cell_of: Callable[[int, str], str | None],
) -> None:
    """Add the misfits to a table's faults: exact totals, the first examples of each kind."""
    if misfits.path is None:
        return
    examples = engine.rows(
        fill(
            'select row, "column", raw, code from (select *, row_number() over '
            '(partition by "column", code order by row) as place from $misfits) '
            "where place <= $most order by row",
            misfits=parquet(misfits.path),
            most=number(EXAMPLES_KEPT),
        )
    )
    left = dict(misfits.counts)
    for row, column, raw, code in examples:
        reason, advice = _SENTENCES[str(code)]
        line, key = int(str(row)), (str(column), str(code))
        place = Place(line, str(column), cell_of(line, str(column)))
        fault = Fault(str(code), Level.CELL, reason, advice, place, str(raw))
        faults.add(fault)
        left[key] -= 1
    for (column, code), more in left.items():
        if more:
            faults.more(code, column, times=more)


def _found(table: Written) -> Sql:
    kinds = join(
        ", ",
        [
            fill(
                "($name, $kind, $comma, $unit)",
                name=text(column),
                kind=text(decision.shape.type.value),
                comma=fill("true") if decision.shape.decimal_comma else fill("false"),
                unit=text(decision.shape.unit),
            )
            for column, decision in zip(table.names, table.decisions, strict=True)
            if decision.shape.typed
        ],
    )
    return fill(
        'select row::bigint as row, "column", raw, $code as code from ('
        "select *, regexp_extract(cell, $measured, $parts) as part, "
        "regexp_extract(cell, $moment, $moment_parts).zone as zone from ("
        'select row, m.raw as raw, m.column as "column", trim(m.raw, $blank) as cell from ('
        "select $row as row, unnest($misfits) as m from $table where $misfits is not null)) "
        'join (values $kinds) as kinds (named, kind, comma, unit) on named = "column")',
        code=_code(),
        measured=MEASURED,
        parts=PARTS,
        moment=MOMENT,
        moment_parts=MOMENT_PARTS,
        blank=BLANK,
        row=table.numbered,
        misfits=name(table.misfits),
        table=parquet(table.path),
        kinds=kinds,
    )


def _code() -> Sql:
    return fill(
        r"case when lower(cell) in $tokens then $null"
        r" when kind = 'boolean' then 'not-yes-or-no' when kind = 'time' then 'not-a-time'"
        r" when kind = 'point' then 'not-a-point'"
        r" when kind = 'datetime' and (zone <> '' or unit = $utc)"
        r" and regexp_matches(cell, $begins) then 'other-zone'"
        r" when kind in ('date', 'datetime') and regexp_matches(cell, $dated)"
        r" then 'impossible-date'"
        r" when kind in ('date', 'datetime') and regexp_full_match(cell, $days) then 'day-number'"
        r" when kind in ('date', 'datetime') then 'not-a-date'"
        r" when regexp_full_match(cell, '[+-]?0\d[\d.,]*') then 'leading-zeros'"
        r" when regexp_full_match(cell, $scientific) and (kind = 'integer' or unit <> '')"
        r" then 'power-of-ten' when regexp_full_match(cell, $scientific) and not comma"
        r" then 'number-beyond-column'"
        r" when not regexp_full_match(case when part.bare = '' then cell else"
        r" ltrim(concat(part.sign, part.gap, part.bare, part.close)) end,"
        r" case when comma then $comma else $dot end) then 'not-a-number'"
        r" when $unit <> unit then 'other-unit' else 'number-beyond-column' end",
        tokens=words(NULL_TOKENS),
        null=text(NOTHING),
        utc=text(UTC),
        begins=text(BEGINS),
        dated=text(rf"\d+[-/. ]\d+[-/. ]\d+|{BEGINS}"),
        days=text(r"[2-6]\d{4}(?:\.\d+)?"),
        dot=form("", comma=False),
        comma=form("", comma=True),
        scientific=SCIENTIFIC,
        unit=unit_of(fill("part.before"), fill("part.after")),
    )


def _texts(values: object) -> tuple[str, ...]:
    return tuple(str(value) for value in values) if isinstance(values, list) else ()
