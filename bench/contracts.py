"""The table that the figures are taken on: contracts of public offices, 29 columns, made up.

usage: python -m bench.contracts ROWS FILE.csv

Keys, codes, amounts, dates, names with accents, quoted text with quotes and line feeds in it,
empty cells, words for nothing, and about one row in a thousand with a cell that does not fit its
column. The same number of rows is the same file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import Sql, beside, fill, number, text

SMALL: Final = 100_000
LARGE: Final = 1_000_000


def contracts(rows: int, path: Path) -> Path:
    """Write so many made-up contracts to a CSV file in UTF-8."""
    with tempfile.TemporaryDirectory() as folder, WritingEngine(Path(folder)) as engine:
        engine.run(
            fill(
                "copy ($rows) to $path (format csv, header true)",
                rows=_rows(rows),
                path=text(str(path)),
            )
        )
    return path


def touched(path: Path, turn: int) -> Path:
    """The same file with another first key, so that a portal has not seen its bytes yet."""
    with path.open("r+b") as file:
        file.readline()
        file.write(str(1_000_000_000 + turn).encode())
    return path


def _rows(rows: int) -> Sql:
    return beside("bench", "contracts.sql", rows=number(rows))


def main(words: list[str]) -> None:
    if len(words) != 2 or not words[0].isdigit():
        sys.exit(__doc__)
    contracts(int(words[0]), Path(words[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
