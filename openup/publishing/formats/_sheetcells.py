"""A cell of a workbook as text, and the names of a workbook's columns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final

_LONG: Final = 14
"""Digits of a number that was not rounded by hand."""


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
    """A number as a spreadsheet means it, never in scientific notation.

    Spreadsheets show 15 digits: what is shorter so was meant so (0.1 + 0.2 is 0.3). Where all 15
    are needed, those are written that give the same number back.
    """
    written = f"{cell:.15g}"
    if isfinite(cell) and len(Decimal(written).normalize().as_tuple().digits) >= _LONG:
        written = repr(cell)
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
