"""Every page costs a fixed number of queries, however much there is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from openup.catalog import selectors
from openup.catalog.pages import SearchQuery
from openup.kernel import clock
from openup.kernel.errors import Missing
from tests.catalog.conftest import release_of

PAGES = {
    "home": (6, lambda: selectors.home("es")),
    "latest": (1, lambda: selectors.latest(5, "es")),
    "categories": (1, lambda: selectors.categories("es")),
    "category": (3, lambda: selectors.category("contratacion", "es")),
    "institutions": (1, lambda: selectors.institutions()),
    "institution": (4, lambda: selectors.institution("salud", "es")),
    "dataset": (4, lambda: selectors.dataset("d0", "es")),
    "resource": (2, lambda: selectors.resource("d0", "tabla")),
    "old release": (2, lambda: selectors.resource("d0", "tabla", 1)),
    "search": (8, lambda: selectors.search(SearchQuery("conjunto"), "es")),
    "everything": (7, lambda: selectors.search(SearchQuery(""), "es")),
    "pin": (1, lambda: selectors.pin(selectors.resource("d0", "tabla").release.pin.release)),
}


@pytest.mark.parametrize("name", [name for name in PAGES if name != "pin"])
def test_a_page_costs_the_same_for_one_data_set_and_for_many(
    publish, django_assert_num_queries, name
):
    queries, page = PAGES[name]
    publish("d0", "Conjunto 0", release_of("0"), category="contratacion")
    with django_assert_num_queries(queries):
        page()
    for number in range(1, 6):
        publish(
            f"d{number}", f"Conjunto {number}", release_of(f"{number}"), category="contratacion"
        )
    publish("d0", "Conjunto 0", release_of("otra"))
    with django_assert_num_queries(queries):
        page()


@pytest.mark.parametrize(
    "page",
    [
        lambda: selectors.category("nada", "es"),
        lambda: selectors.institution("nada", "es"),
        lambda: selectors.dataset("nada", "es"),
        lambda: selectors.resource("nada", "nada"),
        lambda: selectors.pin("0" * 64),  # type: ignore[arg-type]
    ],
)
def test_what_is_not_there_is_said(portal, page):
    with pytest.raises(Missing, match="There is no"):
        page()


def test_the_home_page_counts_what_is_published(publish):
    with clock.standing_at(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        publish("a", "A", release_of("1", rows=100), category="contratacion")
        publish("b", "B", release_of("2", rows=5), institution="obras")
        home = selectors.home("en")
    assert (home.datasets, home.institutions, home.tables, home.releases) == (2, 2, 2, 2)
    assert (home.rows, home.cells, home.faults) == (105, 210, 4)
    assert [one.slug for one in home.latest] == ["b", "a"]
    assert [one.slug for one in home.most_rows] == ["a", "b"]
    assert home.categories[0].name == "Public procurement"
    assert len(home.weeks) == 52
    assert home.weeks[-1].releases == 2
    assert str(home.weeks[-1].begins) == "2026-11-16"


def test_an_institution_without_data_sets_counts_none(portal):
    page = selectors.institution("salud", "es")
    assert (page.line.datasets, page.line.last_release, page.datasets) == (0, None, ())


def test_a_category_names_who_publishes_in_it(publish):
    publish("a", "A", release_of("1"), category="contratacion")
    publish("b", "B", release_of("2"), institution="obras", category="contratacion")
    publish("c", "C", release_of("3"), institution="obras")
    page = selectors.category("contratacion", "es")
    assert [(one.slug, one.datasets) for one in page.institutions] == [("obras", 1), ("salud", 1)]
    assert page.rows == 20
