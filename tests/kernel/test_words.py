"""Sentences are written once and said in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from openup.kernel import clock
from openup.kernel.errors import OpenUpError
from openup.kernel.ids import slug
from openup.kernel.translate import language, translator
from openup.kernel.words import say


def test_nested_words_are_translated_too() -> None:
    spanish = {"%(n)s in %(place)s": "%(n)s en %(place)s", "the file": "el archivo"}
    words = say("%(n)s in %(place)s", n=3, place=say("the file"))
    assert str(words) == "3 in the file"
    assert words.said(lambda msgid: spanish[msgid]) == "3 en el archivo"


def test_a_percent_sign_without_values_stays() -> None:
    assert str(say("24 % of the rows")) == "24 % of the rows"


def test_an_error_says_what_and_then_what_to_do() -> None:
    assert str(OpenUpError(say("It is late."), advice=say("Hurry."))) == "It is late. Hurry."


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C"}, "en"),
        ({"OPENUP_LANG": "es", "LC_ALL": "C"}, "es"),
        ({"LC_ALL": "", "LC_MESSAGES": "es"}, "es"),
        ({"LANG": "fr_FR"}, "en"),
    ],
)
def test_the_terminal_decides_the_language(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected


def test_spanish_is_compiled_and_english_is_the_msgid() -> None:
    assert translator("es")("Write true or false.") == "Escribe true o false."
    assert translator("en")("Write true or false.") == "Write true or false."


def test_a_slug_is_plain_and_cut_at_a_word() -> None:
    assert slug("Obra Pública — 2024") == "obra-publica-2024"
    assert slug("uno dos tres", longest=8) == "uno-dos"


def test_the_clock_can_stand_still() -> None:
    moment = datetime(2026, 1, 2, 3, tzinfo=UTC)
    with clock.standing_at(moment):
        assert clock.now() == moment
        assert clock.today() == moment.date()
    assert clock.now() > moment
