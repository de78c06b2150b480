"""The reading engine of a portal: one per process, shared by its threads."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from openup.store.engines.duckdb import Allowance, ReadingEngine
from openup.store.places import Places


@lru_cache(maxsize=8)
def engine_of(home: Path, memory_bytes: int, threads: int) -> ReadingEngine:
    """The engine that reads the lake of the portal in `home`, made at the first question."""
    places = Places(home)
    lake = places.lake().root
    lake.mkdir(parents=True, exist_ok=True)
    # The folder is made by the engine only when an answer does not fit in memory.
    spill = places.staging / f"query-{os.getpid()}"
    return ReadingEngine(spill, lake, Allowance(memory_bytes, threads))
