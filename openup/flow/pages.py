"""What the pages show of an upload: frozen values, no queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from openup.catalog.pages import Pin, RowLine
from openup.kernel.words import Words
from openup.publishing.draft import ColumnProfile
from openup.publishing.faults import FaultCount
from openup.publishing.reading import Column, Reading
from openup.publishing.told import AS_FOUND, Told

NEW_TABLE: Final = "+"
"""Chosen in place of a table: what came is no new release of any of them. No address has a +."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value and how it is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Doing:
    """How far a job is; `of` is 0 when it is not known how much there is."""

    words: Words
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A draft's table beside the release that stands now."""

    pin: Pin
    rows_before: int
    rows: int
    faults_before: int
    faults: int
    added: tuple[str, ...]
    gone: tuple[str, ...]
    retyped: tuple[tuple[str, str, str], ...]
    same: bool


@dataclass(frozen=True, slots=True)
class UploadTable:
    """A table of the draft: how it was read, what was found, its first rows, where it would go.

    `difference` is None when it would be a new table; `changes` says what is not as in the release
    that stands.
    """

    name: str
    reading: Reading
    columns: tuple[Column, ...]
    rows: int
    profile: tuple[ColumnProfile, ...]
    faults: tuple[FaultCount, ...]
    fault_total: int
    sample: tuple[RowLine, ...]
    resource: str
    title: str
    number: int
    difference: Difference | None
    changes: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class UploadLine:
    """An upload in a list."""

    key: str
    name: str
    size: int
    institution: str
    state: str
    made: datetime
    expires: datetime


@dataclass(frozen=True, slots=True)
class UploadPage:
    """An upload from its arrival to its end.

    `state` is waiting, ready, again, refused, publishing, published, discarded or expired;
    `sentence` and `advice` say why it was refused, or why the last attempt to publish was.
    `standing` are the tables of the data set that is chosen, one of which a lone table may replace.
    `told` is what the person said of the reading, `misfit` the field of it that did not fit.
    """

    line: UploadLine
    institution_slug: str
    sha256: str
    doing: Doing | None
    seconds: float
    sentence: Words | None
    advice: Words | None
    tables: tuple[UploadTable, ...]
    dataset: str
    title: str
    datasets: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    published: tuple[Pin, ...]
    standing: tuple[Choice, ...] = ()
    told: Told = AS_FOUND
    misfit: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person decides before publishing. `titles` pairs names of tables with titles.

    `resource` is the table that a lone table is a new release of, or NEW_TABLE; empty, the only
    table of the data set is meant, else the names of the columns decide.
    """

    dataset: str = ""
    resource: str = ""
    title: str = ""
    description: str = ""
    category: str = ""
    keywords: tuple[str, ...] = ()
    frequency: str = ""
    licence: str = ""
    licence_url: str = ""
    note: str = ""
    titles: tuple[tuple[str, str], ...] = ()
    only: tuple[str, ...] = ()
