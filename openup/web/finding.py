"""The finding of the first page: what a large table says, with its chart and its seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openup.catalog import selectors
from openup.catalog.pages import DatasetLine, Pin
from openup.publishing.draft import Bar, ColumnProfile
from openup.publishing.reading import ColumnType
from openup.web import charts
from openup.web.templatetags.numbers import number

LINES = 6
FEW, MANY = 3, 8
"""How many different values a column has whose shares can be drawn."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding: its sentence, what is measured, its figures, and the releases they come from."""

    title: str
    measure: str
    head: str
    lines: tuple[tuple[str, int], ...]
    pins: tuple[Pin, ...]
    wide: tuple[charts.Slice, ...]
    narrow: tuple[charts.Slice, ...]
    height: int


def finding(lines: Sequence[DatasetLine], rows: int) -> Finding | None:
    """What one column of a large table says, else how few data sets hold the rows, else None."""
    for line in lines[:LINES]:
        if line.pin is not None:
            for column in _profile(line.pin):
                if uneven(column):
                    return _of_column(line, line.pin, column)
    return _of_sizes(lines[:LINES], rows)


@lru_cache(maxsize=32)
def _profile(pin: Pin) -> tuple[ColumnProfile, ...]:
    # A release never changes, so what was read of it once may be kept.
    return selectors.resource(pin.dataset, pin.resource, number=pin.number).profile


def uneven(column: ColumnProfile) -> bool:
    """Whether a few values share the column, one of them well before the others."""
    if column.type is not ColumnType.TEXT or column.histogram or not column.distinct_exact:
        return False
    if not FEW <= column.distinct <= MANY or len(column.bars) < FEW or column.empty:
        return False
    first, second = column.bars[0].rows, column.bars[1].rows
    return 0.3 * column.rows <= first <= 0.9 * column.rows and first >= 1.3 * second


def _of_column(line: DatasetLine, pin: Pin, column: ColumnProfile) -> Finding:
    bars: tuple[Bar, ...] = column.bars[:LINES]
    share = round(100 * bars[0].rows / column.rows)
    title = _("%(share)s of every 100 rows of “%(title)s” say “%(value)s”") % {
        "share": share,
        "title": line.title,
        "value": bars[0].label,
    }
    measure = _("Rows by the values of the column %(column)s, out of %(rows)s") % {
        "column": column.name,
        "rows": number(column.rows),
    }
    lines = tuple((bar.label, bar.rows) for bar in bars)
    return _drawn(title, measure, column.name, lines, (pin,), 1)


def _of_sizes(lines: Sequence[DatasetLine], rows: int) -> Finding | None:
    if len(lines) < FEW or not rows:
        return None
    held = half = 0
    while half < len(lines) and held * 2 < rows:
        held += lines[half].rows
        half += 1
    title = ngettext(
        "One data set holds %(percent)s of every 100 rows",
        "%(sets)s data sets hold %(percent)s of every 100 rows",
        half,
    ) % {"sets": half, "percent": round(100 * held / rows)}
    measure = _("Rows in the data sets that have most of them")
    pins = tuple(line.pin for line in lines if line.pin is not None)
    figures = tuple((line.title, line.rows) for line in lines)
    return _drawn(title, measure, _("Data set"), figures, pins, half)


def _drawn(
    title: str,
    measure: str,
    head: str,
    lines: tuple[tuple[str, int], ...],
    pins: tuple[Pin, ...],
    marked: int,
) -> Finding:
    return Finding(
        title,
        measure,
        head,
        lines,
        pins,
        charts.slices(lines, wide=720, letters=80, marked=marked),
        charts.slices(lines, wide=300, letters=40, marked=marked),
        len(lines) * charts.SLICE_HEIGHT,
    )
