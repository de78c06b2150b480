"""Throws damaged files at the reader: `python -m tests.properties.fuzz --runs N --seed S`.

Each run is known by its seed and its number, so that one run can be repeated: `--only NUMBER`.
Every second file is typed too, or one in `--typed-every`: typing takes most of the time. What was
found is printed, and its file is kept in `--keep DIR`; `--tally FILE` gets a line of figures, so
that the runs of several commits can be summed up.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from tests.properties.corpus import corpus
from tests.properties.reader import Reader
from tests.properties.runs import damaged
from tests.properties.tally import Outcome, Tally


def _say(outcome: Outcome, file: tuple[str, bytes], seed: int, keep: Path | None) -> None:
    name, content = file
    for wrong in outcome.wrong:
        print(f"run {outcome.number} of seed {seed}, {name}: {wrong}", flush=True)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{seed}-{outcome.number}-{name}").write_bytes(content)


def _commit() -> str:
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def main() -> int:
    """Run, print what is found, and say whether anything was."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", type=int)
    asked.add_argument("--made", action="store_true", help="leave real files out")
    asked.add_argument("--typed-every", type=int, default=2, metavar="N")
    asked.add_argument("--keep", type=Path, help="folder for files that something is wrong with")
    asked.add_argument("--tally", type=Path, help="file that a line of figures is added to")
    given = asked.parse_args()
    files = corpus(real=not given.made)
    numbers = range(given.first, given.first + given.runs) if given.only is None else [given.only]
    reader = Reader(given.seed, real=not given.made, every=given.typed_every)
    tally, began = Tally(given.seed), _now()
    for number in numbers:
        outcome = reader.run(number)
        tally.add(outcome)
        if outcome.wrong:
            _say(outcome, damaged(files, given.seed, number), given.seed, given.keep)
        if tally.runs % 1000 == 0:
            print(f"{tally.runs} runs, {tally.wrong} wrong, {_now() - began:.0f} s", flush=True)
    reader.end()
    print(tally)
    if given.tally:
        tally.note(given.tally, _commit())
    return 1 if tally.wrong else 0


def _now() -> float:
    return time.monotonic()


if __name__ == "__main__":
    sys.exit(main())
