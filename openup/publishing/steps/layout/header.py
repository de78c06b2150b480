"""Finds the header of a table: the rows that name its columns, and where titles end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from openup.publishing.steps.layout.looks import Row, column_kinds, filled, is_empty, is_year, kind

LEVELS_MOST = 8
"""More rows than this above the data are never all header."""


@dataclass(slots=True)
class Sight:
    """What is known of the rows while they are laid out."""

    rows: list[Row]
    numbers: list[int]
    width: int = 0
    typical: int = 0
    kinds: list[str] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)


def look(sight: Sight, tail: list[Row]) -> None:
    """Measure the body: its width, how many cells its rows hold, what its columns look like."""
    rows = sight.rows
    above = min(max(len(rows) // 3, 2), 12) if len(rows) > 3 else int(len(rows) > 1)
    body = list(rows[above:]) + tail
    counts = sorted(filled(row) for row in body)
    sight.typical = counts[int(len(counts) * 0.8)] if counts else 0
    if sight.typical > 1:
        body = [row for row in body if filled(row) > 1]
    lengths = Counter(len(row) for row in body)
    common = [width for width, times in lengths.items() if times >= max(1, 0.1 * len(body))]
    sight.width = max(common, default=max(map(len, rows), default=0))
    sight.body = body
    # In a short table, header rows are many among few: its later rows say what the columns hold.
    later = body[-(len(rows) // 2) :] if 1 < len(rows) <= 12 and not tail else body
    # What is far narrower than a row is a note, or a line from the middle of a long cell.
    full = [row for row in later if filled(row) >= 0.6 * sight.typical]
    sight.kinds = column_kinds(full or later, sight.width)


def find_header(sight: Sight) -> tuple[int, list[Row]]:
    """The index of the first row that is not title, and the header rows from there on."""
    rows = sight.rows
    base = _first_wide(sight)
    if base >= len(rows):
        return 0, []
    if not _is_label_row(sight, rows[base], base):
        return _first_record(sight, base), []
    top = base
    while top and _is_upper(sight, top - 1, base):
        top -= 1
    end = base + 1
    while end < min(len(rows) - 1, base + LEVELS_MOST) and _is_level(sight, rows[end]):
        end += 1
    width = max(len(row) - _trailing(row) for row in rows[top:end])
    sight.width = max(sight.width, width)
    return top, list(rows[top:end])


def _trailing(row: Row) -> int:
    """How many empty cells the row ends with."""
    count = 0
    for cell in reversed(row):
        if not is_empty(cell):
            break
        count += 1
    return count


def _first_wide(sight: Sight) -> int:
    """The first row about as full as what follows; above it stand titles or upper header rows."""
    for index, row in enumerate(sight.rows):
        least = _least(sight, index)
        if filled(row) >= least:
            below = sight.rows[index + 1] if index + 1 < len(sight.rows) else ()
            too_long = len(row) - _trailing(row) > sight.width
            if too_long and filled(below) >= least and _is_label_row(sight, below, index + 1):
                continue
            return index
    return 0


def _least(sight: Sight, index: int) -> int:
    """How many written cells a row must have here to be more than a title."""
    if sight.typical < 2:
        return 1
    near = sorted(map(filled, sight.rows[index + 1 : index + 31])) or [sight.typical]
    return max(2, round(0.6 * min(sight.typical, near[int(len(near) * 0.8)])))


def _first_record(sight: Sight, base: int) -> int:
    """Without a header, sparse first rows are data as soon as they look like the body."""
    for index in range(base):
        if _votes(sight.kinds, sight.rows[index])[0]:
            return index
    return base


def _votes(kinds: Sequence[str], row: Row) -> tuple[int, int]:
    """Cells that look like the body's columns, and cells of words in columns that are not words."""
    alike = unlike = 0
    for cell, column in zip(row, kinds, strict=False):
        if column == "text" or cell is None or is_empty(cell):
            continue
        seen = kind(cell)
        if seen == column or (seen in ("number", "date") and column in ("number", "date")):
            alike += 1
        elif seen != "null":
            unlike += 1
    return alike, unlike


