"""The first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openup.catalog import selectors
from openup.catalog.pages import HomePage
from openup.web.finding import finding


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the way of the data. A stage that nothing measures has no figure, not zero."""

    name: str | Promise
    figure: int = 0
    words: str | Promise = ""
    link: str = ""
    measured: bool = False


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
