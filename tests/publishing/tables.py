"""Tables of text for tests: rows go in, a typed draft table comes out."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from openup.publishing.draft import DraftTable
from openup.publishing.reading import Column, Dialect, Layout, Reading
from openup.publishing.steps.tables.shape import shaped
from openup.publishing.table import Batch, CsvScan, TextTable
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.lake import relation
from openup.store.sql import fill

Cells = Sequence[str | None]


@dataclass(frozen=True)
class Typed:
    """A typed table: its draft, its rows with their source row numbers, its misfits."""

    table: DraftTable
    rows: list[tuple[object, ...]]
    misfits: dict[tuple[int, str], tuple[str, str]]

    def types(self) -> list[str]:
        return [column.type.value for column in self.table.reading.columns]

    def column(self, name: str) -> list[object]:
        at = [column.name for column in self.table.reading.columns].index(name)
        return [row[at] for row in self.rows]


def typed(
    names: Sequence[str],
    rows: Sequence[Cells],
    *,
    first_row: int = 2,
    before: tuple[Column, ...] = (),
    delimiter: str = ",",
) -> Typed:
    """Type rows that are read patiently; they are numbered from `first_row`."""
    numbers = list(range(first_row, first_row + len(rows)))
    table = _table(names, rows, numbers)
    table.reading = replace(table.reading, dialect=Dialect(delimiter))
    return _typed(table, before)


def typed_numbered(names: Sequence[str], rows: Sequence[Cells], numbers: list[int]) -> Typed:
    """Type rows with source row numbers of their own."""
    return _typed(_table(names, rows, numbers))


def typed_by_scan(
    names: Sequence[str], rows: Sequence[Cells], before: tuple[Column, ...] = ()
) -> Typed:
    """Type rows of a CSV file that the engine reads itself, unless its proof speaks against it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows([names, *rows])
        lines = path.read_bytes().count(b"\n")
        table = _table(names, rows, lines_of(rows))
        table.scan = CsvScan(path, Dialect(), 1, lines)
        return _typed(table, before)


def columns_of(*columns: tuple[str, Sequence[str | None]]) -> tuple[list[str], list[Cells]]:
    """Names and rows of a table that is written column by column."""
    names = [name for name, _ in columns]
    return names, list(zip(*(cells for _, cells in columns), strict=True))


def lines_of(rows: Sequence[Cells]) -> list[int]:
    """The line that each row begins on below a header: line feeds within cells count."""
    taken = [1 + "".join(filter(None, row)).count("\n") for row in rows]
    return [2 + sum(taken[:at]) for at in range(len(rows))]


def _table(names: Sequence[str], rows: Sequence[Cells], numbers: list[int]) -> TextTable:
    def batches() -> Iterator[Batch]:
        for start, end in pairwise([*range(0, len(rows), 7), len(rows)]):
            piece = rows[start:end]
            cells = [[row[at] for row in piece] for at in range(len(names))]
            yield Batch(numbers[start:end], cells)

    reading = Reading(
        "csv",
        layout=Layout(header_rows=(1,), first_data_row=numbers[0] if numbers else 2),
        columns=tuple(Column(name, name) for name in names),
    )
    return TextTable("table", reading, batches)


def _typed(table: TextTable, before: tuple[Column, ...] = ()) -> Typed:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "work").mkdir()
        with WritingEngine(folder / "work") as engine:
            draft = shaped(
                table, engine=engine, folder=folder, workspace=folder / "work", before=before
            )
            names = [column.name for column in draft.reading.columns]
            rows = engine.rows(
                fill(
                    "select * from $rows order by _row",
                    rows=relation(
                        draft.parquet,
                        columns=names,
                        row_column=draft.row_column,
                        first_row=draft.first_row,
                        feeds=draft.feeds,
                    ),
                )
            )
            return Typed(draft, rows, _misfits(engine, draft))


def _misfits(engine: WritingEngine, draft: DraftTable) -> dict[tuple[int, str], tuple[str, str]]:
    if draft.misfits is None:
        return {}
    found = engine.rows(fill("from $misfits", misfits=parquet(draft.misfits)))
    return {(int(str(row)), str(column)): (str(raw), str(code)) for row, column, raw, code in found}
