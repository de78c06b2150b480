"""Bringing a file, seeing how it was read, and publishing it, all through the pages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openup.catalog.pages import Pin
from openup.flow import jobs
from openup.people.models import User
from tests.web.conftest import CONTRACTS
from tests.web.pages import demand_page, text

pytestmark = pytest.mark.django_db(transaction=True)


def brought(client: Client, content: bytes, name: str = "contratos_2025.csv") -> str:
    """Send a file for Health; the address of the page that shows it."""
    file = SimpleUploadedFile(name, content)
    answer = client.post("/publish", {"institution": "salud", "file": file})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_nobody_publishes_without_signing_in(reader: Client, portal: User) -> None:
    assert reader.get("/publish").headers["Location"] == "/sign-in?next=/publish"
    assert reader.get("/en/publish").headers["Location"] == "/en/sign-in?next=/en/publish"


def test_a_wrong_password_is_said_and_the_name_is_kept(reader: Client, portal: User) -> None:
    answer = reader.post("/sign-in", {"username": "ana", "password": "no"})
    assert answer.status_code == 400
    assert "El usuario o la contraseña no es correcta." in text(answer)
    assert 'value="ana"' in text(answer)
    demand_page(answer)


def test_after_signing_in_one_is_where_one_wanted_to_be(reader: Client, portal: User) -> None:
    form = {"username": "ana", "password": "paseo-del-agua-7", "next": "/publish"}
    assert reader.post("/sign-in", form).headers["Location"] == "/publish"
    form["next"] = "https://elsewhere.example/"
    assert reader.post("/sign-in", form).headers["Location"] == "/me"


def test_a_form_without_file_says_what_is_missing(ana: Client) -> None:
    answer = ana.post("/publish", {"institution": "salud"})
    assert answer.status_code == 400
    assert "Elige un archivo antes de enviar." in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    demand_page(answer)


def test_one_publishes_only_for_ones_own_institution(ana: Client) -> None:
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    answer = ana.post("/publish", {"institution": "cultura", "file": file})
    assert answer.status_code == 400
    assert "No puedes publicar por esa institución." in text(answer)


def test_a_file_is_read_shown_described_and_published(ana: Client, reader: Client) -> None:
    page = brought(ana, CONTRACTS.encode("cp1252"))
    waiting = ana.get(page)
    assert waiting.headers["Refresh"] == "3"
    demand_page(waiting)

    jobs.run_pending()
    review = ana.get(page)
    demand_page(review)
    for words in ("Nada se publica todavía.", "31/06/2025", "título, se aparta", "encabezado"):
        assert words in text(review)
    assert "Contratos 2025" in text(review)

    missing = ana.post(page, {"title": "Contratos de prueba", "category": ""})
    assert missing.status_code == 400
    assert "Elige una categoría." in text(missing)
    assert 'value="Contratos de prueba"' in text(missing)

    said = {"title": "Contratos de prueba", "category": "contratos", "keywords": "uno, dos"}
    assert ana.post(page, said).status_code == 302
    demand_page(ana.get(page))
    jobs.run_pending()
    done = ana.get(page)
    assert "Ya está publicado" in text(done)
    assert "contratos-de-prueba" in text(done)
    assert reader.get("/datasets/contratos-de-prueba").status_code == 200
    assert "contratos_2025.csv" in text(ana.get("/me"))


def test_a_new_release_is_compared_with_the_one_that_stands(ana: Client, contracts: Pin) -> None:
    page = brought(ana, (CONTRACTS + "LP-041;01/03/2025;Aurora;1.00\n").encode("cp1252"))
    jobs.run_pending()
    answer = ana.post(page, {"dataset": "contratos-firmados", "compare": "1", "keywords": "mío"})
    assert answer.status_code == 200
    assert "41 filas, antes 40." in text(answer)
    assert 'value="mío"' in text(answer)


def test_a_file_that_cannot_be_read_gets_a_sentence(ana: Client) -> None:
    page = brought(ana, b"%PDF-1.7\n" + bytes(range(256)) * 20, "acta.csv")
    jobs.run_pending()
    answer = ana.get(page)
    assert "No pudimos leer este archivo" in text(answer)
    assert "No se publicó nada." in text(answer)
    demand_page(answer)


def test_an_empty_file_gets_a_sentence(ana: Client) -> None:
    page = brought(ana, b"", "vacio.csv")
    jobs.run_pending()
    assert "No pudimos leer este archivo" in text(ana.get(page))


def test_a_file_can_be_thrown_away(ana: Client) -> None:
    page = brought(ana, CONTRACTS.encode("cp1252"))
    jobs.run_pending()
    assert ana.post(page, {"discard": "1"}).headers["Location"] == "/publish"
    assert "Desechado" in text(ana.get(page))


def test_nobody_else_sees_an_upload(ana: Client, reader: Client) -> None:
    page = brought(ana, CONTRACTS.encode("cp1252"))
    assert reader.get(page).status_code == 302
    assert ana.get("/publish/no-such-upload").status_code == 404


def test_signing_out_takes_a_form_and_ends_the_session(ana: Client) -> None:
    assert ana.get("/sign-out").status_code == 405
    ana.post("/sign-out")
    assert ana.get("/me").status_code == 302


def test_the_form_to_sign_in_is_refused_without_its_token(portal: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in", {"username": "ana", "password": "x"})
    assert answer.status_code == 403
    assert "Este formulario es demasiado viejo para enviarse." in text(answer)


def test_a_mended_file_is_a_new_release_although_its_columns_were_renamed(
    ana: Client, reader: Client, contracts: Pin
) -> None:
    lines = CONTRACTS.replace("Folio", "Número").replace("folio", "numero")
    page = brought(ana, lines.encode("cp1252"), "otro nombre.csv")
    jobs.run_pending()
    asked = {"dataset": "contratos-firmados", "compare": "1"}
    compared = text(ana.post(page, asked))
    assert "Sería la versión 2 de" in compared
    assert "De ninguna: es otra tabla" in compared

    other = text(ana.post(page, asked | {"resource": "+"}))
    assert "Sería una tabla nueva del conjunto: «Otro nombre»." in other

    stray = ana.post(page, {"dataset": "contratos-firmados", "resource": "nomina"})
    assert stray.status_code == 400
    assert "Esa tabla es de otro conjunto." in text(stray)

    said = {"dataset": "contratos-firmados", "note": "Se corrigieron los nombres"}
    assert ana.post(page, said).status_code == 302
    jobs.run_pending()
    assert "@v2" in text(ana.get(page))
    shown = text(reader.get("/datasets/contratos-firmados"))
    assert "Se corrigieron los nombres" in shown
    assert "otro-nombre" not in shown
