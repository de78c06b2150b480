"""Private folders and turns of publications, and the end of what a killed process left."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from openup.catalog import selectors
from openup.flow import stores
from openup.kernel import clock
from openup.kernel.ids import Digest, ReleaseId

_LOCK: Final = ".lock"
_RUN: Final = "run-"
SETTLED: Final = timedelta(hours=1)
"""Between committing bytes and recording them lie seconds; after this nobody will record them."""


@contextmanager
def workspace() -> Iterator[Path]:
    """A private folder that is gone afterwards. While its process lives it holds a lock."""
    folder = Path(mkdtemp(prefix=_RUN, dir=stores.places().staging))
    lock = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


@contextmanager
def turn(source: Digest) -> Iterator[None]:
    """Wait until nobody else publishes this file; then be the only one until the block ends.

    The same file makes the same release: one who takes a failed publication back must not take
    away what another is about to record.
    """
    folder = stores.places().home / "turns"
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(folder / source[:2], os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def sweep(*, settled: timedelta = SETTLED) -> list[ReleaseId]:
    """Remove what dead processes left: private folders, and bytes that nobody recorded."""
    for folder in stores.places().staging.glob(_RUN + "*"):
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)
    # The moment comes before the lists: what is recorded after them is younger than the moment.
    before = clock.now() - settled
    stores.objects().sweep(selectors.source_digests(), before=before)
    return stores.lake().sweep(selectors.release_ids(), before=before)


def _abandoned(folder: Path) -> bool:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        # It is between being made and being locked, or it was left there by a crash.
        return clock.now().timestamp() - folder.stat().st_mtime > SETTLED.total_seconds()
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True
