"""Merged cells: how deep a header is, what is a heading, which rows are one record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.formats._sheet import Numbered, Row, View
from openup.publishing.steps.layout.labels import layout_faults, name_columns, note
from openup.publishing.steps.layout.layout import Laid, header_reason, unit_notes, with_units
from openup.publishing.steps.layout.looks import filled, is_year, kind

HEADING_WIDTH: Final = 0.8
"""The share of the table's columns that a merged cell covers when its row is a heading."""

_CODE: Final = re.compile(r"0\d")
_ABOUT_LABELS: Final = frozenset({"blank-header", "duplicate-header"})
_ABOUT_LAYOUT: Final = frozenset(
    {"title-rows", "no-header", "header-levels", "foot-rows", "total-row"}
)


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows as the sheet numbers them, and the places of the columns they cover."""

    top: int
    bottom: int
    places: tuple[int, ...]

    @property
    def first(self) -> int:
        """The place of the cell that has the value."""
        return self.places[0]

    @property
    def is_deep(self) -> bool:
        return self.bottom > self.top


def merges_of(view: View) -> tuple[Merge, ...]:
    """The merged cells whose first cell lies in this part of the sheet, from top to bottom."""
    at = view.places()
    found: list[Merge] = []
    for (top, left), (bottom, right) in view.source.merged_cell_ranges or ():
        places = tuple(at[column] for column in range(left, right + 1) if column in at)
        if places and left in at and view.first_row <= top + 1 <= view.last_row:
            found.append(Merge(top + 1, bottom + 1, places))
    return tuple(sorted(found, key=lambda merge: (merge.top, merge.first)))


def headings(view: View, merges: Sequence[Merge]) -> dict[int, str]:
    """The rows whose only cell is merged over the whole table, and what stands there."""
    width = len(view.used)
    wide = {
        (merge.top, merge.first) for merge in merges
        if len(merge.places) >= max(3, HEADING_WIDTH * width)
    }  # fmt: skip
    found: dict[int, str] = {}
    for number, row in view.rows() if wide else ():
        if filled(row) == 1:
            place = next(place for place, cell in enumerate(row) if cell and not cell.isspace())
            if (number, place) in wide:
                found[number] = note(row)
    return found


def with_merges(
    laid: Laid, rows: Sequence[Numbered], merges: Sequence[Merge], heads: dict[int, str]
) -> Laid:
    """A layout that was found without the headings, with them, and with its header as merged.

    Headings above the header are titles, those below all data are notes, the others stay rows.
    """
    header = _header(laid, merges, heads)
    named = max((*header, *laid.layout.unit_rows), default=0)
    after = [number for number, _ in rows if number > named]
    start = min((n for n in after if n not in heads), default=laid.layout.first_data_row)
    titles = {n: note(row) for n, row in rows if n in laid.layout.title_rows and n not in header}
    top = header[0] if header else start
    titles.update({number: text for number, text in heads.items() if number < top})
    feet = _feet(laid, rows, heads, start)
    first = min((n for n in after if n in heads and n not in feet and n >= top), default=start)
    layout = replace(
        laid.layout,
        title_rows=tuple(sorted(titles)),
        header_rows=header,
        first_data_row=min(start, first),
        foot_rows=tuple(sorted(feet)),
    )
    if layout == laid.layout and not _is_grouped(header, merges):
        return laid
    levels = [_spread(row, number, merges) for number, row in rows if number in header]
    columns, found = name_columns(levels, len(laid.columns), header)
    if not header:
        columns, found = laid.columns, ()
    above = tuple(titles[number] for number in sorted(titles))
    below = tuple(feet[number] for number in sorted(feet))
    kept = tuple(one for one in laid.faults if one.code not in _ABOUT_LABELS | _ABOUT_LAYOUT)
    reasons = tuple(
        header_reason(layout, one.confidence) if header and one.subject == "header" else one
        for one in laid.reasons
    )
    raw = [row for number, row in rows if number in header]
    return replace(
        laid, layout=layout, columns=with_units(columns, laid.units), reasons=reasons,
        header=tuple(raw[-1]) if raw else (), above=frozenset((*above, *map(note, raw[:-1]))),
        notes=above + unit_notes(columns, laid.units) + below,
        faults=(*layout_faults(layout, above, below, dict(rows)), *kept, *found),
    )  # fmt: skip


def _header(laid: Laid, merges: Sequence[Merge], heads: dict[int, str]) -> tuple[int, ...]:
    """The header reaches as far up and down as the cells of it that are merged over rows."""
    header = laid.layout.header_rows
    if not header:
        return ()
    deep = [merge for merge in merges if merge.is_deep]
    ends = Counter(merge.bottom for merge in deep if merge.top in header)
    last, times = max(ends.items(), key=lambda end: (end[1], end[0]), default=(0, 0))
    bottom = last if times >= len(laid.columns) / 3 else header[-1]
    above = [merge.top for merge in deep if merge.bottom in header and merge.top < header[0]]
    top = min(above) if len(above) > 1 else header[0]
    rows = range(top, max(bottom, header[-1]) + 1)
    return tuple(number for number in rows if number not in heads)


def _is_grouped(header: Sequence[int], merges: Sequence[Merge]) -> bool:
    return any(merge.top in header and len(merge.places) > 1 for merge in merges)


def _spread(row: Row, number: int, merges: Sequence[Merge]) -> Row:
    """A header row whose merged labels stand over each of the columns that they cover."""
    spread = list(row)
    for merge in merges:
        if merge.top == number:
            for place in merge.places[1:]:
                spread[place] = spread[place] or row[merge.first]
    return spread


def _feet(
    laid: Laid, rows: Sequence[Numbered], heads: dict[int, str], start: int
) -> dict[int, str]:
    """Notes below the table: those that were found, and the headings among and right above them."""
    feet: dict[int, str] = {}
    cut = set(laid.layout.foot_rows)
    for number, row in reversed(rows):
        if number < start or (number not in cut and number not in heads):
            break
        feet[number] = note(row)
    feet.update({number: note(row) for number, row in rows if number in cut})
    return feet


@dataclass(frozen=True, slots=True)
class Spans:
    """The cells of the data that are merged over several rows, by the row that they begin on.

    `amounts` are the places whose values are added up: they stay in the first row. `values` are
    what the merged cells hold, by row and place.
    """

    starts: dict[int, list[Merge]]
    amounts: frozenset[int]
    values: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def repeated(self) -> frozenset[int]:
        """The places whose merged values are repeated in each row."""
        return frozenset(self._places() - self.amounts)

    @property
    def once(self) -> frozenset[int]:
        """The places whose merged values stand in their first row alone."""
        return frozenset(self._places() & self.amounts)

    def _places(self) -> set[int]:
        return {merge.first for merges in self.starts.values() for merge in merges}

    def filled(self, rows: Iterable[Numbered]) -> Iterator[Numbered]:
        """Rows in which each merged text stands in every row that it spans."""
        open_: dict[int, tuple[int, str]] = {}
        for number, row in rows:
            for place, (bottom, value) in list(open_.items()):
                if number > bottom:
                    del open_[place]
                elif row[place] is None:
                    row[place] = value
            for merge in self.starts.get(number, ()):
                value_here = row[merge.first]
                if value_here is not None and merge.first not in self.amounts:
                    open_[merge.first] = (merge.bottom, value_here)
            yield number, row


def spans_of(view: View, laid: Laid, merges: Sequence[Merge], again: frozenset[int]) -> Spans:
    """The merged cells among the data of a table, and which of their columns hold amounts."""
    cut = again | set(laid.layout.foot_rows)
    starts: dict[int, list[Merge]] = {}
    for merge in merges:
        among = merge.top >= laid.layout.first_data_row and merge.top not in cut
        if merge.is_deep and among and merge.first < len(laid.columns):
            starts.setdefault(merge.top, []).append(merge)
    if not starts:
        return Spans({}, frozenset())
    places = {merge.first for found in starts.values() for merge in found}
    cells: dict[int, list[str]] = {place: [] for place in places}
    said: dict[int, list[Merge]] = {}
    values: dict[tuple[int, int], str] = {}
    for number, row in view.rows():
        if number < laid.layout.first_data_row or number in cut:
            continue
        for place in places:
            cell = row[place]
            if cell is not None:
                cells[place].append(cell)
        for merge in starts.get(number, ()):
            value = row[merge.first]
            if value is not None:
                said.setdefault(number, []).append(merge)
                values[number, merge.first] = value
    amounts = frozenset(place for place in places if is_amount(cells[place]))
    return Spans(said, amounts, values)


def is_amount(cells: Sequence[str]) -> bool:
    """Whether a column holds numbers to add up: no years, no keys, no running numbers."""
    meant = [cell.strip() for cell in cells if kind(cell) != "null"]
    numbers = [cell for cell in meant if kind(cell) == "number"]
    if not numbers or 2 * len(numbers) < len(meant) or all(map(is_year, numbers)):
        return False
    if any(map(_CODE.match, numbers)):
        return False
    whole = [int(cell) for cell in numbers if cell.isdecimal()]
    runs = all(left < right for left, right in pairwise(whole))
    return not (len(whole) == len(numbers) > 2 and runs)


def note_spans(spans: Spans, view: View, laid: Laid, faults: FaultLog) -> None:
    """Count the merged cells of the data, and say what was done with each."""
    for number, merges in spans.starts.items():
        for merge in merges:
            cells = (merge.bottom - merge.top + 1) * len(merge.places)
            amount = merge.first in spans.amounts
            code, reason, advice = _amounts(cells) if amount else _repeated(cells)
            cell = view.reference(number, merge.first)
            where = Place(number, laid.columns[merge.first].name, cell)
            value = spans.values[number, merge.first]
            faults.add(Fault(code, Level.CELL, reason, advice, where, value[:500]))


def note_headings(heads: dict[int, str], laid: Laid, faults: FaultLog) -> tuple[int, ...]:
    """Count the headings that stand between the rows, which stay rows; and tell where they are."""
    feet = laid.layout.foot_rows
    among = tuple(
        number for number in heads
        if number >= laid.layout.first_data_row and number not in feet
    )  # fmt: skip
    for number in among:
        faults.add(
            Fault(
                "heading-row",
                Level.ROW,
                say("Row %(row)s is a heading over the rows below it, not a record.", row=number),
                say("Write it in a column of its own, in each row that belongs to it. "
                    "The row was kept."),
                Place(row=number),
                raw=heads[number][:500],
            )
        )  # fmt: skip
    return among


def _repeated(cells: int) -> tuple[str, Words, Words]:
    return (
        "merged-cells",
        say("%(cells)s cells are merged: each of their rows has the value now.", cells=cells),
        say("Unmerge the cells and write the value in each row that it belongs to."),
    )


def _amounts(cells: int) -> tuple[str, Words, Words]:
    return (
        "merged-amounts",
        say("%(cells)s cells of an amount are merged: only the first row has it.", cells=cells),
        say("Nothing is lost, and adding up counts it once. Write the amounts of whole records "
            "in a table of their own."),
    )  # fmt: skip
