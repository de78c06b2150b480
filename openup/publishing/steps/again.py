"""Finds headers that are printed once more among the rows, as on each page of a report."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from openup.kernel.words import say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.steps.labels import note
from openup.publishing.steps.looks import Row, filled

PAGE: Final = re.compile(r"(?:p[aá]g(?:ina|\.|s)?|hoja|page|sheet)\b", re.IGNORECASE)
"""How a line begins that only counts pages."""


def printed_again(rows: Sequence[Row], header: Row, above: Collection[str]) -> list[int]:
    """Places of the rows that are the header once more, and of its titles directly above them.

    `header` is the last header row as it was read, `above` the texts of the rows before it. A
    header of one label is never taken away: it may be a value.
    """
    if filled(header) < 2:
        return []
    label = header[0]
    same = tuple(header)
    found: list[int] = []
    for place, row in enumerate(rows):
        if not row or row[0] != label or tuple(row) != same:
            continue
        top = place
        while top and top - 1 not in found and _is_above(rows[top - 1], above):
            top -= 1
        found += range(top, place + 1)
    return found


def _is_above(row: Row, above: Collection[str]) -> bool:
    text = note(row)
    return text in above or (filled(row) == 1 and PAGE.match(text) is not None)


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
