"""Where the rows that a person said for the release before stand in the next file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from openup.kernel.words import say
from openup.publishing.reading import Column, Layout
from openup.publishing.steps.layout import labels
from openup.publishing.steps.layout.layout import Laid
from openup.publishing.steps.layout.looks import Row
from openup.publishing.steps.said.heard import Heard

_SAME: Final = 0.5
"""Least share of the labels before that a header must still hold to be believed again."""

_ADVICE: Final = say("Give rows near the top of the table that are written.")


@dataclass(frozen=True, slots=True)
class Rows:
    """The written rows at the head of a table and at its end, by their numbers."""

    head: Mapping[int, Row]
    ends: Mapping[int, Row]

    @property
    def whole(self) -> dict[int, Row]:
        return {**self.head, **self.ends}


def follow(laid: Laid, heard: Heard, rows: Rows) -> None:
    """Move what was said of header and first row to where these labels stand now, or let it go.

    Whoever speaks of one of them now speaks of both.
    """
    then, now = heard.then, heard.now
    if then.header_rows is None and then.first_data_row is None:
        return
    if now.header_rows is not None or now.first_data_row is not None:
        heard.then = replace(then, header_rows=None, first_data_row=None)
    elif heard.before is not None:
        old = heard.before.reading
        if old.layout.header_rows:
            _follow_labels(laid, heard, rows, (old.layout, _known(old.columns)))


def _follow_labels(
    laid: Laid, heard: Heard, rows: Rows, before: tuple[Layout, frozenset[str]]
) -> None:
    old, known = before
    found = _share(laid.columns, known)
    header: tuple[int, ...] | None = laid.layout.header_rows if found >= _SAME else None
    if heard.then.header_rows:
        share, header = _standing(laid, rows, old, known)
        header = header if share >= max(_SAME, found) else None
    if header:
        first = header[-1] + old.first_data_row - old.header_rows[-1]
        said_first = heard.then.first_data_row is not None
        heard.then = replace(
            heard.then,
            header_rows=header if heard.then.header_rows else None,
            first_data_row=first if said_first else None,
        )
        return
    numbers = ", ".join(map(str, old.header_rows))
    why = say("row %(rows)s does not hold the names of the columns any more.", rows=numbers)
    for name in ("header_rows", "first_data_row"):
        if heard.then.says(name) is not None:
            heard.misfit(name, why, _ADVICE)


def _standing(
    laid: Laid, rows: Rows, old: Layout, known: frozenset[str]
) -> tuple[float, tuple[int, ...] | None]:
    """The rows that hold most of the labels before, as far from each other as they were."""
    best: tuple[float, tuple[int, ...] | None] = (0.0, None)
    by_nearness = sorted(rows.head, key=lambda at: abs(at - old.header_rows[0]))
    for start in by_nearness:
        moved = tuple(at + start - old.header_rows[0] for at in old.header_rows)
        if any(at not in rows.head for at in moved):
            continue
        columns, _ = labels.name_columns([rows.head[at] for at in moved], len(laid.columns), moved)
        share = _share(columns, known)
        if share > best[0]:
            best = share, moved
    return best


def _known(columns: Sequence[Column]) -> frozenset[str]:
    return frozenset(column.label.strip() for column in columns) - {""}


def _share(columns: Sequence[Column], known: frozenset[str]) -> float:
    """How many of the labels before stand here."""
    return len(_known(columns) & known) / len(known) if known else 0.0
