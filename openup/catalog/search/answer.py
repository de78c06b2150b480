"""The one door of the search: a question in, a page of data sets out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Count, Exists, OuterRef, QuerySet

from openup.catalog import lines
from openup.catalog.models import Category, Dataset
from openup.catalog.pages import DatasetLine, Facet, FacetValue, Match, SearchPage, SearchQuery
from openup.catalog.search.index import engine
from openup.catalog.search.models import FacetEntry, FullText
from openup.catalog.search.ranking import score
from openup.catalog.search.understood import Understood, understand
from openup.catalog.search.words import around, marked
from openup.people.models import Institution

Found = QuerySet[Dataset] | QuerySet[FullText]
"""Records whose primary key is a data set's."""

FACETS = ("institution", "category", "format", "frequency", "year")
ORDERS = {
    "updated": ("-updated", "pk"),
    "title": ("title", "pk"),
    "rows": ("-rows", "pk"),
}
_OF_TEXT = {"-updated": "-dataset__updated", "title": "dataset__title", "-rows": "-dataset__rows"}
MOST_PLACES = 5
RANKED = 200
"""As many of what the engine finds best are put in order by their own words."""

_MOST_PAGES = 10_000


def search(query: SearchQuery, language: str) -> SearchPage:
    """Answer a question. Any text is safe: it is only ever taken apart into words."""
    query = _sound(query)
    understood = understand(query.text)
    if query.text.strip() and not understood.words:
        return SearchPage(query, 0, (), _facets(Dataset.objects.none(), query, language))
    base = _found(understood)
    chosen = _chosen(base, query)
    total = chosen.count()
    return SearchPage(
        query=query,
        total=total,
        results=_results(chosen, query, understood, language) if total else (),
        facets=_facets(base, query, language),
        tried=understood.tried,
        without=() if total else _without(base, query, understood),
    )


def _sound(query: SearchQuery) -> SearchQuery:
    """The question within its limits: a page that can be, a known order."""
    return replace(
        query,
        text=query.text.replace("\0", " ")[:500],
        page=min(max(query.page, 1), _MOST_PAGES),
        per_page=min(max(query.per_page, 1), 100),
    )


def _found(understood: Understood) -> Found:
    """What has the words: texts of the search, or all data sets when there are none."""
    if not understood.words:
        return _standing()
    return engine().matching(understood.stems)


def _standing() -> QuerySet[Dataset]:
    """All data sets but those of which everything was withdrawn."""
    return Dataset.objects.filter(tables__gt=0)


def _values(query: SearchQuery, facet: str) -> tuple[str, ...]:
    values: tuple[str, ...] = getattr(query, facet)
    return tuple(value.replace("\0", "") for value in values)


def _chosen(base: Found, query: SearchQuery, *, but: str | None = None) -> Found:
    """What the chosen facets leave, one of them passed over.

    Asked of each match rather than as a list of rows: FTS5 would search once for each row.
    """
    for facet in FACETS:
        if _values(query, facet) and facet != but:
            values = FacetEntry.objects.filter(facet=facet, value__in=_values(query, facet))
            base = base.filter(Exists(values.filter(dataset=OuterRef("pk"))))
    return base


def _results(
    chosen: Found, query: SearchQuery, understood: Understood, language: str
) -> tuple[DatasetLine, ...]:
    identifiers = _page(chosen, query, understood)
    found = Dataset.objects.select_related(*lines.DATASET, "entry").prefetch_related("resources")
    datasets = found.in_bulk(identifiers)
    return tuple(
        lines.dataset_line(datasets[one], language, _places(datasets[one], understood, language))
        for one in identifiers
        if one in datasets
    )


def _page(chosen: Found, query: SearchQuery, understood: Understood) -> list[int]:
    """The identifiers of this page's data sets, in the order that was asked for."""
    by_text = chosen.model is FullText
    begin, end = (query.page - 1) * query.per_page, query.page * query.per_page
    order = ORDERS.get(query.order, ORDERS["updated"])
    if by_text:
        order = tuple(_OF_TEXT.get(key, key) for key in order)
    if by_text and query.order not in ORDERS:
        order = ("distance", *order)
        if begin < RANKED:
            return _ranked(chosen.order_by(*order), max(end, RANKED), understood)[begin:end]
    return list(chosen.order_by(*order).values_list("pk", flat=True)[begin:end])


