"""What is told of a sheet beside its rows: errors, lost results, hidden parts, and its lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.formats._merges import Spans
from openup.publishing.formats._sheet import View
from openup.publishing.formats._sheetcells import letters_of
from openup.publishing.formats._sheetmarks import Marks
from openup.publishing.reading import Column, Sheet
from openup.publishing.steps.layout.again import header_again
from openup.publishing.steps.layout.layout import Laid

RANGES_MOST: Final = 5_000
"""Merged ranges that a reading keeps; how many there are is kept as well."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sheet that the spreadsheet program does not show, and how far it reaches."""

    name: str
    rows: int
    columns: int

    @property
    def note(self) -> str:
        return f"[{self.name}: {self.rows} × {self.columns}]"


def note_hidden(sheets: Iterable[Hidden], faults: FaultLog) -> None:
    """Tell of each hidden sheet: who opens the file can see it, whoever publishes it may not."""
    for sheet in sheets:
        faults.add(
            Fault(
                "hidden-sheet",
                Level.FILE,
                say("Sheet %(sheet)s is hidden (rows: %(rows)s, columns: %(columns)s) and was not "
                    "read.", sheet=sheet.name, rows=sheet.rows, columns=sheet.columns),
                say("Show it if it is to be published. If not, take it out of the file: whoever "
                    "has the file can open it."),
                raw=sheet.name,
            )
        )  # fmt: skip


def note_again(view: View, again: frozenset[int], faults: FaultLog) -> None:
    """Count the rows that print the header once more."""
    if again:
        for number, row in view.rows():
            if number in again:
                faults.add(header_again(number, row))


def note_marks(marks: Marks, view: View, laid: Laid, faults: FaultLog) -> None:
    """Count errors and formulas without result by column, and tell of hidden rows and columns."""
    names = {
        view.letters(place): column.name for place, column in enumerate(laid.columns)
        if place < len(view.used)
    }  # fmt: skip
    rows = range(view.first_row, view.last_row + 1)
    for found, kind in ((marks.errors, _ERROR), (marks.unvalued, _UNVALUED)):
        for letters, at in found.items():
            for row in at:
                if row in rows:
                    _add(faults, kind, Place(row, names.get(letters), f"{letters}{row}"), marks.raw)
    if marks.hidden_rows:
        at = [
            number for number, _ in view.rows()
            if number in marks.hidden_rows and number >= laid.layout.first_data_row
        ]  # fmt: skip
        if at:
            faults.add(_hidden_rows(at))
    for place in range(len(laid.columns)):
        if place < len(view.used) and view.used[place] + view.first_column in marks.hidden_columns:
            faults.add(_hidden_column(view.letters(place), laid.columns[place].name))


_ERROR: Final = (
    "error-cell",
    say("This cell holds an error of the spreadsheet, not a value; it was left empty."),
    say("Repair the formula, or leave the cell empty and say why in a column of its own."),
)
_UNVALUED: Final = (
    "formula-without-result",
    say("This cell holds a formula whose result was never stored; it was left empty."),
    say("Open the file in a spreadsheet program, which computes it, and save it again."),
)


def _add(
    faults: FaultLog, kind: tuple[str, Words, Words], place: Place, raw: Mapping[str, str]
) -> None:
    code, reason, advice = kind
    if faults.is_full(code, place.column):
        faults.more(code, place.column)
        return
    shown = raw.get(place.cell or "") if code == _ERROR[0] else None
    faults.add(Fault(code, Level.CELL, reason, advice, place, shown))


def _hidden_rows(at: Sequence[int]) -> Fault:
    return Fault(
        "hidden-rows",
        Level.TABLE,
        say("The sheet hides rows of the table (%(rows)s in all, the first is %(first)s); they "
            "were read.", rows=len(at), first=at[0]),
        say("Look whether they are to be published; if not, delete them from the sheet."),
        Place(row=at[0]),
        raw=", ".join(ranges(at))[:500],
    )  # fmt: skip


def _hidden_column(letters: str, name: str) -> Fault:
    return Fault(
        "hidden-column",
        Level.COLUMN,
        say("The sheet hides column %(letters)s; it was read.", letters=letters),
        say("Look whether it is to be published; if not, delete it from the sheet."),
        Place(column=name),
    )


def sheet_of(
    view: View, columns: Sequence[Column], spans: Spans, headings: Sequence[int], marks: Marks
) -> Sheet:
    """Where the table stood in its workbook."""
    merged = [
        f"{letters_of(left)}{top + 1}:{letters_of(right)}{bottom + 1}"
        for (top, left), (bottom, right) in sorted(view.source.merged_cell_ranges or ())
        if view.first_row <= top + 1 <= view.last_row
    ]
    rows = [number for number, _ in view.rows()]
    corner = view.reference(rows[-1], len(view.used) - 1)
    hidden = {column - view.first_column for column in marks.hidden_columns}
    return Sheet(
        name=view.source.name,
        used=f"{view.reference(rows[0], 0)}:{corner}",
        merged=tuple(merged[:RANGES_MOST]),
        merges=len(merged),
        repeated=tuple(columns[place].name for place in sorted(spans.repeated)),
        once=tuple(columns[place].name for place in sorted(spans.once)),
        heading_rows=tuple(headings),
        hidden_rows=ranges(sorted(marks.hidden_rows.intersection(rows))),
        hidden_columns=tuple(
            view.letters(place) for place, column in enumerate(view.used) if column in hidden
        ),
    )


def ranges(numbers: Sequence[int]) -> tuple[str, ...]:
    """Ascending numbers as ranges: `3:5`, `9`."""
    if not numbers:
        return ()
    starts = [numbers[0], *(right for left, right in pairwise(numbers) if right > left + 1)]
    ends = [*(left for left, right in pairwise(numbers) if right > left + 1), numbers[-1]]
    return tuple(
        f"{start}:{end}" if end > start else str(start)
        for start, end in zip(starts, ends, strict=True)
    )
