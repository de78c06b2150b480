"""A process that reads damaged files, is started anew now and then, and is ended if it hangs."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

from openup.store.engines.duckdb import Allowance, WritingEngine
from tests.properties.corpus import corpus
from tests.properties.examined import LIMITS
from tests.properties.runs import SECONDS, one_run
from tests.properties.tally import Outcome

PATIENCE = 60.0
"""Seconds after which a reading process that does not answer is ended."""
MEMORY = 3 * 2**30
"""Bytes of address space of the reading process; the engine's own limit is far below."""
RUNS_OF_A_READER = 2000


def _read(pipe: Connection, seed: int, real: bool, every: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    files = corpus(real=real)
    with tempfile.TemporaryDirectory(prefix="openup-fuzz-") as made:
        folder = Path(made)
        (folder / "passing").mkdir()
        (folder / "spilled").mkdir()
        tempfile.tempdir = str(folder / "passing")
        with WritingEngine(folder / "spilled", Allowance(LIMITS.memory_bytes, 1)) as engine:
            while (number := pipe.recv()) is not None:
                pipe.send(one_run(files, seed, number, folder, engine, every=every))


class Reader:
    """The door to the reading process."""

    def __init__(self, seed: int, *, real: bool, every: int = 2) -> None:
        self._seed, self._real, self._every, self._runs = seed, real, every, 0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_read, args=(theirs, self._seed, self._real, self._every), daemon=True
        )
        self._process.start()
        theirs.close()

    def run(self, number: int) -> Outcome:
        """Examine the file of this number within the time that is allowed."""
        self._runs += 1
        if self._runs % RUNS_OF_A_READER == 0:
            self.end()
            self._start()
        self._pipe.send(number)
        try:
            if self._pipe.poll(PATIENCE):
                found: Outcome = self._pipe.recv()
                return found
            wrong = f"no answer after {PATIENCE} seconds"
        except (EOFError, ConnectionResetError):
            wrong = "the reading process died"
        self._process.kill()
        self._process.join()
        self._start()
        return Outcome(number, "?", (wrong,))

    def end(self) -> None:
        """Let the process go, and wait until it is gone."""
        self._pipe.send(None)
        self._process.join(SECONDS)
        self._process.kill()
