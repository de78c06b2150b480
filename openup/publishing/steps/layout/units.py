"""Tells a row of units under the header (pesos, %, kg) from a header row and from data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from openup.publishing.steps.layout.looks import Row, is_empty, kind

_MEASURES: Final = (
    r"pesos?|d[oó]lares|euros?|mxn|usd|eur|m\.?n\.?|mdp|mdd|moneda nacional|"
    r"pct|por ?ciento|porcentajes?|percent(?:age)?|"
    r"kg|g|mg|µg|t|ton(?:s|nes)?|toneladas?|kilos?|kilogramos?|gramos?|quintales|"
    r"l|lts?|ml|litros?|gal|barriles|"
    r"mm|cm|m|mts?|km|metros?|kil[oó]metros?|m2|m3|km2|km3|hm3|ha|hect[aá]reas?|acres?|"
    r"k?wh|mwh|gwh|kw|mw|kva|hp|mhz|ghz|khz|hz|db|°c|ºc|ppm|ppb|hpa|"
    r"a[nñ]os?|meses|mes|d[ií]as?|horas?|hrs?|min(?:utos?)?|seg(?:undos?)?|years?|months?|days?|"
    r"hours?|minutes?|seconds?|"
    r"personas|habitantes|hab|casos|unidades|piezas|pzas?|viviendas|hogares|persons|people|units"
)
_SCALES: Final = r"miles|millones|thousands?|millions?|mill?"
_ONE: Final = rf"(?:(?:{_SCALES})(?: (?:de|of))? ?)?(?:{_MEASURES})(?: (?:corrientes|constantes))?"
_UNIT: Final = re.compile(
    rf"(?:[%‰$€£]|us\$|(?:{_SCALES})|{_ONE}(?:\s?/\s?{_ONE}|\s+por\s+{_ONE})?[23²³]?)\.?",
    re.IGNORECASE,
)
_LONGEST: Final = 40


def unit_in(cell: str | None) -> str:
    """The unit that a cell names, without its brackets; empty if it names none."""
    text = (cell or "").strip()
    if len(text) > _LONGEST:
        return ""
    bare = text[1:-1].strip() if text[:1] + text[-1:] in ("()", "[]") else text
    return bare if _UNIT.fullmatch(bare) else ""


def is_unit_row(levels: Sequence[Row], row: Row, kinds: Sequence[str]) -> bool:
    """Whether this row below header rows only says what the numbers below it are counted in.

    Each of its cells is a unit or a dash, stands under a label of its own, and most stand over
    numbers; without it, the labels are still different from each other.
    """
    places = [at for at, cell in enumerate(row) if not is_empty(cell)]
    named = [at for at in places if unit_in(row[at])]
    if not named or any(kind(row[at] or "") != "null" for at in places if at not in named):
        return False
    numbers = sum(at < len(kinds) and kinds[at] == "number" for at in named)
    if 2 * numbers < len(named) or not all(_is_named(levels, at) for at in named):
        return False
    labels = [_label(levels, at) for at in named]
    return len(set(labels)) == len(labels)


def _is_named(levels: Sequence[Row], at: int) -> bool:
    return any(at < len(level) and not is_empty(level[at]) for level in levels)


def _label(levels: Sequence[Row], at: int) -> str:
    return " ".join((level[at] or "").strip() for level in levels if at < len(level))
