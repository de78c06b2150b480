"""Undoing a publication through the pages."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openup.catalog.pages import Pin
from openup.flow import jobs
from tests.web.conftest import CONTRACTS, Bring
from tests.web.pages import demand_page, text

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = "/datasets/contratos-firmados/contratos"
WHY = "Faltaba el mes de junio."


def test_a_release_is_withdrawn_on_its_page_and_the_one_before_stands(
    ana: Client, reader: Client, bring: Bring, contracts: Pin
) -> None:
    bring(CONTRACTS + "LP-041;15/04/2025;Aurora;1.00\n", "contratos.csv")
    page = ana.get(TABLE)
    assert "Deshacer: retirar esta versión" in text(page)
    demand_page(page)
    answer = ana.post(f"{TABLE}/withdraw", {"number": "2", "reason": WHY})
    assert answer.headers["Location"] == f"{TABLE}#versions"
    shown = reader.get(TABLE)
    assert WHY in text(shown) and "retirada" in text(shown)
    assert "quien cuida los datos de la institución" in text(shown)
    assert "Deshacer" not in text(shown)
    demand_page(shown)
    for address in (f"{TABLE}?v=2", f"{TABLE}/rows.csv?v=2", f"{TABLE}/rows.parquet?v=2"):
        gone = reader.get(address)
        assert gone.status_code == 410, address
        assert WHY in text(gone)
    assert "La versión vigente es la 1" in text(gone)
    assert f'href="{TABLE}">Ir a la vigente' in text(gone)
    demand_page(gone)
    assert reader.get(f"{TABLE}/rows.csv").status_code == 200


def test_withdrawing_all_of_a_data_set_leads_to_its_institution(
    ana: Client, reader: Client, contracts: Pin
) -> None:
    answer = ana.post(f"{TABLE}/withdraw", {"number": "1", "reason": WHY})
    assert answer.headers["Location"] == "/institutions/salud"
    page = reader.get("/institutions/salud")
    assert WHY in text(page)
    demand_page(page)
    for address in ("/datasets/contratos-firmados", TABLE, f"{TABLE}/rows.csv"):
        gone = reader.get(address)
        assert (gone.status_code, WHY in text(gone)) == (410, True), address
    assert "contratos-firmados" not in text(reader.get("/search"))


def test_the_page_after_publishing_offers_to_undo_it(ana: Client) -> None:
    file = SimpleUploadedFile("camas.csv", b"unidad,camas\nNorte,10\nSur,12\n")
    address = ana.post("/publish", {"institution": "salud", "file": file}).headers["Location"]
    jobs.run_pending()
    form = {"title": "Camas", "category": "contratos", "description": "Una fila por unidad."}
    assert ana.post(address, form).status_code == 302
    jobs.run_pending()
    page = ana.get(address)
    assert "Deshacer: retirar esta versión" in text(page)
    demand_page(page)
    action = re.search(r'action="([^"]*/withdraw)"', text(page))
    assert action is not None
    answer = ana.post(action[1], {"number": "1", "reason": WHY})
    assert answer.headers["Location"] == "/institutions/salud"


def test_nobody_else_withdraws_anything(ana: Client, reader: Client, contracts: Pin) -> None:
    form = {"number": "1", "reason": WHY}
    assert "/sign-in" in reader.post(f"{TABLE}/withdraw", form).headers["Location"]
    assert ana.post(f"{TABLE}/withdraw", {"number": "1", "reason": " "}).status_code == 409
    assert ana.post(f"{TABLE}/withdraw", {"reason": WHY}).status_code == 404
    assert ana.get(f"{TABLE}/withdraw").status_code == 405
    assert reader.get(TABLE).status_code == 200
