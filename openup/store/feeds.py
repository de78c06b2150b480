"""Which rows of a table hold line feeds within their cells, so that a row tells its line.

A small Parquet file beside the table has one row for each 1,024 rows of it: how many line feeds
stand in the cells of all rows before them (`before`), and the places of those among them that hold
line feeds (`places`, from 0; a place stands there once for each of its line feeds).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from openup.store.sql import Sql, fill, name, number, text

BLOCK: Final = 1_024
"""Rows of the table that one row of the file tells of. Old files have it too: it cannot change."""


def keep(path: Path, rows: int, held: Iterable[tuple[int, int]]) -> None:
    """Write the file of a table of so many rows; `held` are places in order, and their feeds."""
    places: list[list[int]] = [[] for _ in range(0, rows, BLOCK)]
    for place, feeds in held:
        places[place // BLOCK] += [place] * feeds
    before = [0]
    for block in places:
        before.append(before[-1] + len(block))
    columns = {
        "before": pa.array(before[:-1], pa.int64()),
        "places": pa.array(places, pa.list_(pa.int64())),
    }
    pq.write_table(pa.table(columns), path, compression="zstd")


def line_of(row_column: str, first_row: int, feeds: Path | None) -> Sql:
    """The source row number of a row, to stand in a select from `read_parquet` of its table.

    It is in the column that keeps it; or it counts up from `first_row`, and each line feed in the
    cells of the rows before takes a line more. Then the rows of an answer have no order.
    """
    if row_column:
        return name(row_column)
    if feeds is None:
        return fill("(file_row_number + $first)", first=number(first_row))
    return fill(
        "(file_row_number + $first + $before + "
        "len(list_filter($places, lambda place: place < file_row_number)))",
        first=number(first_row),
        before=_of_block(feeds, "before"),
        places=_of_block(feeds, "places"),
    )


def places_of(lines: Sql, first_row: int, feeds: Path) -> Sql:
    """Places of rows, to stand after `in`: `lines` selects their source row numbers as `row`."""
    return fill(
        '(select l."row" - $first - coalesce(f.taken, 0) from ($lines) as l asof left join ('
        "select place + taken + $first as line, taken from (select place, "
        "row_number() over (order by place) as taken from ("
        'select unnest(places) as place from $feeds))) as f on l."row" >= f.line)',
        lines=lines,
        first=number(first_row),
        feeds=_file(feeds),
    )


def _of_block(feeds: Path, column: str) -> Sql:
    return fill(
        "(select list($column order by file_row_number) from $feeds)"
        "[file_row_number // $block + 1]",
        column=name(column),
        feeds=_file(feeds),
        block=number(BLOCK),
    )


def _file(feeds: Path) -> Sql:
    return fill("read_parquet([$path])", path=text(str(feeds)))
