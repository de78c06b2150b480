"""Tells one record over several rows: columns whose value stands only in the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openup.kernel.words import say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.reading import Column, Layout
from openup.publishing.steps.layout.looks import Row, column_kinds, filled, is_empty

_LEAST_ROWS: Final = 3
_LEAST_SHARE: Final = 0.05
_GROUPED: Final = 0.5
"""Share of rows below others from which on a single column is believed to be that of a group."""


def blank_below(
    rows: Sequence[tuple[int, Row]], layout: Layout, columns: Sequence[Column]
) -> Fault | None:
    """The fault of a table whose rows belong to the record above them, or None.

    `rows` are its first rows with their numbers. Nothing is filled in: whether an amount counts
    for each of the rows or once, only its author knows.
    """
    out = {*layout.foot_rows, *layout.total_rows}
    body = [
        (at, row) for at, row in rows
        if at >= layout.first_data_row and at not in out and (filled(row) > 1 or _is_below(row))
    ]  # fmt: skip
    below = [(at, row) for at, row in body if is_empty(row[0])]
    firsts = [row for _, row in body if not is_empty(row[0])]
    if not firsts or is_empty(body[0][1][0]):
        return None
    if len(below) < max(_LEAST_ROWS, _LEAST_SHARE * len(body)):
        return None
    lower = [row for _, row in below]
    places = [
        place for place in range(len(columns))
        if _share(lower, place) <= 0.05 and _share(firsts, place) >= 0.8
    ]  # fmt: skip
    held = any(_share(lower, place) >= 0.5 for place in range(len(columns)))
    if not held or not (len(places) > 1 or _is_group(firsts, lower, places)):
        return None
    return _fault([columns[place].name for place in places], len(below), len(body), below[0][0])


def _is_below(row: Row) -> bool:
    return filled(row) > 0 and is_empty(row[0])


def _share(rows: Sequence[Row], place: int) -> float:
    """The share of rows with a written cell at this place."""
    return sum(place < len(row) and not is_empty(row[place]) for row in rows) / len(rows)


def _is_group(firsts: Sequence[Row], lower: Sequence[Row], places: Sequence[int]) -> bool:
    """One column alone: words that come once each, above most of the rows."""
    names = [(row[0] or "").strip() for row in firsts]
    return (
        list(places) == [0]
        and len(lower) >= _GROUPED * (len(lower) + len(firsts))
        and len(set(names)) >= 0.9 * len(names)
        and column_kinds(firsts, 1)[0] not in ("number", "date")
    )


def _fault(names: Sequence[str], rows: int, of: int, first: int) -> Fault:
    return Fault(
        "blank-below",
        Level.TABLE,
        say(
            "Rows seem to belong to the record above them: %(rows)s of the first %(of)s leave "
            "%(columns)s empty.",
            rows=rows,
            of=of,
            columns=", ".join(names),
        ),
        say("Write these values in each row that they belong to. None was filled in."),
        Place(row=first),
    )
