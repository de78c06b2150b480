"""What a person said about how a file is read, field by field; what is not said is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from openup.publishing.reading import Column, ColumnType, Reading, ToldField

ENCODINGS: Final = (
    "utf-8", "cp1252", "latin-1", "iso8859-15", "cp850", "cp437", "mac_roman",
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
)  # fmt: skip
"""The encodings that a person may name."""

FOOT_MOST: Final = 60
"""Rows at the end of a table that may be said to be notes."""

HEADER_MOST: Final = 400
"""The header and the first row of data are among the first rows, of which so many are looked at."""


@dataclass(frozen=True, slots=True)
class ToldColumn:
    """What was said of one column, found by its label as written or by its place (from 1)."""

    label: str = ""
    place: int | None = None
    name: str | None = None
    type: ColumnType | None = None
    pattern: str | None = None
    decimal_comma: bool | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ToldTable:
    """What was said of one table; every field that is None is found.

    `table` is the name of the table (a sheet, a member, the path of a list); empty, every table is
    meant. `header_rows` without a row says that no row names the columns. `foot_rows` is how many
    written rows at the end are notes. `null_tokens` are words for nothing besides the known ones.
    """

    table: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header_rows: tuple[int, ...] | None = None
    first_data_row: int | None = None
    foot_rows: int | None = None
    null_tokens: tuple[str, ...] | None = None
    columns: tuple[ToldColumn, ...] = ()

    def says(self, field: str) -> object:
        """The value that was said of a field, or None."""
        return getattr(self, field)


NOTHING: Final = ToldTable()
"""Nothing was said of a table."""

TABLE_FIELDS: Final = tuple(
    one.name for one in fields(ToldTable) if one.name not in ("table", "columns")
)
LAID_OUT: Final = ("csv", "excel", "fixedwidth")
"""Formats in which a header, data and notes stand in rows."""

_TEXTS: Final = ("csv", "fixedwidth", "dbf")
"""Formats whose encoding is found, and may be said."""

COLUMN_FIELDS: Final = ("name", "type", "pattern", "decimal_comma", "unit")


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said about a file: table by table, and which tables are left out.

    With `forget`, what was said for the release before does not apply again.
    """

    tables: tuple[ToldTable, ...] = ()
    leave_out: tuple[str, ...] = ()
    forget: bool = False

    def of(self, names: Iterable[str]) -> ToldTable:
        """What was said of the table with one of these names; the more exact word wins."""
        known = set(names)
        every = [one for one in self.tables if not one.table]
        exact = [one for one in self.tables if one.table and one.table in known]
        return merged(*every, *exact)

    def of_text(self, names: Iterable[str]) -> ToldTable:
        """What was said of a text that is a file of its own: its letters and signs are one for all.

        What was said of them for any of its tables holds.
        """
        return merged(*map(signs, self.tables), self.of(names))


@dataclass(frozen=True, slots=True)
class Before:
    """The release that stands where a file may go: its resource, its number, how it was read.

    `only` is whether the file is for this resource whatever its tables are called.
    """

    resource: str
    number: int
    reading: Reading
    only: bool = False


AS_FOUND: Final = Told()
"""Nobody said anything."""


def signs(table: ToldTable) -> ToldTable:
    """What was said of letters and signs alone."""
    return replace(
        NOTHING,
        encoding=table.encoding,
        delimiter=table.delimiter,
        quote=table.quote,
        escape=table.escape,
    )


def merged(*tables: ToldTable) -> ToldTable:
    """One word of several; a later one goes before an earlier one, field by field."""
    result = NOTHING
    for one in tables:
        said: dict[str, Any] = {
            field: one.says(field) for field in TABLE_FIELDS if one.says(field) is not None
        }
        result = replace(result, **said, columns=(*result.columns, *one.columns))
    return result


def told_again(reading: Reading) -> ToldTable:
    """What a person had said of a release, for the next file: its fields that were told."""
    said: dict[str, Any] = {}
    columns: dict[str, dict[str, object]] = {}
    for one in reading.told:
        if one.column:
            columns.setdefault(one.column, {})[one.field] = None
        elif one.field in TABLE_FIELDS:
            said[one.field] = found(reading, one.field)
    table = replace(NOTHING, **said)
    again = [
        _column_again(column, place, columns[column.name])
        for place, column in enumerate(reading.columns, 1)
        if column.name in columns
    ]
    return replace(table, columns=tuple(again))


def found(reading: Reading, field: str) -> object:
    """The value that a reading has for a field of `ToldTable`; None where it has no such thing."""
    layout, dialect = reading.layout, reading.dialect
    match field:
        case "encoding":
            return reading.encoding or None
        case "delimiter" | "quote" | "escape":
            return getattr(dialect, field) if dialect else None
        case "header_rows":
            return layout.header_rows
        case "first_data_row":
            return layout.first_data_row
        case "foot_rows":
            return len(layout.foot_rows)
        case _:
            return reading.null_tokens


def tellable(reading: Reading, field: str) -> bool:
    """Whether a field means anything for a file of this format."""
    match field:
        case "encoding":
            return reading.format in _TEXTS
        case "delimiter" | "quote" | "escape":
            return reading.format == "csv"
        case "null_tokens":
            return True
        case _:
            return reading.format in LAID_OUT


def whole(reading: Reading, table: str) -> ToldTable:
    """Everything that a reading says, as if a person had said it."""
    said: dict[str, Any] = {
        field: found(reading, field) for field in TABLE_FIELDS if tellable(reading, field)
    }
    columns = [
        ToldColumn(
            label=column.label,
            place=place,
            name=column.name,
            type=column.type,
            pattern=column.pattern or None,
            decimal_comma=column.decimal_comma or None,
            unit=column.unit or None,
        )
        for place, column in enumerate(reading.columns, 1)
    ]
    return replace(NOTHING, table=table, columns=tuple(columns), **said)


def _column_again(column: Column, place: int, names: Iterable[str]) -> ToldColumn:
    said: dict[str, Any] = {name: getattr(column, name) for name in names}
    return replace(ToldColumn(label=column.label, place=place), **said)


def told_fields(column: str, one: ToldColumn) -> tuple[ToldField, ...]:
    """The fields of a column that were said, as a reading lists them."""
    return tuple(
        ToldField(field, column) for field in COLUMN_FIELDS if getattr(one, field) is not None
    )
