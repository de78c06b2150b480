"""What the command line says, in the language of the person who types."""

from __future__ import annotations

import gettext
import os

from openup.kernel.translate import DOMAIN, LOCALE, language, translate
from openup.kernel.words import Words


def said(words: Words) -> str:
    """The words in the language of this process."""
    return words.said(translate)


def let_click_speak() -> None:
    """Let the sentences of click itself come from our catalogue, in the same language."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
