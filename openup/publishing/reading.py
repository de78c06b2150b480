"""The reading: how a file was understood. It is shown, stored with the release, and replayed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openup.kernel.words import Words


class ColumnType(StrEnum):
    """What the cells of a column are. `code` is text made of digits whose leading zeros count.

    A `point` is a place on Earth in degrees, kept as text: latitude, a comma, longitude.
    """

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    POINT = "point"
    TEXT = "text"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file separates its cells. An empty string means there is none."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which rows of the source are what, 1-based as an editor or a spreadsheet shows them.

    `header_rows` is empty when the file has no header. Title and foot rows are cut from the table
    and kept as notes; total rows stay in the table and are listed here. Unit rows stand between
    header and data and say only what is counted (pesos, %); they are kept as units and notes.
    """

    title_rows: tuple[int, ...] = ()
    header_rows: tuple[int, ...] = ()
    first_data_row: int = 1
    foot_rows: tuple[int, ...] = ()
    total_rows: tuple[int, ...] = ()
    unit_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `label` is the header as written; `pattern` the strptime form of dates.

    `unit` is what its numbers count: `%`, an ISO 4217 code where the sign is certain, else the sign
    as written (`$`). Numbers stay as written: 12.5 % is 12.5. Moments that the file gives with
    their distance to Greenwich are kept, and named, in `UTC`.
    """

    name: str
    label: str
    type: ColumnType = ColumnType.TEXT
    pattern: str = ""
    scale: int = 0
    decimal_comma: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one thing was decided, and how sure that is (0 to 1)."""

    subject: str
    words: Words
    confidence: float


@dataclass(frozen=True, slots=True)
class ToldField:
    """A field of a reading that a person said, of the table or of the column of this name."""

    field: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a table stood in a workbook, in the references that a spreadsheet program shows.

    `used` is the range of its cells (`B2:AI286`). `merged` are merged ranges in it (the first of
    `merges`); their values were repeated in each row in the columns `repeated`, and stand in the
    first row alone in the columns `once`. `heading_rows` are rows of one cell over all columns.
    """

    name: str
    used: str = ""
    merged: tuple[str, ...] = ()
    merges: int = 0
    repeated: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    heading_rows: tuple[int, ...] = ()
    hidden_rows: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """How one table of one file was understood. What `told` does not name was found."""

    format: str
    container: tuple[str, ...] = ()
    member: str = ""
    encoding: str = ""
    dialect: Dialect | None = None
    layout: Layout = Layout()
    columns: tuple[Column, ...] = ()
    null_tokens: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    told: tuple[ToldField, ...] = ()
    sheet: Sheet | None = None
