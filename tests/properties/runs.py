"""One run of the fuzzer: a file chosen, cut to a window, damaged, read and examined."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

from openup.store.engines.duckdb import WritingEngine
from tests.properties.examined import examine, examine_text
from tests.properties.mutations import mutated
from tests.properties.tally import Outcome, suffix
from tests.properties.windows import windowed

SECONDS = 10.0
"""Processor time that one file may take."""
GROWTH = 400 * 2**20
"""Bytes of memory that one file may take beyond what the reading process held before."""
LARGEST = 4_000_000
"""Bytes of a damaged file: repeated lines of a large document would make it a test of speed."""

Files = list[tuple[str, bytes]]


def damaged(files: Files, seed: int, number: int) -> tuple[str, bytes]:
    """The file of one run: always the same for the same seed and number."""
    chance = random.Random(seed * 1_000_003 + number)
    if chance.random() < 0.5:  # any file; else any kind of file, of which some are rare
        kind = chance.choice(sorted({suffix(name) for name, _ in files}))
        files = [one for one in files if suffix(one[0]) == kind]
    name, content = chance.choice(files)
    return name, mutated(windowed(name, content, chance), chance)[:LARGEST]


def one_run(
    files: Files, seed: int, number: int, folder: Path, engine: WritingEngine, *, every: int = 2
) -> Outcome:
    """Write, examine and remove the file of one run; one in `every` is typed too."""
    name, content = damaged(files, seed, number)
    path = folder / name
    path.write_bytes(content)
    typed = number % every == 0
    held, began = _begin_peak(), time.process_time()
    try:
        if typed:
            found = examine(path, folder / "workspace", engine)
        else:
            found = examine_text(path, folder / "workspace")
    finally:
        path.unlink()
    taken, memory = time.process_time() - began, max(0, _status("VmHWM") - held)
    wrong = list(found.wrong)
    if taken > SECONDS:
        wrong.append(f"took {taken:.0f} seconds of processor time")
    if memory > GROWTH:
        wrong.append(f"took {memory >> 20} MB of memory")
    return Outcome(number, name, tuple(wrong), typed, not found.refused, found.rows, taken, memory)


def _begin_peak() -> int:
    """Forget the peak of this process's memory, and say how much it holds now."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _status(field: str) -> int:
    """A figure of this process in bytes; 0 where the system does not tell it."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0
