"""The shapes of one table: how it was read, its columns, its faults, its rows."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema
from pydantic import Field

from openup.api.language import Said
from openup.api.shapes import Links, Pin, Release
from openup.publishing.faults import Level
from openup.publishing.reading import ColumnType


class Dialect(Schema):
    """How a text file separates its cells; an empty text means that there is none."""

    delimiter: str
    quote: str
    escape: str


class Layout(Schema):
    """Which rows of the source are what, from 1, as a spreadsheet shows them."""

    title_rows: list[int]
    header_rows: list[int]
    first_data_row: int
    foot_rows: list[int]
    total_rows: list[int]
    unit_rows: list[int]


class Column(Schema):
    """A column. `label` is the header as written, `pattern` the form of its dates.

    `unit` is what its numbers count: `%`, an ISO 4217 code, or the sign as written.
    """

    name: str
    label: str
    type: ColumnType
    pattern: str
    scale: int
    decimal_comma: bool
    unit: str


class Reason(Schema):
    """Why one thing was decided, and how sure that is, from 0 to 1."""

    subject: str
    words: Said
    confidence: float


class ToldField(Schema):
    """A field of the reading that a person said; without a column, of the whole table."""

    field: str
    column: str


class Sheet(Schema):
    """Where the table stood in a workbook, in the references that a spreadsheet shows.

    `merged` are the first of `merges` ranges; their values were repeated in each row in the columns
    `repeated`, and stand in the first row alone in the columns `once`.
    """

    name: str
    used: str
    merged: list[str]
    merges: int
    repeated: list[str]
    once: list[str]
    heading_rows: list[int]
    hidden_rows: list[str]
    hidden_columns: list[str]


class Reading(Schema):
    """How the file was understood. What `told` does not name was found."""

    format: str
    container: list[str]
    member: str
    encoding: str
    dialect: Dialect | None
    layout: Layout
    columns: list[Column]
    null_tokens: list[str]
    notes: list[str]
    reasons: list[Reason]
    told: list[ToldField]
    sheet: Sheet | None


class Bar(Schema):
    """A category or the start of an interval, and its rows."""

    label: str
    rows: int


class Profile(Schema):
    """Figures about one column over all rows. What was not measured is null, never zero."""

    name: str
    type: ColumnType
    rows: int
    empty: int
    misfits: int
    distinct: int
    distinct_exact: bool
    least: str | None
    most: str | None
    mean: float | None
    total: str | None
    longest: int | None
    nothing: int | None
    histogram: bool
    bars: list[Bar]


class Place(Schema):
    """Where it is: row of the source file, column, cell."""

    row: int | None
    column: str | None
    cell: str | None


class Fault(Schema):
    """One thing found wrong; `raw` is what the file said there."""

    code: str
    level: Level
    reason: Said
    advice: Said
    place: Place
    raw: str | None


class FaultCount(Schema):
    """All faults of one code in one column: the exact total, and the first examples."""

    code: str
    level: Level
    column: str | None
    total: int
    examples: list[Fault]


class Source(Schema):
    """The file as it arrived; its bytes are private until an officer opens them."""

    name: str
    sha256: str
    bytes: int


class TableAnswer(Schema):
    """One release of a table."""

    dataset: str
    slug: str
    title: str
    description: str
    release: Release
    source: Source
    parquet_sha256: str
    reading: Reading
    profile: list[Profile]
    faults: list[FaultCount]
    releases: list[Release]
    files: dict[str, str] = Field(description="Addresses of the rows as files, by kind.")


class ReleaseAnswer(Schema):
    """A release by its identifier."""

    release: Release
    published: datetime
    table: str = Field(description="Address of the table's reading, profile and faults.")
    files: dict[str, str] = Field(description="Addresses of the rows as files, by kind.")


class ReleaseList(Schema):
    """The releases of a table, newest first."""

    total: int
    results: list[Release]


class Row(Schema):
    """A row: its number in the source file, and its cells as text, null where empty."""

    number: int
    cells: list[str | None]


class Misfit(Schema):
    """A cell that does not fit the type of its column: null in the row, here as the file said."""

    row: int
    column: str
    raw: str
    code: str


class RowsAnswer(Schema):
    """A page of rows: `total` in the release, `matching` after filters."""

    pin: Pin
    columns: list[str]
    rows: list[Row]
    misfits: list[Misfit]
    total: int
    matching: int
    offset: int
    limit: int
    sort: str
    descending: bool
    filters: dict[str, str]
    links: Links
