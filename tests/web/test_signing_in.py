"""Signing in: where it leads, and how guessing is slowed."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from openup.people.models import User
from openup.people.patience import OF_A_NAME
from openup.web.people import address_of
from tests.web.conftest import PASSWORD


def sign_in(client: Client, password: str, **more: str):
    return client.post("/sign-in", {"username": "ana", "password": password, **more})


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\r\n//x"],
)
def test_after_signing_in_nobody_is_led_to_another_site(reader: Client, portal: User, elsewhere):
    assert sign_in(reader, PASSWORD, next=elsewhere)["Location"] == "/me"


def test_after_signing_in_one_is_where_one_wanted_to_go(reader: Client, portal: User):
    assert sign_in(reader, PASSWORD, next="/publish?a=1")["Location"] == "/publish?a=1"


def test_who_guesses_has_to_wait_even_with_the_right_password(reader: Client, portal: User):
    for _ in range(OF_A_NAME):
        assert sign_in(reader, "adivino-otra-vez").status_code == 400
    answer = sign_in(reader, PASSWORD)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 30
    assert "demasiados intentos" in answer.content.decode()
    assert "Espera 1 min" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_who_signs_in_now_and_then_mistyping_never_waits(reader: Client, portal: User):
    for _ in range(3):
        for _ in range(OF_A_NAME - 1):
            sign_in(reader, "casi")
        assert sign_in(reader, PASSWORD).status_code == 302


def test_behind_a_proxy_only_what_the_proxy_added_counts(
    reader: Client, portal: User, settings: LazySettings
):
    request = reader.get(
        "/sign-in", headers={"x-forwarded-for": "10.0.0.1, 192.0.2.9"}
    ).wsgi_request
    assert address_of(request) == "127.0.0.1"
    settings.ON_HTTPS = True
    assert address_of(request) == "192.0.2.9"
