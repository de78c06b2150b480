"""How many small files one process reads in a minute.

usage: python -m bench.small_files [--files 200] [--runs N]

Each file has 40 rows and 8 columns and is read into typed Parquet with profile and faults. One
engine serves all files, as in `openup read FOLDER`. The yardstick copies each with one engine.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from bench.side_by_side import LEAST, Side, measure, value_of
from openup.publishing.prepare import prepare
from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import fill, text

ROWS = 40


def small_files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"archivo-{number}.csv" for number in range(count)]
    for number, path in enumerate(paths):
        lines = ["folio,municipio,nombre,fecha,monto,unidades,vigente,nota"]
        lines += [
            f"A{row:03},Río {row % 7},Persona {row * number % 90},"
            f"2025-{1 + row % 12:02}-0{1 + row % 9},"
            f"{row * 31 + number}.50,{row % 5},{'sí' if row % 2 else 'no'},"
            for row in range(ROWS)
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths


def read(paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as name, WritingEngine(Path(name)) as engine:
        for path in paths:
            with tempfile.TemporaryDirectory() as folder:
                prepare(
                    path,
                    name=path.name,
                    workspace=Path(folder),
                    engine_of=lambda _: nullcontext(engine),
                )


def bare(paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as name, WritingEngine(Path(name)) as engine:
        for path in paths:
            engine.run(
                fill(
                    "copy (from read_csv($path, all_varchar = true)) "
                    "to $target (format parquet, compression zstd)",
                    path=text(str(path)),
                    target=text(str(Path(name) / f"{path.name}.parquet")),
                )
            )


def main(words: list[str]) -> None:
    count = int(value_of(words, "--files", "200"))
    runs = int(value_of(words, "--runs", str(LEAST)))
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as folder:
        paths = small_files(Path(folder), count)
        wall = measure(
            f"{count} small files",
            Side("read", partial(read, paths)),
            Side("bare copies", partial(bare, paths)),
            runs=runs,
        )
    print(f"  {60 * count / wall:,.0f} files a minute, {1000 * wall / count:.0f} ms each (fastest)")


if __name__ == "__main__":
    main(sys.argv[1:])
