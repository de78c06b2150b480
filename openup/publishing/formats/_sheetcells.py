"""A cell of a workbook as text, and the names of a workbook's columns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal


def text_of(cell: object) -> str | None:
    """A cell's value as text that says neither more nor less."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, int | date | time):
        return str(cell)
    return None if cell is None else str(cell)


def _number(cell: float) -> str:
    """A number with the 15 digits that spreadsheets keep, never in scientific notation."""
    written = f"{cell:.15g}"
    if "e" in written and written[-1].isdigit():
        written = format(Decimal(written), "f")
    return written


def letters_of(column: int) -> str:
    """The name of a column (from 0) as a spreadsheet shows it: `A`, `AB`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
