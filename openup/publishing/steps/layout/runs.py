"""Rows without a blank row between them, and whether they have a header of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from openup.publishing.steps.layout.layout import Laid, lay_out
from openup.publishing.steps.layout.looks import Row, filled, is_blank, is_empty, is_year, kind

HEAD: Final = 30
"""Rows of a run that are kept to be looked at."""
RUNS_MOST: Final = 2_000
_TITLE_ROWS: Final = 8

Numbered = tuple[int, Row]


@dataclass(slots=True)
class Run:
    """Rows without a blank row between them: the first of them, and where the last one stands."""

    head: list[Numbered]
    last: int
    count: int = 1

    @property
    def first(self) -> int:
        return self.head[0][0]

    @property
    def is_title(self) -> bool:
        """A few rows of one written cell, as titles and notes are."""
        return self.count <= _TITLE_ROWS and all(filled(row) < 2 for _, row in self.head)


def with_gaps(rows: Iterable[Numbered]) -> Iterator[Numbered]:
    """Rows of a sheet whose blank rows were left out, with one blank row for each gap."""
    before = 0
    for at, row in rows:
        if before and at > before + 1:
            yield at - 1, ()
        yield at, row
        before = at


def runs(rows: Iterable[Numbered]) -> Iterator[Run]:
    """The runs of a table in file order; the last of very many holds all that follows."""
    run: Run | None = None
    given = 0
    for at, row in rows:
        if is_blank(row):
            if run is not None and given < RUNS_MOST:
                yield run
                run, given = None, given + 1
        elif run is None:
            run = Run([(at, row)], at)
        else:
            run.last, run.count = at, run.count + 1
            if len(run.head) < HEAD:
                run.head.append((at, row))
    if run is not None:
        yield run


def header_of(run: Run) -> Laid | None:
    """How the run is laid out if it has a header of its own over at least one row."""
    if run.count < 2:
        return None
    laid = lay_out([row for _, row in run.head], numbers=[at for at, _ in run.head])
    labels = [column.label.strip() for column in laid.columns if column.label.strip()]
    if not laid.layout.header_rows or laid.layout.first_data_row > run.head[-1][0]:
        return None
    if len(set(labels)) < 2 or any(label.endswith(":") or len(label) > 200 for label in labels):
        return None
    return None if any(_is_value(cell) for cell in laid.header) else laid


def _is_value(cell: str | None) -> bool:
    return bool(cell) and not is_year(cell or "") and kind(cell or "") in ("number", "date", "null")


def labels_of(laid: Laid) -> list[tuple[int, str]]:
    """The labels of a header as they compare: their places, and their words folded."""
    return [
        (place, " ".join(column.label.split()).casefold())
        for place, column in enumerate(laid.columns)
        if not is_empty(column.label)
    ]
