"""The tables of one sheet: below each other, beside each other; and headers printed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from openup.kernel.words import say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.formats._merges import Spans
from openup.publishing.formats._sheet import View
from openup.publishing.steps.layout import names
from openup.publishing.steps.layout.again import printed_again
from openup.publishing.steps.layout.beside import beside
from openup.publishing.steps.layout.blocks import stacked
from openup.publishing.steps.layout.layout import Laid
from openup.publishing.steps.layout.runs import with_gaps
from openup.publishing.table import Batch

TITLE_MOST: Final = 80
PIECE_ROWS: Final = 5_000


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One of the tables of a sheet. `title` tells it from the others, and is empty when alone."""

    view: View
    title: str = ""
    number: int = 1
    of: int = 1
    again: frozenset[int] = frozenset()

    def fault(self) -> Iterator[Fault]:
        """That the sheet holds other tables, too."""
        if self.of > 1:
            row = self.view.first_row
            yield Fault(
                "several-tables",
                Level.TABLE,
                say("The sheet holds %(tables)s tables; number %(number)s begins at %(cell)s.",
                    tables=self.of, number=self.number, cell=self.view.reference(row, 0)),
                say("Put each table into a file or sheet of its own. Each was read by itself."),
                Place(row=row, cell=self.view.reference(row, 0)),
            )  # fmt: skip


def parts_of(view: View) -> tuple[SheetPart, ...]:
    """The tables of a sheet, most often one. Every row and column is in one of them."""
    stretches = stacked(with_gaps(view.rows()))
    again = frozenset(row for stretch in stretches for row in stretch.again)
    starts = [view.first_row, *(stretch.first for stretch in stretches[1:])]
    ends = [*(start - 1 for start in starts[1:]), view.last_row]
    found: list[tuple[View, str]] = []
    for stretch, first, last in zip(stretches, starts, ends, strict=False):
        sides = _sides(view.part(rows=(first, last), columns=(0, len(view.used))))
        found += [(side, stretch.title) for side in sides]
    if len(found) < 2:
        return (SheetPart(view, again=again),)
    taken: names.Taken = {}
    return tuple(
        SheetPart(
            _trimmed(side),
            names.take(names.plain(title)[:TITLE_MOST].strip() or str(number), taken),
            number,
            len(found),
            again,
        )
        for number, (side, title) in enumerate(found, 1)
    )


def _trimmed(view: View) -> View:
    """The part without the columns and first rows in which it says nothing."""
    top = 0
    used: set[int] = set()
    for number, row in view.rows():
        top = top or number
        used.update(place for place, cell in enumerate(row) if cell)
    columns = tuple(column for place, column in enumerate(view.used) if place in used)
    return replace(view, used=columns, first_row=top or view.first_row)


def _sides(view: View) -> tuple[View, ...]:
    """The tables that stand beside each other; each has the columns up to the next one."""
    span = range(view.used[0], view.used[-1] + 1) if view.used else range(0)
    if len(span) == len(view.used) and not _has_blank_column(view):
        return (view,)
    groups = beside(replace(view, used=tuple(span)).head())
    if len(groups) < 2:
        return (view,)
    lefts = [span[0], *(span[left] for left, _ in groups[1:]), span[-1] + 1]
    return tuple(
        replace(view, used=tuple(column for column in view.used if left <= column < right))
        for left, right in pairwise(lefts)
    )


def _has_blank_column(view: View) -> bool:
    """Whether a column of the sheet says nothing among the first rows of this part."""
    left = set(range(len(view.used)))
    for _, row in view.head():
        left -= {place for place in left if row[place]}
        if not left:
            return False
    return bool(left)


def repeated(part: SheetPart, laid: Laid) -> frozenset[int]:
    """The rows of a part that print its header, or its titles, once more."""
    found = set(part.again)
    first = laid.layout.first_data_row
    rows = ((number, row) for number, row in part.view.rows() if number >= first)
    while piece := list(islice(rows, PIECE_ROWS)):
        at = printed_again([row for _, row in piece], laid.header, laid.above)
        found.update(piece[place][0] for place in at)
    return frozenset(number for number in found if number >= first)


def batches_of(
    view: View, laid: Laid, spans: Spans, again: frozenset[int]
) -> Callable[[], Iterator[Batch]]:
    """The rows of a table, without its titles, notes and repeated headers, again and again."""
    cut = again | set(laid.layout.foot_rows)
    first = laid.layout.first_data_row
    width = len(laid.columns)

    def batches() -> Iterator[Batch]:
        written = ((n, row) for n, row in view.rows() if n not in again)
        rows = ((n, row) for n, row in spans.filled(written) if n >= first and n not in cut)
        while piece := list(islice(rows, PIECE_ROWS)):
            cells = [[row[at] if at < len(row) else None for _, row in piece]
                     for at in range(width)]  # fmt: skip
            yield Batch([number for number, _ in piece], cells)

    return batches
