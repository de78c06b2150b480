"""In which language an answer speaks: `?lang=`, else what the client accepts."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_from_request, gettext
from pydantic import BeforeValidator

from openup.kernel.words import Words


def asked_language(request: HttpRequest) -> str:
    """The language of the answer: one that this portal speaks."""
    asked = request.GET.get("lang", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return get_language_from_request(request)


def language() -> str:
    """The language of the answer that is being made."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def said(words: object) -> object:
    """Words as a sentence in the language of the answer; anything else as it is."""
    return words.said(gettext) if isinstance(words, Words) else words


Said = Annotated[str, BeforeValidator(said)]
"""A field that holds Words inside and a sentence outside."""
