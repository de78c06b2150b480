"""What a citizen types at the demonstration, and the data set that must come first of all."""

from __future__ import annotations

import pytest

from openup.catalog import actions, selectors
from openup.catalog.pages import SearchQuery
from openup.catalog.search.ranking import Wanted, score
from openup.catalog.search.thesaurus import same_thing
from openup.catalog.search.understood import understand
from openup.catalog.search.words import fold, stem
from openup.flow.demonstration.institutions import CATEGORIES, INSTITUTIONS
from openup.flow.demonstration.programme import datasets
from openup.people import actions as people
from tests.catalog.conftest import release_of

NOISE = {
    "avance-obra": ("contrato", "clave_contrato", "contratista", "monto_contrato"),
    "compras-medicamento": ("contrato", "numero_contrato"),
    "nomina": ("sueldo_mensual", "compensacion"),
    "subsidios-apoyos": ("municipio", "programa"),
    "reportes-070": ("agua", "obra", "sancion", "calle"),
}
"""Columns and values that say what a data set is not about."""

ASKED = {
    "contratos": "contratos",
    "Contrato": "contratos",
    "contratos adjudicados": "contratos",
    "sueldos": "nomina",
    "nómina": "nomina",
    "salario": "nomina",
    "nomina del govierno": "nomina",
    "agua": "calidad-agua",
    "agua potable": "calidad-agua",
    "fugas": "fugas-agua",
    "medicinas": "existencias-medicamento",
    "medicamento": "compras-medicamento",
    "calidad del aire": "calidad-aire",
    "contaminacion": "calidad-aire",
    "presas": "niveles-presas",
    "obras": "avance-obra",
    "obra publica": "avance-obra",
    "baches": "reportes-070",
    "sanciones": "servidores-sancionados",
    "proveedores sancionados": "proveedores-sancionados",
    "proveedores": "padron-proveedores",
    "deuda": "deuda-publica",
    "declaraciones": "declaraciones",
    "declaracion patrimonial": "declaraciones",
    "presupuesto": "presupuesto-egresos",
    "delitos": "incidencia-delictiva",
    "escuelas": "escuelas",
    "museos": "visitantes-recintos",
    "hospitales": "plantilla-hospitales",
    "viaticos": "viaticos",
}


@pytest.fixture
def demonstration(db, publish, portal):
    """The data sets of the demonstration with their own words, without their rows."""
    for body in INSTITUTIONS:
        if body.slug not in ("salud", "obras"):
            people.register_institution(by=portal, slug=body.slug, name=body.name)
    for theme in CATEGORIES:
        if theme.slug not in ("contratacion", "cultura"):
            actions.create_category(
                by=portal, slug=theme.slug, name_es=theme.name_es, name_en=theme.name_en
            )
    for plan in datasets():
        noise = NOISE.get(plan.slug, ())
        publish(
            plan.slug,
            plan.title,
            release_of(plan.slug, columns=("folio", *noise), values=noise),
            institution=plan.institution,
            category=plan.category,
            description=plan.description,
            keywords=plan.keywords,
        )


def test_what_a_citizen_looks_for_is_among_the_first_three(demonstration):
    missed = {}
    for typed, sought in ASKED.items():
        first = [line.slug for line in selectors.search(SearchQuery(typed), "es").results[:3]]
        if sought not in first:
            missed[typed] = first
    assert missed == {}


def test_the_data_set_of_contracts_comes_before_what_mentions_them(demonstration):
    results = selectors.search(SearchQuery("contratos"), "es").results
    assert next(line.slug for line in results) == "contratos"


def nearness(typed: str, title: str, keywords: tuple[str, ...] = ()) -> float:
    asked = [Wanted((word,), frozenset({stem(word)})) for word in map(fold, typed.split())]
    return score(title, keywords, asked)


@pytest.mark.parametrize(
    ("typed", "nearer", "farther"),
    [
        ("contratos", "Contratos de salud", "Avance de obra"),
        ("contratos", "Contratos de salud", "Contrato de salud"),
        ("contratos", "Contrato de salud", "Contratación de salud"),
        ("contratos", "Contratos de salud", "Salud y sus contratos"),
        ("contratos", "Contratos", "Contratos de salud"),
        ("obra pública", "Obra pública por municipio", "Obra por municipio, pública"),
        ("obra pública", "Avance de la obra pública", "Obra de teatro"),
    ],
)
def test_one_title_is_nearer_than_another(typed, nearer, farther):
    assert nearness(typed, nearer) > nearness(typed, farther)


def test_a_title_is_nearer_than_a_keyword_and_a_keyword_nearer_than_nothing():
    title = nearness("contratos", "Lista de contratos")
    keyword = nearness("contratos", "Lista de compras", ("contratos",))
    assert title > keyword > nearness("contratos", "Lista de compras") == 0


def test_pages_of_results_do_not_overlap_where_the_ranking_ends(publish, monkeypatch):
    monkeypatch.setattr("openup.catalog.search.answer.RANKED", 4)
    for number in range(9):
        publish(f"d{number}", f"Lista {number}", release_of(str(number)))
    seen = [
        line.slug
        for page in (1, 2, 3)
        for line in selectors.search(SearchQuery("lista", page=page, per_page=3), "es").results
    ]
    assert sorted(seen) == [f"d{number}" for number in range(9)]


def test_other_words_for_a_thing_are_searched_and_said(publish):
    publish("farmacia", "Existencias de medicamento", release_of("1"))
    assert "medicament" in same_thing(stem("medicinas"))
    page = selectors.search(SearchQuery("medicinas"), "es")
    assert [line.slug for line in page.results] == ["farmacia"]
    assert page.tried == ("medicamento",)


def test_a_question_without_one_of_its_words_keeps_the_rest_together(publish):
    publish("farmacia", "Existencias de medicamento", release_of("1"))
    left = understand("existencias medicinas").without("existencias")
    assert (left.words, left.forms) == (("medicinas",), (("medicamento",),))
    assert left.stems == (("medicament",),)
