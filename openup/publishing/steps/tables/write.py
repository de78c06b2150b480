"""Write typed Parquet in file order, and keep beside each row the cells that do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openup.publishing.reading import ColumnType
from openup.publishing.steps.tables.feeds import counted
from openup.publishing.steps.tables.rows import Rows
from openup.publishing.steps.types.cells import (
    BLANK,
    NULL_TOKENS,
    careful,
    quick,
    trimmed,
    words,
    written,
)
from openup.publishing.steps.types.types import Decision
from openup.store.engines.duckdb import WritingEngine, copied
from openup.store.feeds import line_of
from openup.store.footer import Footer, footer
from openup.store.sql import Sql, fill, join, name, text


@dataclass(frozen=True, slots=True)
class Written:
    """A typed Parquet file.

    `misfits` is its hidden column of cells that became no value, `held` that of the line feeds
    within cells or empty. `row` is its column of source row numbers, or empty where row *i*
    (from 0) is source row `first_row + i` and what `feeds` adds.
    """

    path: Path
    names: tuple[str, ...]
    decisions: tuple[Decision, ...]
    misfits: str
    row: str
    first_row: int
    footer: Footer
    held: str = ""
    feeds: Path | None = None

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return self.footer.rows

    def filled(self, column: str) -> int:
        """How many cells of a column became a value."""
        return self.footer.columns[column].filled

    @property
    def numbered(self) -> Sql:
        """Source row number of each row, to stand in a select from `read_parquet`."""
        return line_of(self.row, self.first_row, self.feeds)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Names of the columns beside those of the table; see `Written`."""

    misfits: str
    row: str
    held: str


def write(
    engine: WritingEngine,
    rows: Rows,
    names: Sequence[str],
    decisions: Sequence[Decision],
    path: Path,
) -> Written:
    """Turn every row into typed values. A cell that no value says exactly is null, and kept raw."""
    hidden = _Hidden(
        misfits=free("_misfits", names),
        row=free("_row", names) if rows.numbered else "",
        held=free("_feeds", names) if rows.folded_by else "",
    )
    engine.run(copied(_typed(rows, list(zip(names, decisions, strict=True)), hidden), path))
    return Written(
        path=path,
        names=tuple(names),
        decisions=tuple(decisions),
        misfits=hidden.misfits,
        row=hidden.row,
        first_row=rows.first_row,
        footer=footer(path),
        held=hidden.held,
    )


def free(wanted: str, names: Sequence[str]) -> str:
    """A column name that the table does not have, in any case of its letters."""
    taken = {column.lower() for column in names}
    while wanted.lower() in taken:
        wanted = "_" + wanted
    return wanted


def _typed(rows: Rows, columns: list[tuple[str, Decision]], hidden: _Hidden) -> Sql:
    typed = [index for index, (_, decision) in enumerate(columns) if decision.shape.typed]
    kept = [fill("n")] if hidden.row else []
    cast = [_cell(index) for index in range(len(columns))]
    cast += [
        fill("$quick as $q", quick=quick(_cell(index), columns[index][1].shape), q=_quick(index))
        for index in typed
    ]
    valued = [
        fill("$value as $v", value=_meant(index, decision), v=_valued(index))
        for index, (_, decision) in enumerate(columns)
    ]
    shown = [
        fill("$v as $name", v=_valued(index), name=name(column))
        for index, (column, _) in enumerate(columns)
    ]
    shown += _beside(rows, columns, typed, hidden)
    return fill(
        "select $shown from (select $valued from (select $cast from $rows))",
        shown=join(", ", shown),
        valued=join(", ", [*kept, *valued, *(_cell(index) for index in typed)]),
        cast=join(", ", [*kept, *cast]),
        rows=rows.relation,
    )


def _beside(
    rows: Rows, columns: list[tuple[str, Decision]], typed: list[int], hidden: _Hidden
) -> list[Sql]:
    shown = [fill("$list as $misfits", list=_misfits(columns, typed), misfits=name(hidden.misfits))]
    if hidden.row:
        shown.append(fill("n as $row", row=name(hidden.row)))
    if hidden.held:
        texts = [index for index in range(len(columns)) if index not in typed]
        held = [fill("contains($v, chr(10))", v=_valued(index)) for index in texts] + [
            fill("$lost and contains($cell, chr(10))", lost=_lost(index), cell=_cell(index))
            for index in typed
        ]
        cells = [
            _cell(index) if index in typed else _valued(index) for index in range(len(columns))
        ]
        feeds = counted(cells, held, rows.folded_by)
        shown.append(fill("$feeds as $held", feeds=feeds, held=name(hidden.held)))
    return shown


def _lost(index: int) -> Sql:
    """That a cell became no value; where it says nothing, that is no misfit yet."""
    return fill("$v is null and $cell is not null", v=_valued(index), cell=_cell(index))


def _meant(index: int, decision: Decision) -> Sql:
    """The value of a cell; a word for nothing that a person said may be a number: -99."""
    value = _value(index, decision)
    told = {token.lower() for token in decision.tokens}.difference(NULL_TOKENS)
    if not told or not decision.shape.typed:
        return value
    return fill(
        "case when lower($cell) not in $told then $value end",
        cell=trimmed(_cell(index)),
        told=words(tuple(sorted(told))),
        value=value,
    )


def _value(index: int, decision: Decision) -> Sql:
    shape, cell = decision.shape, _cell(index)
    if not shape.typed:
        return cell
    slow = careful(trimmed(cell), shape)
    if shape.type in (ColumnType.BOOLEAN, ColumnType.POINT) or shape.unit:
        # No plain cast gives the cell back, or it would without what the cell says.
        return slow
    trusted = fill("true")
    if shape.type in (ColumnType.DATE, ColumnType.DATETIME):
        # The engine also writes back infinity, years before our era and years of five digits.
        trusted = fill("year($quick) between 1 and 9999", quick=_quick(index))
    return fill(
        "case when $cell is null then null "
        "when $written = $cell and $trusted then $quick else $slow end",
        cell=cell,
        trusted=trusted,
        written=written(_quick(index), shape),
        quick=_quick(index),
        slow=slow,
    )


def _misfits(columns: list[tuple[str, Decision]], typed: list[int]) -> Sql:
    """A list of the cells of a row that became no value, or null; words for nothing are none."""
    if not typed:
        return fill('null::struct("column" varchar, raw varchar)[]')
    lost = {index: _lost(index) for index in typed}
    entries = [
        fill(
            "case when $lost and lower(trim($cell, $blank)) not in $tokens "
            'then {"column": $column, raw: $cell} end',
            lost=lost[index],
            cell=_cell(index),
            blank=BLANK,
            tokens=words(tuple({"", *(token.lower() for token in columns[index][1].tokens)})),
            column=text(columns[index][0]),
        )
        for index in typed
    ]
    return fill(
        "case when $any then nullif(list_filter([$entries], lambda m: m is not null), []) end",
        any=join(" or ", [fill("($lost)", lost=one) for one in lost.values()]),
        entries=join(", ", entries),
    )


def _cell(index: int) -> Sql:
    return name(f"c{index}")


def _quick(index: int) -> Sql:
    return name(f"q{index}")


def _valued(index: int) -> Sql:
    return name(f"v{index}")
