"""Spanish or English for faces that run without Django: the command line and start-up errors."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from openup.kernel.words import Translate

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "django"
_CHOICES = ("OPENUP_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """`es` or `en`: the first of OPENUP_LANG, LC_ALL, LC_MESSAGES, LANG that is set decides."""
    for name in _CHOICES:
        if environment.get(name):
            return "es" if environment[name].lower().startswith("es") else "en"
    return "en"


@cache
def translator(to: str) -> Translate:
    """What turns an English msgid into the language `to`; without a catalogue it stays English."""
    return gettext.translation(DOMAIN, LOCALE, languages=[to], fallback=True).gettext


def translate(msgid: str) -> str:
    """The msgid in the language of this process."""
    return translator(language())(msgid)
