"""A release that was taken back: listed with its reason, and answered with 410."""

from __future__ import annotations

import pytest

from openup.catalog import actions, selectors
from openup.people.actions import system_user
from tests.api.conftest import Ask

WHY = "Traía nombres de pacientes."


@pytest.fixture
def withdrawn(published, release: str) -> str:
    """Identifier of the only release, which was taken back."""
    pin = published.tables[0].pin
    actions.withdraw_release(by=system_user(), release=pin, reason=WHY)
    return release


@pytest.mark.parametrize(
    "address",
    [
        "/releases/{release}",
        "/releases/{release}/rows",
        "/releases/{release}/rows.csv",
        "/releases/{release}/rows.json",
        "/releases/{release}/rows.jsonl",
        "/releases/{release}/rows.parquet",
        "/releases/{release}/misfits.csv",
        "/datasets/obras",
        "/datasets/obras/resources/obras",
        "/datasets/obras/resources/obras?number=1",
        "/datasets/obras/resources/obras/rows",
    ],
)
def test_what_was_withdrawn_is_gone_and_says_why(ask: Ask, withdrawn: str, address: str) -> None:
    answer = ask(address.format(release=withdrawn))
    assert answer.status_code == 410
    assert answer.json()["code"] == "withdrawn"
    assert WHY in answer.json()["sentence"]
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_a_release_in_a_list_says_that_it_was_withdrawn(ask: Ask, withdrawn: str) -> None:
    (release,) = ask("/institutions/obras-publicas").json()["releases"]
    assert release["withdrawn"]["reason"] == WHY
    assert release["withdrawn"]["role"] == "operator"
    assert release["withdrawn"]["moment"]
    assert not release["current"]


def test_one_that_stands_says_that_it_was_not(ask: Ask, release: str) -> None:
    (one,) = ask("/datasets/obras").json()["releases"]
    assert one["withdrawn"] is None
    assert selectors.pin(one["pin"]["release"]).number == 1
