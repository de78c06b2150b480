"""What every page knows: the portal's names, the language, the theme, the person, the warning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openup.flow.demonstration import state

THEMES = ("light", "dark")
UNNAMED = "OpenUp"
"""The name of a portal that nobody named."""


@dataclass(frozen=True, slots=True)
class Portal:
    """The frame of a page."""

    name: str
    line: str
    demonstration: bool
    language: str
    theme: str
    here: str
    other_language: str
    other_address: str
    contact: str = ""

    @property
    def contact_address(self) -> str:
        """What a link to whoever helps leads to."""
        return self.contact if self.contact.startswith("http") else f"mailto:{self.contact}"

    @property
    def data_lang(self) -> str:
        """Marks text of the data themselves, which is not translated, with its own language."""
        code = settings.LANGUAGE_CODE[:2]
        return "" if self.language == code else format_html(' lang="{}"', code)


def other_address(path: str, language: str) -> str:
    """The same page in the other language: Spanish has no prefix, English stands under `/en/`."""
    if language == "en":
        return path.removeprefix("/en") or "/"
    return f"/en{path}"


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    theme = request.COOKIES.get("theme", "")
    here = request.get_full_path()
    demonstration = state.shown()
    name, line = settings.OPENUP.portal_name, settings.OPENUP.portal_line
    if demonstration and name == UNNAMED:
        name, line = _("Nuevo Horizonte"), _("Open data of the state")
    return {
        "portal": Portal(
            name=name,
            line=line,
            demonstration=demonstration,
            language=language,
            theme=theme if theme in THEMES else "",
            here=here,
            other_language="es" if language == "en" else "en",
            other_address=other_address(here, language),
            contact=settings.OPENUP.contact,
        ),
        "person": getattr(request, "user", None),
    }
