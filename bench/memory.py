"""How much memory the way from bytes to a draft takes, in a process of its own.

usage: python -m bench.memory [--rows 1000000]

`--rows 12000000` takes minutes and 9 GB of disk in the temporary folder. The figure is the most
resident memory that the process ever had, the engine's included; the limit is 1 GB.
"""

from __future__ import annotations

import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from bench.contracts import LARGE, contracts
from bench.publish import bare, drafted
from bench.side_by_side import most_resident, value_of

LIMIT = 1 << 30


def _most(run: str, path: str) -> tuple[int, float]:
    """The most resident bytes of this process once it has run, and the seconds it took."""
    began = time.perf_counter()
    (drafted if run == "draft" else bare)(Path(path))
    return most_resident(), time.perf_counter() - began


def main(words: list[str]) -> None:
    rows = int(value_of(words, "--rows", str(LARGE)))
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as folder:
        path = contracts(rows, Path(folder) / "contratos.csv")
        print(f"\n{rows:,} rows x 29, {path.stat().st_size / 2**20:,.0f} MB of CSV")
        for run in ("draft", "bare"):
            # A new process each: the most of a process never goes down again.
            with get_context("spawn").Pool(1) as pool:
                most, seconds = pool.apply(_most, (run, str(path)))
            said = f"{most / LIMIT:.2f} of 1 GB"
            print(f"  {run:6}  {most / 2**20:7,.0f} MB at most  ({said})  {seconds:7.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