def _ranked(found: Found, most: int, understood: Understood) -> list[int]:
    """The first of what was found: the best of them by their own words, then the engine's order."""
    lines = list(found.values_list("pk", "dataset__title", "dataset__keywords")[:most])
    asked = understood.asked()
    near = {key: score(title, keywords, asked) for key, title, keywords in lines[:RANKED]}
    return [
        *sorted(near, key=lambda key: -near[key]),
        *(key for key, _, _ in lines[RANKED:]),
    ]


def _places(dataset: Dataset, understood: Understood, language: str) -> tuple[Match, ...]:
    """Where it matched: its own words first, then columns and values, at most three of a kind."""
    wanted = understood.wanted
    if not wanted:
        return ()
    category = lines.category_name(dataset.category, language) if dataset.category else ""
    places: list[Match] = []
    for field, texts in (
        ("title", [dataset.title]),
        ("description", [around(dataset.description, wanted)]),
        ("keyword", dataset.keywords),
        ("table", [one.title for one in dataset.resources.all() if one.current_id]),
        ("institution", [dataset.institution.name, dataset.institution.acronym]),
        ("category", [category]),
        ("column", dataset.entry.columns),
        ("value", dataset.entry.values),
    ):
        parts = [found for found in (marked(text, wanted) for text in texts) if found]
        places += [Match(field, found) for found in parts[:3]]
    return tuple(places[:MOST_PLACES])


def _facets(base: Found, query: SearchQuery, language: str) -> tuple[Facet, ...]:
    """Every facet with what each of its values would leave, all counted in one query."""
    counts = [
        FacetEntry.objects.filter(
            facet=facet, dataset__in=_chosen(base, query, but=facet).values("pk")
        )
        .values("facet", "value")
        .annotate(datasets=Count("pk"))
        for facet in FACETS
    ]
    counted: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for line in counts[0].union(*counts[1:], all=True):
        counted[line["facet"]][line["value"]] = line["datasets"]
    names = _names(counted, language)
    return tuple(
        Facet(facet, _facet_values(facet, counted[facet], _values(query, facet), names))
        for facet in FACETS
    )


def _facet_values(
    facet: str,
    counted: dict[str, int],
    chosen: Sequence[str],
    names: dict[tuple[str, str], str],
) -> tuple[FacetValue, ...]:
    """By number of data sets; a chosen value stays in sight when nothing is left of it."""
    shown = counted | {value: 0 for value in chosen if value not in counted}
    ordered = sorted(shown, key=lambda value: (-shown[value], value))
    if facet == "year":
        ordered = sorted(shown, reverse=True)
    return tuple(
        FacetValue(value, names.get((facet, value), value), shown[value], value in chosen)
        for value in ordered
    )


def _names(counted: dict[str, dict[str, int]], language: str) -> dict[tuple[str, str], str]:
    institutions = Institution.objects.filter(slug__in=counted["institution"])
    categories = Category.objects.filter(slug__in=counted["category"])
    return {
        **{("institution", one.slug): one.name for one in institutions},
        **{("category", one.slug): lines.category_name(one, language) for one in categories},
    }


def _without(
    base: Found, query: SearchQuery, understood: Understood
) -> tuple[tuple[str, str, int], ...]:
    """What dropping each facet, each word, or the whole text would bring."""
    ways = [
        (facet, ", ".join(_values(query, facet)), _chosen(base, query, but=facet).count())
        for facet in FACETS
        if _values(query, facet)
    ]
    if len(understood.words) > 1:
        ways += [
            ("word", word, _chosen(_found(understood.without(word)), query).count())
            for word in understood.words
        ]
    if understood.words and any(_values(query, facet) for facet in FACETS):
        ways.append(("text", query.text, _chosen(_standing(), query).count()))
    return tuple(way for way in ways if way[2])
