"""The line of the source file that each row of a table begins on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from openup.publishing.steps.tables.write import Written, free
from openup.store import feeds
from openup.store.engines.duckdb import WritingEngine, copied, parquet
from openup.store.footer import footer
from openup.store.sql import fill, name, number

MOST: Final = 0.01
"""Line feeds within cells for each row beyond which the lines are kept in the table itself."""


def numbered(engine: WritingEngine, table: Written, beyond: int, folder: Path) -> Written:
    """The same table, each row with the line that it begins on; `beyond` lines are in cells."""
    if beyond > MOST * table.rows:
        return _numbered_within(engine, table, folder / "table-numbered.parquet")
    held = engine.rows(
        fill(
            "select file_row_number, $held from $table where $held is not null "
            "order by file_row_number",
            held=name(table.held),
            table=parquet(table.path),
        )
    )
    path = folder / "feeds.parquet"
    feeds.keep(path, table.rows, ((int(str(place)), int(str(times))) for place, times in held))
    return replace(table, feeds=path)


def _numbered_within(engine: WritingEngine, table: Written, path: Path) -> Written:
    row = free("_row", table.names)
    lines = fill(
        "select * exclude ($held), $first + file_row_number + (coalesce("
        "sum($held) over (rows unbounded preceding), 0) - coalesce($held, 0))::bigint as $row "
        "from $table",
        first=number(table.first_row),
        held=name(table.held),
        row=name(row),
        table=parquet(table.path),
    )
    engine.run(copied(lines, path))
    table.path.unlink()
    return replace(table, path=path, row=row, held="", footer=footer(path))
