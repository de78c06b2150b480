"""Finds the end of a table: foot notes, which are cut and kept as notes, and rows of totals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from openup.publishing.steps.layout.looks import Row, filled, is_blank, is_empty, kind

_TOTAL = re.compile(
    r"(?:gran(?:d)?\s+)?(?:sub\s*-?\s*)?totals?\b|(?:sub\s*)?totales\b|suma(?:s)?\b|sum\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:fuentes?|notas?|source|notes?|elabor|observaci|nd\b|n/d\b|cifras|incluye|corte|última|actualiza"
    r"|\*|\(\*|\d\)|\d/|\(\d\)|\[\d\]|[¹²³†‡])",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:fuentes?|notas?|sources?|notes?)\s*:\s*\S", re.IGNORECASE)
"""What begins like this below a blank row is a note, even if commas in it divide it into cells."""
_NAMED = re.compile(r"[^\W\d][^:\n]{2,80}:(?:\s|$)")
"""A name before a colon, as in `Fecha de corte: 31/12/2024`."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Source rows of foot notes and of totals, and the text of the notes."""

    foot_rows: tuple[int, ...]
    total_rows: tuple[int, ...]
    notes: tuple[str, ...]


def find(rows: Sequence[tuple[Row, int]], *, typical: int) -> Ending:
    """Look for foot notes at the end of the data rows, and for totals anywhere in them."""
    totals = tuple(at for row, at in rows if is_total(row))
    cut = _cut(rows, max(typical, _usual(rows))) if typical > 1 else len(rows)
    feet = [(row, at) for row, at in rows[cut:] if not is_blank(row)]
    notes = tuple(" ".join(c.strip() for c in row if c and c.strip()) for row, _ in feet)
    rows_of_feet = tuple(at for _, at in feet)
    return Ending(rows_of_feet, tuple(at for at in totals if at not in rows_of_feet), notes)


def _usual(rows: Sequence[tuple[Row, int]]) -> int:
    """How many cells the fuller rows hold: most are looked at, for notes may be many."""
    counts = sorted(filled(row) for row, _ in rows if not is_blank(row))
    return counts[int(len(counts) * 0.8)] if counts else 0


def is_total(row: Row) -> bool:
    """The first words of the row say total, and a number stands beside them."""
    written = [cell.strip() for cell in row if cell is not None and not is_empty(cell)]
    words = [cell for cell in written[:2] if kind(cell) == "text"]
    numbers = any(kind(cell) == "number" for cell in written)
    return numbers and bool(words) and _TOTAL.match(words[0]) is not None


def _cut(rows: Sequence[tuple[Row, int]], typical: int) -> int:
    """The index from which on there are only notes."""
    cut = len(rows)
    edge = _edge(rows, typical)
    for index in range(len(rows) - 1, 0, -1):
        row = rows[index][0]
        if is_blank(row):
            continue
        if _is_source(rows, index, cut):
            cut = index
            continue
        if not _may_be_note(row, typical, edge) and not _is_named_value(rows, index):
            break
        first = next(cell for cell in row if cell is not None and not is_empty(cell)).strip()
        plain = first.count(" ") >= 3 and _is_dense(rows, index, typical)
        named = _NAMED.match(first) or _is_named_value(rows, index)
        apart = _stands_apart(rows, index) or _first(row) < edge
        if plain or named or apart or _NOTE.match(first) or len(first) > 80:
            cut = index
    return cut


def _is_source(rows: Sequence[tuple[Row, int]], index: int, cut: int) -> bool:
    """A source or a note that says so, at the left, apart from the table or above other notes."""
    if not _says_source(rows[index][0]) or _says_source(rows[0][0]):
        return False
    top = index
    while _says_source(rows[top - 1][0]):
        top -= 1
    return cut == index + 1 < len(rows) or _stands_apart(rows, top)


def _says_source(row: Row) -> bool:
    return bool(row) and _SOURCE.match((row[0] or "").strip()) is not None


def _is_named_value(rows: Sequence[tuple[Row, int]], index: int) -> bool:
    """A lone cell below a lone name that ends with a colon."""
    row, before = rows[index][0], rows[index - 1][0]
    if filled(row) != 1 or filled(before) != 1 or is_empty(row[0]) or is_empty(before[0]):
        return False
    return (before[0] or "").rstrip().endswith(":")


def _stands_apart(rows: Sequence[tuple[Row, int]], index: int) -> bool:
    """After a blank row, or a row that was left out, or the totals."""
    before, at = rows[index - 1]
    lines = max((cell.count("\n") for cell in before if cell), default=0)
    return is_blank(before) or is_total(before) or rows[index][1] > at + 1 + lines


def _is_dense(rows: Sequence[tuple[Row, int]], index: int, typical: int) -> bool:
    """Whether the rows above are all at least half full, so that a lone cell is none of them."""
    above = [row for row, _ in rows[max(0, index - 20) : index]]
    return all(2 * filled(row) >= typical for row in above if filled(row) > 1)


def _edge(rows: Sequence[tuple[Row, int]], typical: int) -> int:
    """The place where the rows of the table begin: 0 unless columns left of it hold only notes."""
    starts = Counter(_first(row) for row, _ in rows if 2 * filled(row) >= typical > 1)
    place, times = starts.most_common(1)[0] if starts else (0, 0)
    return place if times >= 0.8 * starts.total() else 0


def _first(row: Row) -> int:
    return next((index for index, cell in enumerate(row) if not is_empty(cell)), 0)


def _may_be_note(row: Row, typical: int, edge: int) -> bool:
    """One written cell at the left edge, or two of which one is a long sentence."""
    count, first = filled(row), _first(row)
    if first > edge or count > 2 or count >= typical:
        return False
    longest = max(len(cell or "") for cell in row)
    lone = count == 1 and kind(row[first] or "") == "text"
    return lone or (longest > 40 and (typical > 4 or first < edge))
