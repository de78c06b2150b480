"""Every public page, in both languages, whole and within its promises."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.test import Client

from openup.catalog.pages import Pin
from tests.web.pages import PUBLIC, demand_page, text

pytestmark = pytest.mark.django_db


def test_every_page_is_whole_in_spanish_and_english(reader: Client, contracts: Pin) -> None:
    for address in PUBLIC:
        for prefix, language in (("", "es-MX"), ("/en", "en")):
            answer = reader.get(prefix + address)
            assert answer.status_code == 200, address
            demand_page(answer)
            assert f'<html lang="{language}"' in text(answer)


def test_a_link_changes_the_language_and_keeps_the_page(reader: Client, contracts: Pin) -> None:
    for address in PUBLIC:
        spanish = text(reader.get(address)).replace("&amp;", "&")
        assert f'href="/en{address}" lang="en"' in spanish
        english = text(reader.get(f"/en{address}")).replace("&amp;", "&")
        assert f'href="{address}" lang="es"' in english


def test_no_sentence_of_a_spanish_page_is_left_in_english(reader: Client, contracts: Pin) -> None:
    for address in PUBLIC:
        html = re.sub(r"<[^>]+>", " ", text(reader.get(address)))
        assert not re.search(r"\b(the|with|which|rows|data set)\b", html), address


def test_the_first_page_shows_the_figures_of_now_and_no_zero_for_the_unmeasured(
    reader: Client, contracts: Pin
) -> None:
    html = text(reader.get("/"))
    assert "1 conjunto de datos de 1 institución." in html
    assert html.count("sin medir todavía") == 6
    assert "contratos@v1" in text(reader.get("/datasets/contratos-firmados"))


def test_words_of_the_data_keep_their_language_on_an_english_page(
    reader: Client, contracts: Pin
) -> None:
    assert '<h1 lang="es">Contratos firmados</h1>' in text(
        reader.get("/en/datasets/contratos-firmados")
    )
    assert "<h1>Contratos firmados</h1>" in text(reader.get("/datasets/contratos-firmados"))


def test_an_empty_portal_has_a_first_page(reader: Client, portal: object) -> None:
    answer = reader.get("/")
    assert answer.status_code == 200
    demand_page(answer)
    assert "Todavía no hay nada publicado" in text(answer)


def test_a_page_that_is_not_there_says_what_to_do(reader: Client, portal: object) -> None:
    for address, sentence in (
        ("/nada", "No hay ninguna página en esta dirección."),
        ("/datasets/nada", "Ir al inicio"),
        ("/institutions/nada", "Ver todos los conjuntos"),
        ("/rules/nada", "No hay ninguna regla nada."),
        ("/datasets/a/b?v=99", "Ir al inicio"),
    ):
        answer = reader.get(address)
        assert answer.status_code == 404
        demand_page(answer)
        assert sentence in text(answer)


def test_what_matched_is_marked_where_it_matched(reader: Client, contracts: Pin) -> None:
    html = text(reader.get("/search?q=aurora"))
    assert "<mark>Aurora</mark>" in html
    assert "en los valores de una columna" in html


def test_a_search_without_results_says_what_to_drop(reader: Client, contracts: Pin) -> None:
    html = text(reader.get("/search?q=contratos&format=parquet"))
    assert "Ningún conjunto dice «contratos» con estos filtros" in html
    assert "hay 1" in html


def test_a_strange_address_is_not_a_reason_to_fail(reader: Client, contracts: Pin) -> None:
    for address in (
        "/search?page=-3&order=x&q=%00%ff",
        "/search?page=99999999999999999999",
        "/datasets/contratos-firmados/contratos?page=900000&column=77",
        "/datasets/contratos-firmados/contratos?v=x",
        "/datasets/contratos-firmados/contratos?v=²",
    ):
        assert reader.get(address, follow=True).status_code == 200


def test_the_choice_of_looks_is_kept_and_written_by_the_server(
    reader: Client, portal: object
) -> None:
    answer = reader.post("/theme", {"theme": "dark", "next": "/about"})
    assert answer.headers["Location"] == "/about"
    assert '<html lang="es-MX" data-theme="dark">' in text(reader.get("/about"))
    reader.post("/theme", {"theme": "", "next": "https://elsewhere.example/"})
    assert "data-theme" not in text(reader.get("/about"))


def test_the_choice_of_looks_does_not_lead_elsewhere(reader: Client, portal: object) -> None:
    answer = reader.post("/theme", {"theme": "light", "next": "//elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_machines_get_their_short_answers(reader: Client) -> None:
    assert reader.get("/healthz").content == b"ok\n"
    assert b"Disallow: /publish" in reader.get("/robots.txt").content


def test_pages_that_send_people_for_help_say_where(
    reader: Client, portal: object, settings: LazySettings
) -> None:
    assert "Escribe a:" not in text(reader.get("/about"))
    settings.OPENUP = replace(settings.OPENUP, contact="datos@example.mx")
    for address in ("/about", "/sign-in"):
        assert '<a href="mailto:datos@example.mx">datos@example.mx</a>' in text(reader.get(address))
