"""How long a small file takes from the command line to a release: the whole process.

usage: python -m bench.small_file [RUNS]

Each run publishes a new file of 4 KB into a portal that stands. The yardstick is a Python that
imports the same engine and writes the same file as Parquet, with no portal, no types, no search.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from itertools import count
from pathlib import Path

from bench.side_by_side import LEAST, Side, measure

PYTHON = sys.executable
SIZE = 4096
COPY = (
    'import duckdb, sys; duckdb.execute("copy (from read_csv(\'" + sys.argv[1] + "\', '
    'all_varchar=true)) to \'" + sys.argv[2] + "\' (format parquet, compression zstd)")'
)
_numbers = count(1)


def small_file(folder: Path) -> Path:
    """A file of 4 KB that nobody has published yet."""
    number = next(_numbers)
    lines = ["folio,proveedor,monto,fecha"]
    while sum(map(len, lines)) + len(lines) < SIZE:
        row = len(lines)
        lines.append(
            f"{number:04}-{row:05},Proveedor {row % 9},{row * 37}.50,2025-03-{1 + row % 28:02}"
        )
    path = folder / f"archivo-{number}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def openup(home: Path, *words: str) -> None:
    subprocess.run(
        [PYTHON, "-m", "openup", *words],
        env={**os.environ, "OPENUP_HOME": str(home)},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def publish(home: Path, folder: Path) -> None:
    openup(home, "publish", str(small_file(folder)), "--institution", "salud")


def copy(folder: Path) -> None:
    path = small_file(folder)
    subprocess.run([PYTHON, "-c", COPY, str(path), f"{path}.parquet"], check=True)


def main(words: list[str]) -> None:
    runs = next((int(word) for word in words if word.isdigit()), LEAST)
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as folder:
        home = Path(folder) / "home"
        openup(home, "migrate")
        openup(home, "institution", "add", "salud")
        measure(
            "A file of 4 KB",
            Side("openup publish", partial(publish, home, Path(folder))),
            Side("duckdb copy, whole process", partial(copy, Path(folder))),
            runs=runs,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
