"""Finds headers that are printed once more among the rows, as on each page of a report."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from openup.kernel.words import say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.steps.layout.labels import note
from openup.publishing.steps.layout.looks import Row, filled, is_blank, is_year, kind

PAGE: Final = re.compile(r"(?:p[aá]g(?:ina|\.|s)?|hoja|page|sheet)\b", re.IGNORECASE)
"""How a line begins that only counts pages."""

_DIGITS: Final = re.compile(r"\d+")


def printed_again(rows: Sequence[Row], header: Row, above: Collection[str]) -> list[int]:
    """Places of the rows that are the header once more, and of its titles right above them.

    `header` is the last header row as it was read, `above` the texts of the rows before it. A
    header of one label is never taken away, nor one that holds a number or a date: it may be a
    record that was taken for a header.
    """
    if filled(header) < 2 or any(map(_is_value, filter(None, header))):
        return []
    label = header[0]
    same = tuple(header)
    titles = set(map(folded, above))
    found: list[int] = []
    for place, row in enumerate(rows):
        if not row or row[0] != label or tuple(row) != same:
            continue
        done = found[-1] if found else -1
        top = place
        for at in range(place - 1, done, -1):
            if is_blank(rows[at]):
                continue
            if not _is_above(rows[at], titles):
                break
            top = at
        found += [at for at in range(top, place + 1) if not is_blank(rows[at])]
    # What most rows are is no header: it is a record that was taken for one.
    return found if 2 * len(found) <= len(rows) else []


def _is_value(cell: str) -> bool:
    return kind(cell) in ("number", "date") and not is_year(cell)


def folded(text: str) -> str:
    """A title without its figures, which count pages or days."""
    return _DIGITS.sub("", text).casefold()


def _is_above(row: Row, titles: Collection[str]) -> bool:
    text = note(row)
    return folded(text) in titles or (filled(row) == 1 and PAGE.match(text) is not None)


def header_again(number: int, row: Row) -> Fault:
    """The header stands once more among the rows."""
    return Fault(
        "repeated-header",
        Level.ROW,
        say("Row %(row)s repeats the header.", row=number),
        say("Keep one header at the top. The row was left out: it says nothing new."),
        Place(row=number),
        raw=note(row)[:500],
    )
