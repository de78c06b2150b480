"""Finds the end of a table: foot notes, which are cut and kept as notes, and rows of totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from openup.publishing.steps.looks import Row, filled, is_blank, is_empty, kind

_TOTAL = re.compile(
    r"(?:gran(?:d)?\s+)?(?:sub\s*-?\s*)?totals?\b|(?:sub\s*)?totales\b|suma(?:s)?\b|sum\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:fuentes?|notas?|source|notes?|elabor|observaci|nd\b|n/d\b|cifras|incluye|corte|última|actualiza"
    r"|\*|\(\*|\d\)|\d/|\(\d\)|\[\d\]|[¹²³†‡])",
    re.IGNORECASE,
)
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
    cut = _cut(rows, typical) if typical > 1 else len(rows)
    feet = [(row, at) for row, at in rows[cut:] if not is_blank(row)]
    notes = tuple(" ".join(c.strip() for c in row if c and c.strip()) for row, _ in feet)
    rows_of_feet = tuple(at for _, at in feet)
    return Ending(rows_of_feet, tuple(at for at in totals if at not in rows_of_feet), notes)


def is_total(row: Row) -> bool:
    """The first words of the row say total, and a number stands beside them."""
    written = [cell.strip() for cell in row if cell is not None and not is_empty(cell)]
    words = [cell for cell in written[:2] if kind(cell) == "text"]
    numbers = any(kind(cell) == "number" for cell in written)
    return numbers and bool(words) and _TOTAL.match(words[0]) is not None


def _cut(rows: Sequence[tuple[Row, int]], typical: int) -> int:
    """The index from which on there are only notes."""
    cut = len(rows)
    for index in range(len(rows) - 1, 0, -1):
        row = rows[index][0]
        if is_blank(row):
            continue
        if not _may_be_note(row, typical) and not _is_named_value(rows, index):
            break
        first = next(cell for cell in row if cell is not None and not is_empty(cell)).strip()
        plain = first.count(" ") >= 3 and _is_dense(rows, index, typical)
        named = _NAMED.match(first) or _is_named_value(rows, index)
        if plain or named or _NOTE.match(first) or len(first) > 80 or _stands_apart(rows, index):
            cut = index
    return cut


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


def _may_be_note(row: Row, typical: int) -> bool:
    """One written cell at the left edge, or two of which one is a long sentence."""
    count = filled(row)
    first = next((index for index, cell in enumerate(row) if not is_empty(cell)), 0)
    if first > 0 or count > 2 or count >= typical:
        return False
    longest = max(len(cell or "") for cell in row)
    return (count == 1 and kind(row[0] or "") == "text") or (longest > 40 and typical > 4)
