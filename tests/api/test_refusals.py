"""Whatever is refused has one shape, in the language that was asked for."""

from __future__ import annotations

import pytest
from django.test import Client

from openup.flow import stores
from openup.flow.orders import Published
from openup.kernel.ids import ReleaseId

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/datasets/nada", 404, "missing"),
        ("/api/v1/datasets/nada/resources/nada", 404, "missing"),
        ("/api/v1/institutions/nada", 404, "missing"),
        ("/api/v1/categories/nada", 404, "missing"),
        ("/api/v1/rules/nada", 404, "missing"),
        ("/api/v1/releases/nada", 404, "missing"),
        ("/api/v1/releases/nada/rows", 404, "missing"),
        ("/api/v1/releases/nada/rows.csv", 404, "missing"),
        ("/api/v1/releases/nada/rows.exe", 422, "invalid-request"),
        ("/api/v1/search?page=0", 422, "invalid-request"),
        ("/api/v1/search?order=best", 422, "invalid-request"),
        ("/api/v1/nada", 404, "missing"),
        ("/api/nada", 404, "missing"),
    ],
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_a_refusal_has_a_code_a_sentence_and_advice(
    address: str, status: int, code: str, language: str
) -> None:
    answer = Client().get(address, headers={"accept-language": language})
    assert answer.status_code == status
    assert set(answer.json()) == {"code", "sentence", "advice"}
    assert answer.json()["code"] == code
    assert answer.json()["sentence"] and answer.json()["advice"]
    assert answer["Content-Language"] == language


def test_the_language_asked_in_the_address_wins_over_the_header() -> None:
    answer = Client().get("/api/v1/nada?lang=es", headers={"accept-language": "en"})
    assert answer.json()["sentence"] == "La API no tiene nada en esta dirección."
    assert "Accept-Language" in answer["Vary"]


def test_a_parameter_that_cannot_be_is_named() -> None:
    answer = Client().get("/api/v1/search?page=0&lang=en")
    assert answer.json()["sentence"] == "The parameter “page” cannot be “0”."


def test_the_api_cannot_be_written_to() -> None:
    answer = Client().post("/api/v1/search")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method-not-allowed"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_page_of_any_origin_may_read() -> None:
    answer = Client().options("/api/v1/search", headers={"origin": "https://example.org"})
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer["Access-Control-Allow-Methods"]


def test_an_empty_portal_answers_with_empty_lists() -> None:
    assert Client().get("/api/v1/datasets").json()["results"] == []
    assert Client().get("/api/v1/institutions").json() == {"total": 0, "results": []}
    assert Client().get("/api/v1/search?q=obra").json()["total"] == 0
    assert Client().get("/api/v1/status").json()["rows"] == 0


def test_the_api_begins_with_its_addresses() -> None:
    client = Client()
    for address in client.get("/api/").json()["addresses"]:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_what_the_engine_says_of_its_files_stays_in_the_log(
    published: Published, release: str, caplog: pytest.LogCaptureFixture
) -> None:
    table = stores.lake().path(ReleaseId(release), "table.parquet")
    table.chmod(0o600)
    table.write_bytes(b"PAR1 this is no table PAR1")
    client = Client(raise_request_exception=False)
    mark = published.tables[0].pin
    for address, json in (
        (f"/api/v1/releases/{release}/rows", True),
        (f"/datasets/{mark.dataset}/{mark.resource}", False),
    ):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "parquet" not in answer.content.decode()
        assert not json or answer.json()["code"] == "fault"
    assert caplog.text.count("table.parquet") >= 2


def test_a_table_that_is_not_in_the_store_is_not_here(published: Published, release: str) -> None:
    stores.lake().discard(ReleaseId(release))
    mark = published.tables[0].pin
    for address in (
        f"/api/v1/releases/{release}/rows",
        f"/datasets/{mark.dataset}/{mark.resource}",
    ):
        assert Client().get(address).status_code == 404, address
