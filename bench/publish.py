"""What publishing a table costs beside a bare copy of it into Parquet by the same engine.

usage: python -m bench.publish FILE.csv [RUNS]

`prepared` is everything up to the draft: bytes read and hashed, encoding, dialect, header, types,
misfits, proof of every row, profile. `typed` leaves the profile out. The yardstick reads the same
file as text and writes it: `copy (from read_csv(all_varchar = true)) to ... (zstd)`.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.side_by_side import LEAST, Side, Took, measure, took
from openup.publishing.prepare import prepare, texts
from openup.publishing.steps.rows import scanned
from openup.publishing.steps.shape import typed_table
from openup.publishing.table import Context, TextTable
from openup.store.engines.duckdb import WritingEngine, copied
from openup.store.sql import fill, text


def prepared(path: Path) -> None:
    """The product's own way from bytes to a draft."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(path, name=path.name, workspace=Path(folder), engine_of=WritingEngine)


def typed(table: TextTable) -> Took:
    """From a text whose head was understood to typed Parquet with its misfits."""
    with tempfile.TemporaryDirectory() as name, WritingEngine(Path(name)) as engine:
        folder = Path(name)
        if table.scan is None:
            sys.exit("The file needs the patient reader: measure it with `prepared`.")
        rows = scanned(table.scan, table, folder)
        return took(partial(typed_table, table, rows, engine, folder))


def bare(path: Path) -> Took:
    """The engine alone: every cell as text, nothing checked."""
    with tempfile.TemporaryDirectory() as name, WritingEngine(Path(name)) as engine:
        rows = fill("from read_csv($path, all_varchar = true)", path=text(str(path)))
        return took(partial(engine.run, copied(rows, Path(name) / "bare.parquet")))


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    path = Path(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else LEAST
    yardstick = Side("bare copy", partial(bare, path))
    measure("bytes to draft", Side("prepared", partial(prepared, path)), yardstick, runs=runs)
    with tempfile.TemporaryDirectory() as folder:
        (table,) = texts(path, name=path.name, context=Context(Path(folder)))
        measure("types and misfits", Side("typed", partial(typed, table)), yardstick, runs=runs)


if __name__ == "__main__":
    main()
