"""The one place where the store is made from the settings."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from openup.publishing.table import Limits
from openup.query.engine import engine_of
from openup.store.engines.duckdb import Allowance, ReadingEngine, WritingEngine
from openup.store.lake import Lake
from openup.store.objects import FolderObjects
from openup.store.places import Places


def places() -> Places:
    """The folders of this portal."""
    return Places(settings.HOME)


def lake() -> Lake:
    """Where releases are."""
    return places().lake()


def objects() -> FolderObjects:
    """Where files are kept as they arrived."""
    return places().objects()


def limits() -> Limits:
    """What one reading may use, by the settings of this portal."""
    return Limits(memory_bytes=settings.OPENUP.memory)


def engine() -> ReadingEngine:
    """What answers questions about releases: one per process, shared by its threads."""
    return engine_of(settings.HOME, settings.OPENUP.memory, settings.OPENUP.threads)


def writing_engine(folder: Path) -> WritingEngine:
    """The engine of one reading, which spills into `folder`, with what this portal allows."""
    return WritingEngine(folder, Allowance(settings.OPENUP.memory, settings.OPENUP.threads))