def _is_label_row(sight: Sight, row: Row, index: int) -> bool:
    """Whether this row names the columns rather than being their first record."""
    alike, unlike = _votes(sight.kinds, row)
    if alike or unlike:
        return unlike >= alike or _are_years(sight, row)
    cells = [cell.strip() for cell in row if cell is not None and not is_empty(cell)]
    if len(sight.rows) == 1:
        return not any(kind(cell) in ("number", "date") for cell in cells)
    if not all(map(_may_label, cells)):
        return False
    return not _comes_again(sight, row, index)


def _may_label(cell: str) -> bool:
    return is_year(cell) or kind(cell) not in ("number", "date")


def _comes_again(sight: Sight, row: Row, index: int) -> bool:
    """A label that is often a value of its own column is no label; a repeated header is.

    A row after a gap may be the header of a part, which shares labels with this one.
    """
    following = [
        other
        for at, other in enumerate(sight.rows[index + 1 :], index + 1)
        if list(other) != list(row) and not _is_after_gap(sight, at)
    ]
    for column, cell in enumerate(row):
        if is_empty(cell):
            continue
        times = sum(column < len(other) and other[column] == cell for other in following)
        if times > 0.1 * len(following):
            return True
    return False


def _is_after_gap(sight: Sight, at: int) -> bool:
    """Whether a blank row stands above, or above the titles above."""
    while at > 1 and filled(sight.rows[at - 1]) == 1:
        at -= 1
        if _is_gap(sight, at):
            return True
    return _is_gap(sight, at)


def _is_gap(sight: Sight, at: int) -> bool:
    lines = sum(cell.count("\n") for cell in sight.rows[at - 1] if cell)
    return sight.numbers[at] > sight.numbers[at - 1] + 1 + lines


def _are_years(sight: Sight, row: Row) -> bool:
    """Years across the header of a table whose numbers are not years."""
    pairs = list(zip(row, sight.kinds, strict=False))
    cells = [cell for cell, column in pairs if column == "number" and cell and not is_empty(cell)]
    if len(set(cells)) < 2 or not all(map(is_year, cells)):
        return False
    at = [index for index, column in enumerate(sight.kinds) if column == "number"]
    values = [row[index] for row in sight.body for index in at if index < len(row) and row[index]]
    return sum(is_year(value or "") for value in values) < 0.5 * len(values)


def _is_level(sight: Sight, row: Row) -> bool:
    """A further header row: words, and none but words, where the body has numbers or dates.

    Codes alone say less: many a word stands among them, so two columns must speak.
    """
    firm = [column if column in ("number", "date") else "text" for column in sight.kinds]
    alike, unlike = _votes(sight.kinds, row)
    least = 2
    if any(column != "text" for column in firm):
        unlike, least = _votes(firm, row)[1], 1
    return unlike >= least and alike == 0 and not any(cell and len(cell) > 200 for cell in row)


def _is_upper(sight: Sight, at: int, base: int) -> bool:
    """Whether row `at` is a header level over the rows from there to `base`."""
    upper = sight.rows[at]
    places = [place for place, cell in enumerate(upper) if not is_empty(cell)]
    cells = [upper[place] or "" for place in places]
    adjoins = sight.numbers[at] + 1 == sight.numbers[at + 1]
    if len(upper) > sight.width or not all(map(_may_label, cells)) or cells[0].endswith(":"):
        return False
    if len(cells) < 2:
        return adjoins and places[0] > 0 and len(cells[0]) <= 20 and cells[0].count(" ") < 3
    below = sight.rows[at + 1 : base + 1]
    joined = [
        " ".join(row[index] or "" for row in below if index < len(row)).strip()
        for index in range(min(sight.width, max(map(len, below))))
    ]
    if len(set(joined)) < len(joined) or "" in joined:
        return True
    return adjoins and _is_spread(places, cells, sight.width)


def _is_spread(places: Sequence[int], cells: Sequence[str], width: int) -> bool:
    """Short labels over groups of columns, not a name and its value side by side."""
    if any(len(cell) > 60 or cell.rstrip().endswith(":") for cell in cells):
        return False
    gaps = any(right - left > 1 for left, right in pairwise(places))
    return gaps and places[-1] >= width // 3
