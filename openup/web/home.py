"""The first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openup.catalog import selectors
from openup.catalog.pages import DatasetLine, HomePage
from openup.web import charts

LINES = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way of the data. A stage that nothing measures has no figure, not zero."""

    name: str | Promise
    figure: int = 0
    words: str | Promise = ""
    link: str = ""
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its chart, drawn wide and narrow."""

    title: str
    measure: str
    lines: tuple[DatasetLine, ...]
    wide: tuple[charts.Slice, ...]
    narrow: tuple[charts.Slice, ...]
    wide_height: int
    narrow_height: int


def home(request: HttpRequest) -> HttpResponse:
    """The promise, the search, the way of the data, a finding, and what was just published."""
    page = selectors.home(get_language() or "es")
    shown = {"page": page, "way": way(page), "finding": finding(page.most_rows, page.rows)}
    return render(request, "catalog/home.html", shown)


def way(page: HomePage) -> tuple[Step, ...]:
    """The eight stages; those that this portal does not run yet say so."""
    search, institutions = reverse("search"), reverse("institutions")
    return (
        Step(_("Guide")),
        Step(_("Inventory")),
        Step(_("Publication"), page.tables, _("tables with all their rows"), search, True),
        Step(_("Catalogue"), page.datasets, _("data sets that can be found"), institutions, True),
        Step(_("Quality")),
        Step(_("Signals")),
        Step(_("Participation")),
        Step(_("Accountability")),
    )


def finding(lines: Sequence[DatasetLine], rows: int) -> Finding | None:
    """How few data sets hold half of all rows. None while there is too little to say."""
    shown = tuple(lines[:LINES])
    if len(shown) < 3 or not rows:
        return None
    held = half = 0
    while half < len(shown) and held * 2 < rows:
        held += shown[half].rows
        half += 1
    named = [(line.title, line.rows) for line in shown]
    height = len(shown) * charts.SLICE_HEIGHT
    return Finding(
        _sentence(half, round(100 * held / rows)),
        _("Rows in the data sets that have most of them"),
        shown,
        charts.slices(named, wide=720, letters=80, marked=half),
        charts.slices(named, wide=300, letters=40, marked=half),
        height,
        height,
    )


def _sentence(sets: int, percent: int) -> str:
    return ngettext(
        "One data set holds %(percent)s of every 100 rows",
        "%(sets)s data sets hold %(percent)s of every 100 rows",
        sets,
    ) % {"sets": sets, "percent": percent}
