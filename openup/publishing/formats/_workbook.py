"""The one door to the workbook library, which may panic, or fill memory, on damaged bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Final

from python_calamine import CalamineSheet, CalamineWorkbook

ROOM: Final = 2**30
"""Bytes of address space that an interpreter with the library takes before it reads anything."""
_PATIENCE: Final = 30
"""Seconds for a small file; a large one gets one more for each megabyte."""
_STANDARD_ERROR: Final = 2
_turn: Final = RLock()

_TRIAL: Final = """
import resource, sys
from python_calamine import CalamineWorkbook
path, room = sys.argv[1], int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (room, room))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
try:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
except MemoryError:
    sys.exit(3)
except BaseException:
    pass
"""


class WorkbookBroken(ValueError):
    """The library came upon bytes that it had not thought of."""


def opened(path: Path, *, memory_bytes: int) -> CalamineWorkbook:
    """The workbook in a file. Raises what the library raises, or WorkbookBroken."""
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if not is_zip or b"xl/workbook.bin" in _names(path):
        _try_apart(path, memory_bytes)
    with _guarded():
        return CalamineWorkbook.from_path(str(path))


def sheet_named(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    """One sheet, parsed. Raises what the library raises, or WorkbookBroken."""
    with _guarded():
        return workbook.get_sheet_by_name(name)


def _names(path: Path) -> bytes:
    """The end of a zip, where the names of its members stand."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2**20))
        return file.read()


def _try_apart(path: Path, memory_bytes: int) -> None:
    """Open a binary workbook in a process of its own first, whose end is not ours.

    A wrong number in the few bytes of an old workbook makes the library ask for memory without end.
    """
    room = str(memory_bytes + ROOM)
    patience = _PATIENCE + (path.stat().st_size >> 20)
    try:
        done = subprocess.run(
            [sys.executable, "-c", _TRIAL, str(path.resolve()), room],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=patience, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as endless:
        raise WorkbookBroken from endless
    if done.returncode:
        raise WorkbookBroken


@contextmanager
def _guarded() -> Iterator[None]:
    """A panic is no Exception, and is told on the standard error past Python: keep both in."""
    with _turn, _hushed():
        try:
            yield
        except BaseException as panic:
            if type(panic).__name__ != "PanicException":
                raise
            raise WorkbookBroken(str(panic)) from panic


@contextmanager
def _hushed() -> Iterator[None]:
    kept = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(nowhere)
        os.close(kept)
