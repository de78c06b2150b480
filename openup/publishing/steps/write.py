"""Write typed Parquet in file order, and keep beside each row the cells that do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openup.publishing.reading import ColumnType
from openup.publishing.steps.cells import BLANK, careful, quick, trimmed, words, written
from openup.publishing.steps.rows import Rows
from openup.publishing.steps.types import Decision
from openup.store.engines.duckdb import WritingEngine, copied, parquet
from openup.store.footer import Footer, footer
from openup.store.sql import Sql, fill, join, name, number, text


@dataclass(frozen=True, slots=True)
class Written:
    """A typed Parquet file.

    `misfits` is its hidden column of cells that became no value; `row` its column of source row
    numbers, or empty where row *i* (from 0) is source row `first_row + i`.
    """

    path: Path
    names: tuple[str, ...]
    decisions: tuple[Decision, ...]
    misfits: str
    row: str
    first_row: int
    footer: Footer

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
        if self.row:
            return name(self.row)
        return fill("(file_row_number + $first)", first=number(self.first_row))


def write(
    engine: WritingEngine,
    rows: Rows,
    names: Sequence[str],
    decisions: Sequence[Decision],
    path: Path,
) -> Written:
    """Turn every row into typed values. A cell that no value says exactly is null, and kept raw."""
    misfits, row = free("_misfits", names), free("_row", names) if rows.numbered else ""
    engine.run(copied(_typed(rows, list(zip(names, decisions, strict=True)), misfits, row), path))
    return Written(path, tuple(names), tuple(decisions), misfits, row, rows.first_row, footer(path))


def numbered_by_line(engine: WritingEngine, table: Written, feeds: Sql, path: Path) -> Written:
    """The same table with the line that each row begins on; `feeds` are the line feeds of a row."""
    row = free("_row", table.names)
    lines = fill(
        "select *, $first + file_row_number + (sum($feeds) over (rows unbounded preceding) "
        "- $feeds)::bigint as $row from $table",
        first=number(table.first_row),
        feeds=feeds,
        row=name(row),
        table=parquet(table.path),
    )
    engine.run(copied(lines, path))
    table.path.unlink()
    return replace(table, path=path, row=row, footer=footer(path))


def free(wanted: str, names: Sequence[str]) -> str:
    """A column name that the table does not have, in any case of its letters."""
    taken = {column.lower() for column in names}
    while wanted.lower() in taken:
        wanted = "_" + wanted
    return wanted


def _typed(rows: Rows, columns: list[tuple[str, Decision]], misfits: str, row: str) -> Sql:
    typed = [index for index, (_, decision) in enumerate(columns) if decision.shape.typed]
    kept = [fill("n")] if row else []
    cast = [_cell(index) for index in range(len(columns))]
    cast += [
        fill("$quick as $q", quick=quick(_cell(index), columns[index][1].shape), q=_quick(index))
        for index in typed
    ]
    valued = [
        fill("$value as $v", value=_value(index, decision), v=_valued(index))
        for index, (_, decision) in enumerate(columns)
    ]
    shown = [
        fill("$v as $name", v=_valued(index), name=name(column))
        for index, (column, _) in enumerate(columns)
    ]
    shown.append(fill("$list as $misfits", list=_misfits(columns, typed), misfits=name(misfits)))
    shown += [fill("n as $row", row=name(row))] if row else []
    return fill(
        "select $shown from (select $valued from (select $cast from $rows))",
        shown=join(", ", shown),
        valued=join(", ", [*kept, *valued, *(_cell(index) for index in typed)]),
        cast=join(", ", [*kept, *cast]),
        rows=rows.relation,
    )


def _value(index: int, decision: Decision) -> Sql:
    shape, cell = decision.shape, _cell(index)
    if not shape.typed:
        return cell
    slow = careful(trimmed(cell), shape)
    if shape.type is ColumnType.BOOLEAN:
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
    lost = {
        index: fill("$v is null and $cell is not null", v=_valued(index), cell=_cell(index))
        for index in typed
    }
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
