"""How numbers are written: groups, decimal points, signs, and the units that stand beside them.

A number keeps the digits that the file has: 12.5 % is 12.5, and the column names the unit. Cells in
different units never stand in one column of numbers, where somebody would add them up.
"""

from __future__ import annotations

import re
from typing import Final

from openup.store.sql import Sql, fill, join, text

SHARES: Final = ("%", "‰")
"""Units that a bare number is never meant in: 12 may be 12 % or 1,200 %."""

PLAIN_SIGN: Final = "$"
"""The sign of a dozen currencies, which people write or leave out in one column."""

UNITS: Final[dict[str, tuple[str, ...]]] = {
    "%": ("%",),
    "‰": ("‰",),
    "$": ("$",),
    "£": ("£",),
    "¥": ("¥",),
    "M.N.": ("M.N.", "M. N.", "MN"),
    "pesos": ("pesos",),
    "MXN": ("MXN", "MX$", "Mex$"),
    "USD": ("USD", "US$", "U$S", "US $", "U.S.$"),
    "EUR": ("EUR", "€", "euros"),
    "BRL": ("BRL", "R$"),
    "PEN": ("PEN", "S/", "S/."),
    **{
        code: (code,)
        for code in (
            "ARS", "AUD", "BOB", "CAD", "CHF", "CLP", "CNY", "COP", "CRC", "DKK", "DOP", "GBP",
            "GTQ", "HNL", "JPY", "NIO", "NOK", "PAB", "PYG", "SEK", "UYU", "VES",
        )
    },
}  # fmt: skip
"""How each unit is written. A sign that many currencies share is a unit of its own."""

SIGNED: Final = (
    "ARS", "AUD", "CAD", "CLP", "COP", "DOP", "MXN", "M.N.", "USD", "UYU", "pesos",
)  # fmt: skip
"""Units that a plain `$` before the number does not contradict: `$5 MXN`."""

_GAP: Final = r"[ \x{a0}]*"
_SIGN: Final = rf"[+\-−]?{_GAP}"


def _spelled(spellings: tuple[str, ...]) -> str:
    longest_first = sorted(spellings, key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(one) for one in longest_first) + ")"


ANY_UNIT: Final = _spelled(tuple(one for spellings in UNITS.values() for one in spellings))


def _bare(*, comma: bool) -> str:
    group, point = (r"\.", ",") if comma else (",", r"\.")
    whole = (
        rf"(?:0|[1-9]\d*|[1-9]\d{{0,2}}(?:{group}\d{{3}})+|[1-9]\d{{0,2}}(?:[ \x{{a0}}]\d{{3}})+)"
    )
    return rf"(?:{whole}(?:{point}\d*)?|{point}\d+)"


def form(unit: str, *, comma: bool) -> Sql:
    """The expression that numbers of this unit match: the bare ones too, if it is a currency."""
    bare = _bare(comma=comma)
    if not unit:
        return text(rf"(?:{_SIGN}{bare}|\({bare}\))")
    sign = _spelled(UNITS[unit])
    if unit in SHARES:
        return text(rf"(?:{_SIGN}{bare}{_GAP}{sign}|\({bare}{_GAP}{sign}\))")
    dollar = rf"(?:\${_GAP}{_SIGN})?" if unit in SIGNED else ""
    within = rf"(?:(?:{sign}{_GAP})?{_SIGN}{bare}|{_SIGN}{dollar}{bare}{_GAP}{sign})"
    return text(rf"(?:{_SIGN}{within}|\({_GAP}{within}\))")


SCIENTIFIC: Final = text(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,2}")
LONGEST: Final = 18
"""Digits that a whole number may have."""

WIDEST: Final = 30
"""Digits that a decimal number may have in all; the engine adds up 38, so 10^8 of them fit."""

MEASURED: Final = text(
    rf"^(\(?{_SIGN})({ANY_UNIT})?({_GAP}{_SIGN})"
    rf"([\d.,](?:[\d., \x{{a0}}]*[\d.,])?){_GAP}({ANY_UNIT})?(\)?)$"
)
"""A number and the unit before or behind it: its groups are named by `PARTS`."""

_TYPED: Final = re.compile(rf"({ANY_UNIT})?\s*(.*?)\s*({ANY_UNIT})?", re.DOTALL)
_NAMES: Final = {one.lower(): unit for unit, spellings in UNITS.items() for one in spellings}


def measured(typed: str) -> tuple[str, str]:
    """A number that a person typed, without its unit, and that unit or an empty text."""
    found = _TYPED.fullmatch(typed)
    if found is None or not (found[1] or found[3]):
        return typed, ""
    return found[2], _NAMES[(found[3] or found[1]).lower()]


PARTS: Final = fill("['sign', 'before', 'gap', 'bare', 'after', 'close']")


def unit_of(before: Sql, after: Sql) -> Sql:
    """The unit that two signs around a number say, or `?` when they contradict each other."""
    return fill(
        "case when $before = '' then $one when $after = '' and $before not in ('%', '‰') "
        "then $other when $before = '$' and $one in $signed then $one "
        "when $one = $other then $one else '?' end",
        before=before,
        after=after,
        one=_named(after),
        other=_named(before),
        signed=fill("($units)", units=join(", ", [text(unit) for unit in SIGNED])),
    )


def _named(spelled: Sql) -> Sql:
    """The unit of a spelling; long cases would take the engine longer to plan than to answer."""
    pairs = [(one.lower(), unit) for unit, spellings in UNITS.items() for one in spellings]
    return fill(
        "coalesce([$units][list_position([$spellings], lower($spelled))], '')",
        units=join(", ", [text(unit) for _, unit in pairs]),
        spellings=join(", ", [text(one) for one, _ in pairs]),
        spelled=spelled,
    )


def scale_of(cell: Sql, *, comma: bool) -> Sql:
    """How many digits stand after the decimal point of a number that fits."""
    return fill(
        r"greatest(0, strlen(regexp_extract($cell, $after, 1))"
        r" - coalesce(try_cast(regexp_extract($cell, '[eE](.*)', 1) as integer), 0))",
        cell=cell,
        after=text(r",(\d+)" if comma else r"\.(\d+)"),
    )


def whole_of(cell: Sql, *, comma: bool) -> Sql:
    """How many digits stand before the decimal point of a number that fits."""
    return fill(
        r"strlen(regexp_replace(regexp_extract($cell, $before, 1), '\D', '', 'g'))"
        r" + greatest(0, coalesce(try_cast(regexp_extract($cell, '[eE](.*)', 1) as integer), 0))",
        cell=cell,
        before=text(r"^([^,]*)" if comma else r"^([^.eE]*)"),
    )


def value_of(cell: Sql, unit: str, *, comma: bool, scale: Sql, kept_as: Sql) -> Sql:
    """The value of a trimmed cell that matches `form` and needs no more than `scale`, or null."""
    # Signs of currency may hold dots: only what begins with a digit is the number.
    digits = fill(r"regexp_extract($cell, '[.,]?\d[\d., \x{a0}]*')", cell=cell)
    kept = text("[^0-9,]" if comma else "[^0-9.]")
    return fill(
        "case when regexp_full_match($cell, $form) and $needed <= $scale"
        " then try_cast(case when regexp_matches($cell, '[-−(]') then '-' else '' end"
        " || replace(regexp_replace($digits, $kept, '', 'g'), ',', '.') as $kept_as) end",
        cell=cell,
        form=form(unit, comma=comma),
        needed=scale_of(fill("rtrim($digits, '0 ')", digits=digits), comma=comma),
        scale=scale,
        digits=digits,
        kept=kept,
        kept_as=kept_as,
    )
