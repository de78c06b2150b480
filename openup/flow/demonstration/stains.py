"""The faults that offices type into cells: each takes a sheet and gives it back stained.

Places come from the seed and the column, so that a stain stays where it was from version to version.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from openup.flow.demonstration.chance import chance
from openup.flow.demonstration.sheet import Row, Sheet, Value

Stain = Callable[[Sheet], Sheet]
"""What spoils a few cells of a sheet."""


def stained(sheet: Sheet, *stains: Stain) -> Sheet:
    """The sheet after all `stains`, in their order."""
    for stain in stains:
        sheet = stain(sheet)
    return sheet


def spoil(column: str, share: float, name: str, change: Callable[[Value, Random], Value]) -> Stain:
    """A stain that changes about `share` of the cells of `column`, and one at least."""

    def apply(sheet: Sheet) -> Sheet:
        at, luck, rows = sheet.position(column), chance(f"stain:{name}:{column}"), list(sheet.rows)
        hit = [place for place in range(len(rows)) if luck.random() < share]
        for place in hit or [len(rows) // 2][: len(rows)]:
            row = rows[place]
            rows[place] = (*row[:at], change(row[at], luck), *row[at + 1 :])
        return Sheet(sheet.columns, tuple(rows))

    return apply


def impossible_dates(column: str, share: float = 0.001) -> Stain:
    """Dates that no calendar has, as a hand writes them."""
    wrong = ("31/11/2025", "30/02/2026", "31/04/2025", "00/01/2026", "31/06/2025")
    return spoil(column, share, "impossible", lambda _, luck: wrong[int(luck.random() * 5)])


def other_dates(column: str, share: float = 0.004) -> Stain:
    """Dates in a second spelling: day first, as text."""

    def respell(value: Value, luck: Random) -> Value:
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    return spoil(column, share, "respelt", respell)


def unknown(column: str, share: float = 0.02, said: str = "N/D") -> Stain:
    """What is not known, said with a token instead of an empty cell."""
    return spoil(column, share, "unknown", lambda _, luck: said)


def emptied(column: str, share: float = 0.02) -> Stain:
    """Cells that nobody filled."""
    return spoil(column, share, "emptied", lambda _, luck: None)


def dollars(column: str, share: float = 0.005) -> Stain:
    """Amounts with a currency sign and thousands, as text: `$ 1,234.00`."""

    def sign(value: Value, luck: Random) -> Value:
        return f"$ {value:,.2f}" if isinstance(value, int | Decimal) else value

    return spoil(column, share, "dollars", sign)


def mojibake(column: str, share: float = 0.002) -> Stain:
    """Accents that went through a wrong encoding once, before this file was written."""

    def mangle(value: Value, luck: Random) -> Value:
        return str(value).encode().decode("cp1252", "replace").replace("\ufffd", "?")

    def apply(sheet: Sheet) -> Sheet:
        at, luck, rows = (
            sheet.position(column),
            chance(f"stain:mojibake:{column}"),
            list(sheet.rows),
        )
        accented = [n for n, row in enumerate(rows) if row[at] and not str(row[at]).isascii()]
        for place in luck.sample(accented, min(len(accented), max(1, int(share * len(rows))))):
            row = rows[place]
            rows[place] = (*row[:at], mangle(row[at], luck), *row[at + 1 :])
        return Sheet(sheet.columns, tuple(rows))

    return apply


def shouted(column: str, share: float = 0.05) -> Stain:
    """Names in capitals, some with a stray space at the end."""
    return spoil(
        column,
        share,
        "shouted",
        lambda value, luck: f"{value}".upper() + " " * (luck.random() < 0.4),
    )


def repeated(share: float = 0.002) -> Stain:
    """Whole rows that were pasted twice."""

    def apply(sheet: Sheet) -> Sheet:
        luck, rows = chance(f"stain:repeated:{sheet.columns[0]}"), list[Row]()
        for row in sheet.rows:
            rows.append(row)
            if luck.random() < share:
                rows.append(row)
        return Sheet(sheet.columns, tuple(rows))

    return apply
