"""A sheet of a workbook, or the part of it that is one table, as rows of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from python_calamine import CalamineSheet

from openup.publishing.formats._sheetcells import letters_of, text_of

HEAD_ROWS: Final = 400
TAIL_ROWS: Final = 60
_LAST: Final = 1 << 21
"""Below the last row that any spreadsheet program knows."""

Row = list[str | None]
Numbered = tuple[int, Row]


@dataclass(frozen=True, slots=True)
class View:
    """Some columns and rows of a sheet.

    `used` are columns counted from the sheet's used range, which begins at `first_column` of the
    sheet (from 0). Rows have the numbers that the spreadsheet shows.
    """

    source: CalamineSheet
    used: tuple[int, ...]
    first_column: int = 0
    first_row: int = 1
    last_row: int = _LAST

    def rows(self) -> Iterator[Numbered]:
        """Each row that says something: its number, and its cells."""
        cells = islice(self.source.iter_rows(), self.first_row - 1, self.last_row)
        for number, found in enumerate(cells, start=self.first_row):
            if found.count("") == len(found):
                continue  # a stray cell far below makes a million of them
            row = [text_of(found[column]) for column in self.used]
            if any(row):
                yield number, row

    def head(self) -> list[Numbered]:
        """The first rows."""
        return list(islice(self.rows(), HEAD_ROWS))

    def tail(self) -> list[Numbered]:
        """The last rows of those that follow the head."""
        rows: list[Numbered] = []
        for row in islice(self.rows(), HEAD_ROWS, None):
            rows.append(row)
            if len(rows) > 2 * TAIL_ROWS:
                del rows[:TAIL_ROWS]
        return rows[-TAIL_ROWS:]

    def has_fractions(self, place: int) -> bool:
        """Whether a cell of this column is a number of the sheet itself with a decimal point."""
        column = self.used[place]
        cells = islice(self.source.iter_rows(), self.first_row - 1, self.last_row)
        found = (row[column] for row in cells)
        return any(isinstance(cell, float) and not cell.is_integer() for cell in found)

    def reference(self, row: int, place: int) -> str:
        """The reference of a cell: `B7`."""
        return self.letters(place) + str(row)

    def letters(self, place: int) -> str:
        """The name of a column by its place in the table: `B`."""
        return letters_of(self.used[place] + self.first_column)

    def places(self) -> dict[int, int]:
        """The place in the table of each column of the sheet (from 0)."""
        return {column + self.first_column: place for place, column in enumerate(self.used)}

    def part(self, *, rows: tuple[int, int], columns: tuple[int, int]) -> View:
        """The view of some rows (both included) and of some places (the last one excluded)."""
        used = self.used[columns[0] : columns[1]]
        return replace(self, used=used, first_row=rows[0], last_row=rows[1])


def whole(sheet: CalamineSheet) -> View:
    """All of a sheet, but for the columns without a single cell that says something."""
    left = set(range(sheet.width))
    used: set[int] = set()
    for cells in sheet.iter_rows():
        fresh = [column for column in left if cells[column] != ""]
        used.update(fresh)
        left.difference_update(fresh)
        if not left:
            break
    return View(sheet, tuple(sorted(used)), (sheet.start or (0, 0))[1])
