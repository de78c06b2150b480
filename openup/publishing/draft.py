"""What a run of publishing yields before anybody sees it: tables in staging, nothing recorded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openup.kernel.ids import Digest
from openup.publishing.faults import FaultLog
from openup.publishing.reading import ColumnType, Reading


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a column's drawing: a category or the start of an interval, and its rows."""

    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """Figures about one column of a release, over all its rows.

    `least` and `most` are written as in a CSV file. `bars` is a histogram (numbers, dates) when
    `histogram` is true, else the most frequent values. `misfits` are cells that do not
    fit the type; `nothing` are cells of text that hold a word for nothing (`N/D`), and are kept.
    """

    name: str
    type: ColumnType
    rows: int
    empty: int
    misfits: int
    distinct: int
    distinct_exact: bool
    least: str | None = None
    most: str | None = None
    mean: float | None = None
    total: str | None = None
    longest: int | None = None
    nothing: int | None = None
    histogram: bool = False
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file as it arrived: its name, its bytes' SHA-256, its size in bytes, where it waits."""

    name: str
    sha256: Digest
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class DraftTable:
    """One table of a draft. `parquet` holds typed columns in file order.

    `row_column` names the column with each row's source row number; where it is empty, row *i*
    (from 0) of the Parquet file is source row `first_row + i`, and as many more as line feeds stand
    in the cells of the rows before, which `feeds` keeps where there are any (`store.feeds`).
    `misfits` is a Parquet file (row, column, raw, code) or None when every cell fits. `after` is
    the resource whose release was followed in reading, or empty.
    """

    name: str
    reading: Reading
    parquet: Path
    rows: int
    row_column: str
    first_row: int
    feeds: Path | None
    misfits: Path | None
    faults: FaultLog
    profile: tuple[ColumnProfile, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A read file: its source, its tables, and the private folder that holds their bytes."""

    source: Source
    tables: tuple[DraftTable, ...]
    staging: Path
