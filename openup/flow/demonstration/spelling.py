"""How an office spells values in a text file: dates, amounts, and what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from openup.flow.demonstration.sheet import Row, Value


@dataclass(frozen=True, slots=True)
class Spelling:
    """The spelling of one file. `thousands` and `point` are the two signs of an amount."""

    date: str = "%Y-%m-%d"
    moment: str = "%Y-%m-%d %H:%M"
    point: str = "."
    thousands: str = ""
    currency: str = ""
    empty: str = ""
    _days: dict[date, str] = field(default_factory=dict, compare=False, repr=False)

    def lines(self, rows: Sequence[Row]) -> Sequence[Sequence[Value]]:
        """The cells of `rows` as text, or as they are where a CSV writer says them the same way."""
        if self == Spelling() and rows and not any(isinstance(cell, datetime) for cell in rows[0]):
            return rows
        say = self.cell
        return [[cell if type(cell) is str else say(cell) for cell in row] for row in rows]

    def cell(self, value: Value) -> str:
        """One cell as text; text stays as it is."""
        if value is None:
            return self.empty
        if isinstance(value, str):
            return value
        if isinstance(value, datetime):
            return value.strftime(self.moment)
        if isinstance(value, date):
            return self._day(value)
        return str(value) if isinstance(value, int) else self._amount(value)

    def _day(self, value: date) -> str:
        said = self._days.get(value)
        if said is None:
            said = self._days[value] = value.strftime(self.date)
        return said

    def _amount(self, value: Decimal) -> str:
        if not self.thousands and not self.currency and self.point == ".":
            return str(value)
        said = f"{value:,}" if self.thousands else str(value)
        said = said.replace(",", "\0").replace(".", self.point).replace("\0", self.thousands)
        return f"{self.currency}{said}"


ISO = Spelling()
"""As the standard asks: 2025-11-30, 1234.50."""

MEXICAN = Spelling(date="%d/%m/%Y", moment="%d/%m/%Y %H:%M")
"""Day first: 30/11/2025, 1234.50."""

COMMA = Spelling(date="%d/%m/%Y", moment="%d/%m/%Y %H:%M", point=",")
"""Day first and a decimal comma: 30/11/2025, 1234,50."""

LEDGER = Spelling(date="%d/%m/%Y", thousands=",", currency="$")
"""As an accountant prints it: $1,234.50."""
