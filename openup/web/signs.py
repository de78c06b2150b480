"""Values of a reading as fields of a form show them, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from openup.web import says

_SIGNS: Final = {"tab": "\t", "space": " ", "none": ""}
NAMES: Final = {sign: name for name, sign in _SIGNS.items()}
"""Signs that a list cannot hold as they are, by names."""

_NONE: Final = "0"


def said_sign(sign: str) -> str:
    """A sign in words."""
    return says.word("separator", sign)


def said_day(pattern: str) -> str:
    """A form of dates as a person writes it: `día/mes/año`."""
    words: Mapping[str, Any] = {
        "%d": _("day"), "%m": _("month"), "%b": _("name of the month"), "%Y": _("year"),
        "%y": _("year of two digits"), "%H": _("hour"), "%M": _("minute"), "%S": _("second"),
        "%z": _("zone"), "%p": "a. m.",
    }  # fmt: skip
    return re.sub(r"%[dmbYyHMSzp]", lambda found: str(words[found[0]]), pattern)


def written(name: str, value: object) -> object:
    """A value of a reading as its field shows it."""
    match name, value:
        case "header_rows", ():
            return _NONE
        case "header_rows" | "null_tokens", tuple():
            return ", ".join(map(str, value))
        case "delimiter" | "quote", str():
            return NAMES.get(value, value)
        case _:
            return value


def typed(name: str, value: Any) -> object:
    """What a field holds, as JSON would say it."""
    if value in (None, ""):
        return None
    if name == "header_rows":
        parts = [part for part in re.split(r"[\s,;]+", value) if part]
        if parts == [_NONE]:
            return []
        return [int(part) if part.isdigit() else part for part in parts]
    if name == "null_tokens":
        return [part.strip() for part in value.split(",") if part.strip()]
    return _SIGNS.get(value, value)
