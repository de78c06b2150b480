"""A table of the demonstration before it is dressed as a file, and how its versions differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Value = str | int | Decimal | date | datetime | None
"""A cell. Text in a column of numbers or dates is a fault that an office typed there."""

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows of one table; all rows are as long as `columns`."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def position(self, column: str) -> int:
        """Where a column stands, from 0."""
        return self.columns.index(column)


def until(sheet: Sheet, column: str, last: date) -> Sheet:
    """The rows that an earlier version could hold: those dated up to `last` in `column`."""
    at = sheet.position(column)
    return Sheet(sheet.columns, tuple(row for row in sheet.rows if _day(row[at], last) <= last))


def between(sheet: Sheet, column: str, first: date, last: date) -> Sheet:
    """The rows dated from `first` to `last` in `column`."""
    at = sheet.position(column)
    kept = tuple(
        row for row in sheet.rows if isinstance(row[at], date) and first <= row[at] <= last
    )
    return Sheet(sheet.columns, kept)


def where(sheet: Sheet, column: str, value: Value) -> Sheet:
    """The rows that hold `value` in `column`."""
    at = sheet.position(column)
    return Sheet(sheet.columns, tuple(row for row in sheet.rows if row[at] == value))


def before_correction(sheet: Sheet, column: str, every: int, value: Value) -> Sheet:
    """The same rows as they stood before a correction: every n-th cell of `column` was `value`."""
    at = sheet.position(column)
    return Sheet(
        sheet.columns,
        tuple(
            (*row[:at], value, *row[at + 1 :]) if number % every == every - 1 else row
            for number, row in enumerate(sheet.rows)
        ),
    )


def without(sheet: Sheet, column: str) -> Sheet:
    """The same rows before a column was added."""
    at = sheet.position(column)
    return Sheet(
        sheet.columns[:at] + sheet.columns[at + 1 :],
        tuple(row[:at] + row[at + 1 :] for row in sheet.rows),
    )


def first_rows(sheet: Sheet, many: int) -> Sheet:
    """The first `many` rows, as a register stood before it grew."""
    return Sheet(sheet.columns, sheet.rows[:many])


def _day(value: Value, otherwise: date) -> date:
    """The day of a cell; a cell that is no date counts as `otherwise`."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else otherwise


def heads(drawn: str) -> tuple[str, ...]:
    """The columns of a drawn head line: `folio | fecha | monto`."""
    return tuple(drawn.split(" | "))
