"""The OpenAPI document is a promise: it changes only when somebody says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from tests.api.document import document

PROMISED = Path(__file__).parent / "openapi.json"


def test_the_document_is_the_one_that_was_promised() -> None:
    assert document() == PROMISED.read_text(encoding="utf-8"), (
        "The API changed. If that is meant: python -m tests.api.document > tests/api/openapi.json"
    )


@pytest.mark.django_db
def test_the_document_is_served_as_openapi_3_1() -> None:
    answer = Client().get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_every_route_declares_its_refusals_in_one_shape() -> None:
    for path, verbs in json.loads(document())["paths"].items():
        for verb, route in verbs.items():
            assert verb == "get", path
            for status in ("400", "404", "410", "422", "503"):
                schema = route["responses"][status]["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/Problem"}, (path, status)


def test_every_route_and_shape_says_what_it_is() -> None:
    made = json.loads(document())
    for path, verbs in made["paths"].items():
        assert verbs["get"]["summary"] and verbs["get"]["description"], path
    for name, shape in made["components"]["schemas"].items():
        assert shape.get("description"), name
