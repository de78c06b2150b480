"""Search, categories, institutions and data sets."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from openup.catalog import selectors
from openup.catalog.pages import InstitutionPage, SearchPage, SearchQuery
from openup.web.asked import whole
from openup.web.citing import cite_dataset
from openup.web.paging import last_page, pages_of
from openup.web.templatetags.numbers import short

ORDERS = (
    ("relevance", gettext_lazy("Most relevant")),
    ("updated", gettext_lazy("Newest")),
    ("rows", gettext_lazy("Most rows")),
    ("title", gettext_lazy("By title")),
)


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something to drop from a search that found nothing, and the results that this brings."""

    label: str
    results: int
    address: str


def language() -> str:
    """The language of this page."""
    return (get_language() or "es")[:2]


def asked(values: QueryDict) -> SearchQuery:
    """What a search address asks; what it does not understand is left out."""
    order = values.get("order", "")
    return SearchQuery(
        text=values.get("q", "").strip()[:200],
        order=order if order in dict(ORDERS) else ORDERS[0][0],
        page=whole(values.get("page", ""), least=1, most=10_000),
        institution=tuple(values.getlist("institution")),
        category=tuple(values.getlist("category")),
        format=tuple(values.getlist("format")),
        frequency=tuple(values.getlist("frequency")),
        year=tuple(values.getlist("year")),
    )


def search(request: HttpRequest) -> HttpResponse:
    """Data sets by words and facets."""
    query = asked(request.GET)
    page = selectors.search(query, language())
    place = {"total": page.total, "size": query.per_page, "current": query.page}
    last = last_page(request.GET, **place)
    if last is not None:
        return redirect(f"{request.path}{last}")
    pages = pages_of(request.GET, **place, name=_("Pages of results"))
    shown = {
        "page": page,
        "pages": pages,
        "chosen": sum(value.chosen for facet in page.facets for value in facet.values),
        "orders": ORDERS,
        "kept": [item for item in request.GET.lists() if item[0] not in ("order", "page")],
        "ways": ways_out(page, request.GET),
        "text": query.text,
        "room": "search",
    }
    return render(request, "catalog/search.html", shown)


def ways_out(page: SearchPage, values: QueryDict) -> tuple[WayOut, ...]:
    """What to drop so that there are results, and how many that would bring."""
    made = []
    for kind, value, results in page.without:
        if not results:
            continue
        changed = values.copy()
        if kind in ("text", "word"):
            words = changed.get("q", "").split()
            left = [word for word in words if word != value] if kind == "word" else []
            changed["q"] = " ".join(left)
        else:
            changed.setlist(kind, [one for one in changed.getlist(kind) if one != value])
        label = _label(page, kind, value) or changed.get("q", "")
        made.append(WayOut(label, results, f"?{changed.urlencode()}"))
    return tuple(made)


def _label(page: SearchPage, kind: str, value: str) -> str:
    for facet in page.facets:
        for one in facet.values:
            if facet.name == kind and one.value == value:
                return one.label
    return value or page.query.text


def categories(request: HttpRequest) -> HttpResponse:
    """All categories, each with what people ask of it."""
    shown = {"lines": selectors.categories(language()), "room": "categories"}
    return render(request, "catalog/categories.html", shown)


def category(request: HttpRequest, slug: str) -> HttpResponse:
    """One category with its data sets."""
    shown = {"page": selectors.category(slug, language()), "room": "categories"}
    return render(request, "catalog/category.html", shown)


def institutions(request: HttpRequest) -> HttpResponse:
    """All institutions in one table."""
    shown = {"lines": selectors.institutions(), "room": "institutions"}
    return render(request, "catalog/institutions.html", shown)


def institution(request: HttpRequest, slug: str) -> HttpResponse:
    """One institution: what it publishes and since when."""
    page = selectors.institution(slug, language())
    shown = {"page": page, "sentence": sentence_of(page), "room": "institutions"}
    return render(request, "catalog/institution.html", shown)


def sentence_of(page: InstitutionPage) -> str:
    """The first sentence of an institution's page: what it publishes, in numbers."""
    if not page.datasets:
        return _("It takes part in the programme and has not published anything yet.")
    return ngettext(
        "It publishes %(sets)s data set with %(rows)s rows in all.",
        "It publishes %(sets)s data sets with %(rows)s rows in all.",
        page.line.datasets,
    ) % {"sets": short(page.line.datasets), "rows": short(page.line.rows)}


def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    """One data set with its tables, versions and how to cite it."""
    page = selectors.dataset(slug, language())
    shown = {"page": page, "citation": cite_dataset(page, request), "room": "search"}
    return render(request, "catalog/dataset.html", shown)
