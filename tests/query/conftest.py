"""Small tables drawn in text, committed to a lake of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from openup.kernel.drawn import table as drawn_table
from openup.kernel.ids import Digest, ReleaseId
from openup.publishing.draft import DraftTable, Source
from openup.publishing.faults import FaultLog
from openup.publishing.manifest import pack
from openup.publishing.reading import Column, ColumnType, Reading
from openup.query.grid import RowQuestion, rows_of
from openup.store.engines.duckdb import ReadingEngine, WritingEngine, copied
from openup.store.lake import Lake
from openup.store.sql import Sql, fill, join, name

CASTS: dict[ColumnType, Sql] = {
    ColumnType.BOOLEAN: fill("boolean"),
    ColumnType.INTEGER: fill("bigint"),
    ColumnType.DECIMAL: fill("decimal(18, 2)"),
    ColumnType.DATE: fill("date"),
    ColumnType.TIME: fill("time"),
    ColumnType.DATETIME: fill("timestamp"),
    ColumnType.POINT: fill("varchar"),
    ColumnType.TEXT: fill("varchar"),
    ColumnType.CODE: fill("varchar"),
}


@dataclass(frozen=True)
class Asked:
    """A release in a lake, and the engine that answers questions about it."""

    lake: Lake
    engine: ReadingEngine
    release: ReleaseId

    def rows(self, filters: dict[str, str] | None = None, sort: str = "", **more: int) -> list[int]:
        """Row numbers of the page that a question brings."""
        question = RowQuestion(
            sort=sort.removeprefix("-"),
            descending=sort.startswith("-"),
            filters=filters or {},
            **more,
        )
        page = rows_of(self.lake, self.engine, self.release, question)
        return [row.number for row in page.rows]


Draw = Callable[..., Asked]


@pytest.fixture
def draw(tmp_path: Path) -> Iterator[Draw]:
    """Commit a drawn table; heads are `name:type:unit`, a cell `!raw` does not fit its column."""
    engines: list[ReadingEngine] = []

    def drawn(drawing: str, *, first_row: int = 2) -> Asked:
        table = drawn_table(drawing)
        heads = [[*head.split(":"), "", ""][:3] for head in table.columns]
        columns = tuple(
            Column(head, head, ColumnType(kind) if kind else ColumnType.TEXT, unit=unit)
            for head, kind, unit in heads
        )
        parquet, misfits = tmp_path / "table.parquet", tmp_path / "misfits.parquet"
        wrong = [
            (first_row + place, column.name, cell.removeprefix("!"), "not-a-number")
            for place, row in enumerate(table.rows)
            for column, cell in zip(columns, row, strict=True)
            if cell and cell.startswith("!")
        ]
        cells = {
            column.name: [
                None if (row[at] or "").startswith("!") else row[at] for row in table.rows
            ]
            for at, column in enumerate(columns)
        }
        shown = join(
            ", ",
            [
                fill("cast($c as $t) as $c", c=name(column.name), t=CASTS[column.type])
                for column in columns
            ],
        )
        with WritingEngine(tmp_path) as writer:
            writer.run(
                copied(fill("select $shown from drawn", shown=shown), parquet),
                given={"drawn": cells},
            )
            if wrong:
                found = dict(
                    zip(("row", "column", "raw", "code"), zip(*wrong, strict=True), strict=True)
                )
                writer.run(
                    copied(fill("select * from found"), misfits),
                    given={"found": {key: list(value) for key, value in found.items()}},
                )
        draft = DraftTable(
            name="drawn",
            reading=Reading("csv", columns=columns),
            parquet=parquet,
            rows=len(table.rows),
            row_column="",
            first_row=first_row,
            feeds=None,
            misfits=misfits if wrong else None,
            faults=FaultLog(),
            profile=(),
        )
        packed = pack(draft, Source("drawn.csv", Digest("0" * 64), 0, tmp_path / "drawn.csv"))
        lake = Lake(tmp_path / "lake")
        release = lake.commit(packed.files, packed.manifest)
        engine = ReadingEngine(tmp_path / "spill", lake.root)
        engines.append(engine)
        return Asked(lake, engine, release)

    yield drawn
    for engine in engines:
        engine.close()
