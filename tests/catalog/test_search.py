"""What people type, and what they find."""

from __future__ import annotations

import pytest

from openup.catalog import selectors
from openup.catalog.pages import SearchPage, SearchQuery
from openup.catalog.search.words import around, distance, fold, marked, stem
from tests.catalog.conftest import release_of


@pytest.fixture
def catalogue(publish):
    """Four data sets of two institutions."""
    publish(
        "contratos",
        "Contratos de obra pública",
        release_of("1", columns=("folio", "proveedor", "monto"), values=("Hormigón del Norte",)),
        institution="obras",
        category="contratacion",
        description="Cada contrato firmado, con su proveedor y su monto.",
        keywords=("licitaciones", "adjudicaciones"),
        frequency="monthly",
    )
    publish(
        "medicamentos",
        "Existencias de medicamento por unidad",
        release_of("2", columns=("unidad", "clave"), format="excel"),
        category="contratacion",
        frequency="daily",
    )
    publish("museos", "Museos y casas de cultura", release_of("3"), category="cultura")
    publish("sanciones", "Servidores públicos sancionados", release_of("4"))


def found(text: str, **facets: object) -> SearchPage:
    return selectors.search(SearchQuery(text, **facets), "es")  # type: ignore[arg-type]


def slugs(text: str, **facets: object) -> set[str]:
    return {line.slug for line in found(text, **facets).results}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("contratacion publica", {"contratos", "medicamentos"}),
        ("CONTRATACIÓN PÚBLICA", {"contratos", "medicamentos"}),
        ("medicamentos", {"medicamentos"}),
        ("museo", {"museos"}),
        ("licitación", {"contratos"}),
        ("hormigon", {"contratos"}),
        ("proveedores", {"contratos", "museos", "sanciones"}),
        ("ssa", {"medicamentos", "museos", "sanciones"}),
        ("public procurement", {"contratos", "medicamentos"}),
        ("servidores de la obra", set()),
    ],
)
def test_words_are_found_by_any_spelling(catalogue, typed, expected):
    assert slugs(typed) == expected


@pytest.mark.parametrize(
    ("typed", "mended", "expected"),
    [
        ("medicametos", "medicamento", {"medicamentos"}),
        ("sansionados", "sancionados", {"sanciones"}),
        ("licitasiones", "licitaciones", {"contratos"}),
        ("muesos", "museos", {"museos"}),
        ("hormi", "hormigón", {"contratos"}),
    ],
)
def test_a_typo_is_mended_and_the_word_is_said(catalogue, typed, mended, expected):
    page = found(typed)
    assert {line.slug for line in page.results} == expected
    assert mended in page.tried


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", "\\", "*", "a*", "NEAR(", 'x" OR "y', "title:contratos", "^contratos", "-obra",
        "a AND", "(", ")", "%", "_", "'; drop table catalog_dataset; --", "\0", "&|!<->", ":*",
        "obra\0pública", "🙂", "ﬁn", "а" * 600, " ", "¿?", "{x}", "$1", "%s", "%(x)s",
    ],
)  # fmt: skip
def test_any_text_is_only_ever_words(catalogue, typed):
    page = found(typed, institution=(typed,), year=(typed,))
    assert page.total == len(page.results)
    assert found("museo").total == 1


def test_no_text_finds_everything_newest_first(catalogue):
    page = found("")
    assert [line.slug for line in page.results] == [
        "sanciones", "museos", "medicamentos", "contratos",
    ]  # fmt: skip


def test_signs_without_a_word_find_nothing(catalogue):
    assert found("¿?").total == 0


def test_the_title_weighs_more_than_a_column(publish):
    publish("a", "Padrón de comercios", release_of("1", columns=("museo",)))
    publish("b", "Museos del estado", release_of("2", columns=("nombre",)))
    assert [line.slug for line in found("museo").results] == ["b", "a"]


def test_the_answer_shows_where_it_matched(catalogue):
    (line,) = found("hormigon del norte").results
    assert [(place.field, place.parts) for place in line.where] == [
        ("value", (("Hormigón", True), (" del ", False), ("Norte", True)))
    ]
    (line,) = found("contratos monto").results
    assert [place.field for place in line.where] == ["title", "description", "category", "column"]
    assert line.where[0].parts == (("Contratos", True), (" de obra pública", False))


def test_facets_count_what_each_value_would_leave(catalogue):
    page = found("contratacion", institution=("obras",))
    facets = {facet.name: facet.values for facet in page.facets}
    assert page.total == 1
    assert [(one.value, one.count, one.chosen) for one in facets["institution"]] == [
        ("obras", 1, True),
        ("salud", 1, False),
    ]
    assert [(one.label, one.count) for one in facets["category"]] == [("Contratación pública", 1)]
    assert [one.value for one in facets["format"]] == ["csv"]
    assert [one.value for one in facets["frequency"]] == ["monthly"]


def test_values_of_one_facet_widen_and_facets_narrow(catalogue):
    assert slugs("", institution=("obras", "salud")) == {
        "contratos", "medicamentos", "museos", "sanciones",
    }  # fmt: skip
    assert slugs("", institution=("salud",), format=("excel",)) == {"medicamentos"}


def test_labels_are_in_the_language_of_the_reader(catalogue):
    page = selectors.search(SearchQuery("", category=("cultura",)), "en")
    assert page.results[0].category == "Culture"


def test_no_answer_says_what_dropping_each_part_would_bring(catalogue):
    page = found("museos contratos", institution=("salud",))
    assert page.total == 0
    assert page.without == (
        ("word", "museos", 1),
        ("word", "contratos", 1),
        ("text", "museos contratos", 3),
    )
    page = found("museos", institution=("obras",))
    assert ("institution", "obras", 1) in page.without


def test_an_answer_comes_in_pages(catalogue):
    first = found("", per_page=3)
    second = found("", per_page=3, page=2)
    assert (first.total, len(first.results), len(second.results)) == (4, 3, 1)
    assert found("", page=-5).results
    assert found("", page=99).results == ()


def test_other_orders(catalogue):
    assert found("", order="title").results[0].slug == "contratos"
    assert len(found("contratacion", order="rows").results) == 2


def test_what_a_data_set_no_longer_says_is_no_longer_found(publish):
    publish("a", "Lista", release_of("1", columns=("cuidadora",), values=("Nochistlán",)))
    assert slugs("nochistlan") == {"a"}
    publish("a", "Lista", release_of("2", columns=("otra",)))
    assert slugs("nochistlan") == set()
    assert slugs("nochistlam") == set()
    assert slugs("lista") == {"a"}


def test_both_spellings_meet_in_one_stem():
    for one, other in (
        ("contratación", "contrataciones"),
        ("sanción", "sanciones"),
        ("públicas", "público"),
        ("educacion", "educación"),
    ):
        assert stem(fold(one)) == stem(fold(other))
    assert stem("ca-2024") == "ca-2024"


def test_marks_stand_on_whole_words():
    assert marked("Obra pública y obras", {stem("obra")}) == (
        ("Obra", True), (" pública y ", False), ("obras", True),
    )  # fmt: skip
    assert marked("nada", {"obra"}) == ()


def test_a_long_text_is_cut_around_the_word():
    text = "palabra " * 60 + "tesoro " + "palabra " * 60
    cut = around(text, {"tesor"})
    assert "tesoro" in cut
    assert len(cut) < 200


def test_a_swap_of_neighbours_is_one_edit():
    assert distance("muesos", "museos", most=2) == 1
    assert distance("obra", "museos", most=2) == 3
