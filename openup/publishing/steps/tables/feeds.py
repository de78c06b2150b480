"""Line feeds within the cells of a row, counted as the row is written: they tell its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openup.store.sql import Sql, fill, join, text

_REPEATS_MOST: Final = 1000
"""The engine's regular expressions repeat no further."""


def counted(cells: Sequence[Sql], held: Sequence[Sql], delimiter: str) -> Sql:
    """How many line feeds stand within the cells of a row; null where there are none.

    `held` are the conditions that one does. Where a line within a cell is a record by itself the
    answer is -1: stray quotes may stand around it.
    """
    whole = fill("concat($cells)", cells=join(", ", cells))
    return fill(
        "case when $held then case when $swallowed then -1 "
        "else strlen($whole) - strlen(replace($whole, chr(10), '')) end end::integer",
        held=join(" or ", held),
        swallowed=_swallowed(cells, delimiter),
        whole=whole,
    )


def _swallowed(cells: Sequence[Sql], delimiter: str) -> Sql:
    others = min(len(cells) - 1, _REPEATS_MOST)
    if others < 1:
        return fill("false")
    sign = f"\\x{{{ord(delimiter):x}}}"
    return fill(
        "len(list_filter([$cells], lambda cell: regexp_matches(cell, $record))) > 0",
        cells=join(", ", cells),
        record=text(rf"\n(?:[^\n{sign}]*{sign}){{{others}}}[^\n]*\n"),
    )
