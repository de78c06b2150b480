"""What reading a table costs beside a bare copy of it into Parquet by the same engine.

usage: python -m bench.reading [--rows 1000000] [--runs N] [--one-line]

`reading` goes from the bytes on disk to typed Parquet: every byte counted and proven to be UTF-8,
dialect, header, types decided, typed table written, cells that do not fit written with their
reasons, every row proven to be there and numbered by the line that it begins on. Left out are the
SHA-256 and the profile of the columns, which belong to publishing. With `--one-line` no cell of
the table has a line feed within. The yardstick is that of `bench.publish`.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.contracts import LARGE, contracts
from bench.publish import bare
from bench.side_by_side import LEAST, Side, measure, value_of
from openup.publishing.prepare import texts
from openup.publishing.steps.tables.lines import numbered
from openup.publishing.steps.tables.misfits import keep
from openup.publishing.steps.tables.proof import doubts
from openup.publishing.steps.tables.rows import scanned
from openup.publishing.steps.tables.shape import typed_table
from openup.publishing.table import Context, TextTable
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.sql import fill


def read(path: Path) -> None:
    """From bytes to typed Parquet with misfits, every row proven."""
    with tempfile.TemporaryDirectory() as name, WritingEngine(Path(name)) as engine:
        folder = Path(name)
        (table,) = texts(path, name=path.name, context=Context(folder))
        quickly(table, engine, folder)


def quickly(table: TextTable, engine: WritingEngine, folder: Path) -> None:
    """The steps of `publishing.steps.shape` for a table that the engine can read, less its look."""
    scan = table.scan
    if scan is None:
        sys.exit("The table of the figure must need no patient reader.")
    written, misfits = typed_table(table, scanned(scan, table, folder), engine, folder)
    beyond = scan.lines - scan.skip_lines - written.rows
    against = doubts(written, misfits, scan, beyond=beyond)
    if engine.one(fill("select $doubts from $rows", doubts=against, rows=parquet(written.path)))[0]:
        sys.exit("A row of the figure's table is not proven.")
    if beyond:
        written = numbered(engine, written, beyond, folder)
    keep(engine, written, misfits, folder / "misfits.parquet")


def one_line(path: Path) -> Path:
    """The same table with its rows over two lines left out."""
    target = path.with_name("renglones.csv")
    with path.open("rb") as file, target.open("wb") as out:
        for line in file:
            out.write(line if line.count(b'"') % 2 == 0 else b"")
    path.unlink()
    return target


def main(words: list[str]) -> None:
    rows = int(value_of(words, "--rows", str(LARGE)))
    runs = int(value_of(words, "--runs", str(LEAST)))
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as folder:
        path = contracts(rows, Path(folder) / "contratos.csv")
        if "--one-line" in words:
            path = one_line(path)
        ours, yardstick = (
            Side("reading", partial(read, path)),
            Side("bare copy", partial(bare, path)),
        )
        measure(f"{rows:,} rows x 29: bytes to typed Parquet", ours, yardstick, runs=runs)


if __name__ == "__main__":
    main(sys.argv[1:])
