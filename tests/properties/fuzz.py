"""Throws damaged files at the reader: `python -m tests.properties.fuzz --runs N --seed S`.

Each run is known by its seed and its number, so that one run can be repeated: `--only NUMBER`.
What was found is printed, and its file is kept in `--keep DIR`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.properties.corpus import corpus
from tests.properties.examined import examine
from tests.properties.mutations import mutated

SECONDS = 10.0
"""Processor time that one file may take."""
PATIENCE = 60.0
"""Seconds after which a reading process that does not answer is ended."""
MEMORY = 3 * 2**30
"""Bytes of address space of the reading process; the engine's own limit is far below."""
RUNS_OF_A_READER = 400

Files = list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one run found."""

    number: int
    name: str
    wrong: str


def damaged(files: Files, seed: int, number: int) -> tuple[str, bytes]:
    """The file of one run: always the same for the same seed and number."""
    chance = random.Random(seed * 1_000_003 + number)
    name, content = chance.choice(files)
    return name, mutated(content, chance)


def one_run(files: Files, seed: int, number: int, folder: Path) -> list[Finding]:
    """Write, examine and remove the file of one run."""
    name, content = damaged(files, seed, number)
    path = folder / name
    path.write_bytes(content)
    began = time.process_time()
    try:
        wrong = examine(path, folder / "workspace")
    finally:
        path.unlink()
    if (taken := time.process_time() - began) > SECONDS:
        wrong.append(f"took {taken:.0f} seconds of processor time")
    return [Finding(number, name, one) for one in wrong]


def _reader(pipe: Connection, seed: int, real: bool) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = corpus(real=real)
    with tempfile.TemporaryDirectory(prefix="openup-fuzz-") as folder:
        tempfile.tempdir = f"{folder}/passing"
        Path(tempfile.tempdir).mkdir()
        while (number := pipe.recv()) is not None:
            pipe.send(one_run(files, seed, number, Path(folder)))


class Reader:
    """A process that reads, is started anew now and then, and is ended when it hangs."""

    def __init__(self, seed: int, *, real: bool) -> None:
        self._seed, self._real, self._runs = seed, real, 0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_reader, args=(theirs, self._seed, self._real))
        self._process.start()
        theirs.close()

    def run(self, number: int) -> list[Finding]:
        """Examine the file of this number within the time that is allowed."""
        self._runs += 1
        if self._runs % RUNS_OF_A_READER == 0:
            self.end()
            self._start()
        self._pipe.send(number)
        try:
            if self._pipe.poll(PATIENCE):
                found: list[Finding] = self._pipe.recv()
                return found
            wrong = f"no answer after {PATIENCE} seconds"
        except (EOFError, ConnectionResetError):
            wrong = "the reading process died"
        self._process.kill()
        self._process.join()
        self._start()
        return [Finding(number, "?", wrong)]

    def end(self) -> None:
        """Let the process go, and wait until it is gone."""
        self._pipe.send(None)
        self._process.join(SECONDS)
        self._process.kill()


def _keep(folder: Path, files: Files, seed: int, finding: Finding) -> None:
    name, content = damaged(files, seed, finding.number)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{seed}-{finding.number}-{name}").write_bytes(content)


def main() -> int:
    """Run, print what is found, and say whether anything was."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", type=int)
    asked.add_argument("--made", action="store_true", help="leave real files out")
    asked.add_argument("--keep", type=Path, help="folder for files that something is wrong with")
    given = asked.parse_args()
    files = corpus(real=not given.made)
    numbers = range(given.first, given.first + given.runs) if given.only is None else [given.only]
    reader, found, began = Reader(given.seed, real=not given.made), 0, time.monotonic()
    for done, number in enumerate(numbers, start=1):
        for finding in reader.run(number):
            found += 1
            name = damaged(files, given.seed, number)[0]
            print(f"run {number} of seed {given.seed}, {name}: {finding.wrong}", flush=True)
            if given.keep:
                _keep(given.keep, files, given.seed, finding)
        if done % 1000 == 0:
            print(f"{done} runs, {found} found, {time.monotonic() - began:.0f} s", flush=True)
    reader.end()
    print(f"{len(numbers)} runs, {found} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
