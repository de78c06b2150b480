"""What the API answers is what its document promises, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from openup.flow.orders import Published
from tests.api.document import document
from tests.api.schemas import differences

FILES = ("/rows.{kind}", "/misfits.csv")


def document_of() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(document())
    return made


def shape_of(path: str, status: int) -> dict[str, Any]:
    answers = document_of()["paths"][path]["get"]["responses"]
    shape: dict[str, Any] = answers[str(status)]["content"]["application/json"]["schema"]
    return shape


def told(value: Any, shape: dict[str, Any]) -> list[str]:
    return list(differences(value, shape, document_of()["components"]["schemas"], "answer"))


def filled(path: str, release: str) -> str:
    for name, value in {
        "dataset": "obras",
        "resource": "obras",
        "institution": "obras-publicas",
        "category": "obra",
        "release": release,
        "code": "csv",
    }.items():
        path = path.replace("{" + name + "}", value)
    return path


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_answer_has_the_shape_that_was_promised(
    published: Published, release: str, language: str
) -> None:
    asked = [path for path in document_of()["paths"] if not path.endswith(FILES)]
    assert len(asked) > 10
    for path in asked:
        answer = Client().get(f"{filled(path, release)}?lang={language}")
        assert answer.status_code == 200, path
        assert told(answer.json(), shape_of(path, 200)) == [], path


def test_a_search_that_finds_and_one_that_mends_have_the_shape_too(published: Published) -> None:
    for question in ("q=obras", "q=obrsa", "q=xyzzy", "institution=obras-publicas&year=1999"):
        answer = Client().get(f"/api/v1/search?{question}")
        assert told(answer.json(), shape_of("/api/v1/search", 200)) == [], question


@pytest.mark.parametrize(
    ("question", "status"), [("limit=0", 422), ("limit=x", 422), ("f.nada=1", 400), ("sort=x", 400)]
)
def test_a_refusal_has_the_shape_that_was_promised(
    release: str, question: str, status: int
) -> None:
    answer = Client().get(f"/api/v1/releases/{release}/rows?{question}")
    assert answer.status_code == status
    assert told(answer.json(), shape_of("/api/v1/releases/{release}/rows", status)) == []


def test_the_check_itself_sees_what_is_wrong(published: Published) -> None:
    shape = shape_of("/api/v1/datasets/{dataset}", 200)
    right = Client().get("/api/v1/datasets/obras").json()
    for wrong in (
        {**right, "rows": "400"},
        {**right, "rows": True},
        {**right, "secret": 1},
        {name: value for name, value in right.items() if name != "title"},
        {**right, "resources": [{**right["resources"][0], "pin": None}]},
    ):
        assert told(wrong, shape), wrong
