"""Brings rows to the width of their table without losing a cell, and says which did not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.reading import Layout
from openup.publishing.steps.layout.again import header_again, printed_again
from openup.publishing.steps.layout.labels import note
from openup.publishing.steps.layout.looks import is_blank, is_empty, kind
from openup.publishing.steps.text.records import Block
from openup.publishing.table import Batch


@dataclass(slots=True)
class Fitting:
    """What rows are fitted to, and the log that what did not fit goes to.

    `above` are the texts of the rows over the last header row, `again` rows known to repeat them.
    """

    width: int
    delimiter: str
    layout: Layout
    log: FaultLog
    header: tuple[str | None, ...] = ()
    notes: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    again: frozenset[int] = frozenset()
    feet: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.feet = frozenset(self.layout.foot_rows)


def fit(blocks: Iterator[Block], fitting: Fitting) -> Iterator[Batch]:
    """The data rows of a table as batches of columns; blank rows are left out and counted."""
    for block in blocks:
        for number, raw in block.doubtful:
            if number >= fitting.layout.first_data_row:
                fitting.log.add(_stray_quote(number, raw))
        numbers, rows = _data_rows(block, fitting)
        if not rows:
            continue
        if any(len(row) != fitting.width for row in rows):
            for at, row in enumerate(rows):
                if len(row) != fitting.width:
                    rows[at] = _fit_row(row, numbers[at], fitting)
        yield Batch(numbers, list(map(list, zip(*rows, strict=True))))


def _data_rows(block: Block, fitting: Fitting) -> tuple[list[int], list[list[str | None]]]:
    """Rows of the table itself: not above it, not its foot, not blank."""
    numbers: list[int] = block.numbers
    rows: list[list[str | None]] = block.rows  # type: ignore[assignment]  # cells only grow absent
    first, feet, again = fitting.layout.first_data_row, fitting.feet, fitting.again
    label = fitting.header[0] if fitting.header else None
    odd = [
        at
        for at, row in enumerate(rows)
        if not row or not row[0] or row[0].isspace() or row[0] == label
    ]
    if numbers[0] >= first and not feet and not again and not odd:
        return numbers, rows
    gone = {at for at, number in enumerate(numbers) if number < first}
    # A note is cut only if it was kept, word for word: a record may have grown since it was seen.
    gone.update(
        at
        for at, number in enumerate(numbers)
        if number in feet and note(rows[at]) in fitting.notes
    )
    repeated = {at for at, number in enumerate(numbers) if number in again}
    if any(rows[at] and rows[at][0] == label for at in odd):
        repeated.update(printed_again(rows, fitting.header, fitting.above))
    for at in sorted(repeated - gone):
        fitting.log.add_made("repeated-header", partial(header_again, numbers[at], rows[at]))
    gone |= repeated
    for at in odd:
        if at not in gone and is_blank(rows[at]):
            gone.add(at)
            fitting.log.add_made("blank-row", partial(_blank_row, numbers[at]))
    if not gone:
        return numbers, rows
    kept = [at for at in range(len(rows)) if at not in gone]
    return [numbers[at] for at in kept], [rows[at] for at in kept]


def _fit_row(row: list[str | None], number: int, fitting: Fitting) -> list[str | None]:
    """A short row gets absent cells; what a long row has too much stays in its last cell."""
    width = fitting.width
    if len(row) < width:
        fitting.log.add_made("short-row", partial(_short_row, number, len(row), width, row))
        return row + [None] * (width - len(row))
    surplus = row[width:]
    if all(map(is_empty, surplus)):
        fitting.log.add_made(
            "extra-delimiter", partial(_empty_surplus, number, len(row), width, row)
        )
        return row[:width]
    fitting.log.add_made("long-row", partial(_long_row, number, row, fitting))
    last = fitting.delimiter.join(cell or "" for cell in row[width - 1 :])
    return [*row[: width - 1], last]


def _raw(row: Sequence[str | None], delimiter: str = " | ") -> str:
    return delimiter.join(cell or "" for cell in row)[:500]


def _stray_quote(number: int, raw: str) -> Fault:
    return Fault(
        "stray-quote",
        Level.ROW,
        say("Row %(row)s has a quotation mark that opens or closes nothing.", row=number),
        say("Double quotation marks within a cell, or take them out. The text was kept."),
        Place(row=number),
        raw=raw[:500],
    )


def _blank_row(number: int) -> Fault:
    return Fault(
        "blank-row",
        Level.ROW,
        say("Row %(row)s is empty.", row=number),
        say("Delete empty rows; they were left out."),
        Place(row=number),
    )


def _short_row(number: int, found: int, width: int, row: Sequence[str | None]) -> Fault:
    return Fault(
        "short-row",
        Level.ROW,
        say(
            "Row %(row)s has not as many cells as the table: %(found)s, not %(width)s.",
            row=number,
            found=found,
            width=width,
        ),
        say("A delimiter is missing, or a line was broken. The missing cells were left empty."),
        Place(row=number),
        raw=_raw(row),
    )


def _empty_surplus(number: int, found: int, width: int, row: Sequence[str | None]) -> Fault:
    return Fault(
        "extra-delimiter",
        Level.ROW,
        say(
            "Row %(row)s has %(found)s cells and should have %(width)s; the last ones are empty.",
            row=number,
            found=found,
            width=width,
        ),
        say("A delimiter too many may have moved the cells of this row. No text was lost."),
        Place(row=number),
        raw=_raw(row),
    )


def _long_row(number: int, row: Sequence[str | None], fitting: Fitting) -> Fault:
    return Fault(
        "long-row",
        Level.ROW,
        say(
            "Row %(row)s has not as many cells as the table: %(found)s, not %(width)s.",
            row=number,
            found=len(row),
            width=fitting.width,
        ),
        _proposal(row, fitting),
        Place(row=number),
        raw=_raw(row, fitting.delimiter),
    )


def _proposal(row: Sequence[str | None], fitting: Fitting) -> Words:
    """Two neighbours that would be one number point to an unquoted thousands or decimal sign."""
    for left, right in pairwise(row):
        together = f"{(left or '').strip()}{fitting.delimiter}{(right or '').strip()}"
        if left and right and kind(together) == "number" and len(row) == fitting.width + 1:
            return say(
                "“%(number)s” may be one cell: put it in quotation marks. Nothing was lost: what "
                "is too much stands in the last cell.",
                number=together,
            )
    return say(
        "Put cells that hold the delimiter in quotation marks. Nothing was lost: what is too much "
        "stands in the last cell."
    )
