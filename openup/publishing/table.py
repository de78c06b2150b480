"""A table as a format yields it: every cell still text, every row still numbered as in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openup.kernel.words import Words
from openup.publishing.faults import FaultLog
from openup.publishing.reading import Dialect, Reading
from openup.publishing.told import AS_FOUND, Before, Told, ToldColumn

Progress = Callable[[Words, int, int], None]
"""Told what is being done, how much is done, and how much there is (0: not known)."""


def quiet(doing: Words, done: int, of: int) -> None:
    """A progress that says nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may use; beyond it a file is refused by a sentence."""

    unpacked_bytes: int = 64 * 2**30
    unpacked_ratio: int = 300
    line_bytes: int = 32 * 2**20
    columns: int = 4096
    members: int = 1000
    memory_bytes: int = 1 * 2**30


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows in file order: their source row numbers, and the cells column by column.

    An absent cell is None; an empty one is "". All columns are as long as `numbers`.
    """

    numbers: list[int]
    columns: list[list[str | None]]


@dataclass(frozen=True, slots=True)
class CsvScan:
    """A UTF-8 file that an engine may read as it stands: nothing in a sample spoke against it.

    `skip_lines` physical lines come before the first data record; `lines` is how many there are in
    all, so that the engine's row count can be proven. `header` is the last header row as written.
    `quoted` is whether a quote stands anywhere, without which no cell has a line feed within.
    """

    path: Path
    dialect: Dialect
    skip_lines: int
    lines: int
    header: tuple[str | None, ...] = ()
    quoted: bool = True


@dataclass(slots=True)
class TextTable:
    """One table of a file before types. `batches()` may be called again and yields the same rows.

    `faults` is complete once `batches()` has been consumed. `scan` is a faster way to the same
    rows, or None where the file needs the patient reader. `cell_of` tells the reference (`B7`) of a
    source row and a column's place (from 0), where the file has such references. `text_columns` are
    columns that the file declares as text, whatever their cells look like; `told_columns` are those
    that a person said something of. `has_points` tells whether the column at a place holds numbers
    that the file itself keeps as numbers, so that their point is a decimal point: 1.125.
    """

    name: str
    reading: Reading
    batches: Callable[[], Iterator[Batch]]
    scan: CsvScan | None = None
    faults: FaultLog = field(default_factory=FaultLog)
    cell_of: Callable[[int, int], str] | None = None
    text_columns: frozenset[str] = frozenset()
    told_columns: Mapping[str, ToldColumn] = field(default_factory=dict)
    has_points: Callable[[int], bool] = lambda place: False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, unpacked: its bytes on disk, its name, and what it was packed in (`gzip`)."""

    path: Path
    name: str
    container: tuple[str, ...] = ()
    member: str = ""

    @property
    def archived(self) -> bool:
        """Whether it was packed where other files may be, too."""
        return bool({"zip", "tar"} & set(self.container))


@dataclass(frozen=True, slots=True)
class Context:
    """What a format may use: a private folder for its working files, limits, and progress.

    `told` is what a person said about the file, `before` the releases that it may come after.
    Where `parted` is false, a text stays one table even if several stand in it.
    """

    workspace: Path
    limits: Limits = Limits()
    progress: Progress = quiet
    told: Told = AS_FOUND
    before: tuple[Before, ...] = ()
    parted: bool = True
