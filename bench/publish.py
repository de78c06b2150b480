"""What publishing a table costs beside a bare copy of it into Parquet by the same engine.

usage: python -m bench.publish [--rows 100000,1000000] [--runs N]

`publish` is the whole way in one process: bytes hashed and kept, encoding, dialect, header, types,
misfits, proof of every row, profile, release, records and search. `draft` ends before anything is
kept or recorded. The yardstick reads the same file as text and writes it:
`copy (from read_csv(all_varchar = true)) to ... (format parquet, compression zstd)`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import django

from bench.contracts import LARGE, SMALL, contracts
from bench.side_by_side import LEAST, Side, Took, measure, took, value_of
from openup.publishing.prepare import prepare
from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import fill, text


def drafted(path: Path) -> None:
    """The product's own way from bytes to a draft."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(path, name=path.name, workspace=Path(folder), engine_of=WritingEngine)


def bare(path: Path) -> Took:
    """The engine alone: every cell as text, nothing checked."""
    with tempfile.TemporaryDirectory() as name, WritingEngine(Path(name)) as engine:
        copy = fill(
            "copy (from read_csv($path, all_varchar = true)) "
            "to $target (format parquet, compression zstd)",
            path=text(str(path)),
            target=text(str(Path(name) / "bare.parquet")),
        )
        return took(partial(engine.run, copy))


def portal(home: Path) -> Callable[[Path], Took]:
    """An empty portal in this process; gives what publishes a file in it."""
    home.mkdir()
    os.environ.update(OPENUP_HOME=str(home), DJANGO_SETTINGS_MODULE="openup.settings")
    django.setup()
    way: Callable[[Path], Took] = import_module("bench.portal").opened()
    return way


def main(words: list[str]) -> None:
    runs = int(value_of(words, "--runs", str(LEAST)))
    sizes = [int(size) for size in value_of(words, "--rows", f"{SMALL},{LARGE}").split(",")]
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as name:
        folder = Path(name)
        published = portal(folder / "home")
        for rows in sizes:
            path = contracts(rows, folder / f"contratos-{rows}.csv")
            yardstick = Side("bare copy", partial(bare, path))
            title = f"{rows:,} rows x 29"
            measure(
                f"{title}: publish", Side("publish", partial(published, path)), yardstick, runs=runs
            )
            measure(
                f"{title}: bytes to draft", Side("draft", partial(drafted, path)), yardstick,
                runs=runs,
            )  # fmt: skip
            path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
