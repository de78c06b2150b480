"""How one cell of text becomes a value of each type: the same SQL decides types and writes them.

A value counts only when it says exactly what the cell says. The quick way casts the cell, writes
the value back and compares; only cells that are written otherwise take the careful way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openup.publishing.reading import ColumnType
from openup.store.sql import Sql, fill, join, number, text

BLANK: Final = text(" \t\r\n\u00a0\ufeff")
"""Characters that surround a cell without being part of it."""

TRUE: Final = ("true", "verdadero", "sí", "si", "yes")
FALSE: Final = ("false", "falso", "no")

NULL_TOKENS: Final = (
    "-", "--", "---", "n/a", "na", "n.a.", "n.a", "n/d", "nd", "n.d.", "n.d", "s/d", "sd", "s.d.",
    "null", "nulo", "none", "nan", "no disponible", "no aplica", "sin dato", "sin datos", "#n/a",
    "#n/d", "\\n", ".", "..", "...", "*",
)  # fmt: skip
"""What offices write where there is nothing to write, in lower case."""

DAYS: Final = {
    "%Y-%m-%d": r"\d{4}-\d{1,2}-\d{1,2}",
    "%d/%m/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%m/%d/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%d-%m-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
    "%m-%d-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
    "%d.%m.%Y": r"\d{1,2}\.\d{1,2}\.\d{4}",
    "%Y/%m/%d": r"\d{4}/\d{1,2}/\d{1,2}",
}
"""The spellings of a day; of two that fit equally well, the earlier one is taken."""

_WRITTEN: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_CAST: Final = (*_WRITTEN, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")

_CLOCK: Final = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
MOMENT: Final = text(
    r"^(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
    rf"(?:[ T]({_CLOCK})(?: ?([aApP]\.? ?[mM]\.?))?( ?(?:Z|GMT|UTC|\+00:00))?)?$"
)
TIME: Final = text(_CLOCK)

_SIGN: Final = r"(?:[+-]? ?[$€]? ?|[$€] ?[+-])"


def _numbers(group: str, point: str) -> str:
    whole = (
        rf"(?:0|[1-9]\d*|[1-9]\d{{0,2}}(?:{group}\d{{3}})+|[1-9]\d{{0,2}}(?:[ \x{{a0}}]\d{{3}})+)"
    )
    bare = rf"(?:{whole}(?:{point}\d*)?|{point}\d+)"
    return rf"(?:{_SIGN}{bare}|\([$€]? ?{bare}\))"


DOT: Final = text(_numbers(",", r"\."))
COMMA: Final = text(_numbers(r"\.", ","))
SCIENTIFIC: Final = text(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,2}")
WIDEST: Final = 30
"""Digits that a decimal number may have in all; the engine adds up 38, so 10^8 of them fit."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a column is kept: its type, and for numbers and dates how its cells are written."""

    type: ColumnType = ColumnType.TEXT
    pattern: str = ""
    scale: int = 0
    wide: bool = False
    decimal_comma: bool = False

    @property
    def typed(self) -> bool:
        """Whether cells are turned into something else than text."""
        return self.type not in (ColumnType.TEXT, ColumnType.CODE)

    @property
    def kept_as(self) -> Sql:
        """The type of the Parquet column."""
        match self.type:
            case ColumnType.BOOLEAN:
                return fill("boolean")
            case ColumnType.INTEGER:
                return fill("bigint")
            case ColumnType.DECIMAL:
                width = number(WIDEST if self.wide else 18)
                return fill("decimal($width, $scale)", width=width, scale=number(self.scale))
            case ColumnType.DATE:
                return fill("date")
            case ColumnType.TIME:
                return fill("time")
            case ColumnType.DATETIME:
                return fill("timestamp")
            case ColumnType.TEXT | ColumnType.CODE:
                return fill("varchar")


def words(tokens: tuple[str, ...]) -> Sql:
    """A list of text literals in brackets."""
    return fill("($tokens)", tokens=join(", ", [text(token) for token in tokens]))


def trimmed(cell: Sql) -> Sql:
    return fill("trim($cell, $blank)", cell=cell, blank=BLANK)


def scale_of(cell: Sql, point: str) -> Sql:
    """How many digits stand after the decimal point of a number that fits."""
    return fill(
        r"greatest(0, strlen(regexp_extract($cell, $after, 1))"
        r" - coalesce(try_cast(regexp_extract($cell, '[eE](.*)', 1) as integer), 0))",
        cell=cell,
        after=text(r"\.(\d+)" if point == "." else r",(\d+)"),
    )


def whole_of(cell: Sql, point: str) -> Sql:
    """How many digits stand before the decimal point of a number that fits."""
    return fill(
        r"strlen(regexp_replace(regexp_extract($cell, $before, 1), '\D', '', 'g'))"
        r" + greatest(0, coalesce(try_cast(regexp_extract($cell, '[eE](.*)', 1) as integer), 0))",
        cell=cell,
        before=text(r"^([^.eE]*)" if point == "." else r"^([^,]*)"),
    )


def day_of(day: Sql, pattern: str) -> Sql:
    """The date that a text says in this spelling, or null."""
    return fill(
        "case when regexp_full_match($day, $form) and not contains($day, '0000') "
        "then try_strptime($day, $pattern)::date end",
        day=day,
        form=text(DAYS[pattern]),
        pattern=text(pattern),
    )


def clock_of(clock: Sql, half: Sql) -> Sql:
    """The time of day that a clock and its half of the day (`p. m.`) say, or null."""
    return fill(
        "case when $half = '' then try_cast($clock as time) else coalesce("
        "try_strptime($clock || $m, '%I:%M:%S%p'), "
        "try_strptime($clock || $m, '%I:%M%p'))::time end",
        clock=clock,
        half=half,
        m=fill("upper($half[1:1]) || 'M'", half=half),
    )


def quick(cell: Sql, shape: Shape) -> Sql:
    """The value by a plain cast; trusted only where `written` gives the cell back."""
    match shape.type:
        case ColumnType.DATE | ColumnType.DATETIME if shape.pattern not in _CAST:
            return fill(
                "try_strptime($cell, $pattern)::$kept",
                cell=cell, pattern=text(shape.pattern), kept=shape.kept_as,
            )  # fmt: skip
        case _:
            return fill("try_cast($cell as $kept)", cell=cell, kept=shape.kept_as)


def written(value: Sql, shape: Shape) -> Sql:
    """A value as text, in the most usual spelling of its column."""
    match shape.type:
        case ColumnType.DATE | ColumnType.DATETIME if shape.pattern not in _WRITTEN:
            return fill("strftime($value, $pattern)", value=value, pattern=text(shape.pattern))
        case _:
            return fill("$value::varchar", value=value)


def careful(cell: Sql, shape: Shape) -> Sql:
    """The value of a trimmed cell in any spelling that says exactly that value, or null."""
    match shape.type:
        case ColumnType.BOOLEAN:
            return fill(
                "case when lower($cell) in $true then true "
                "when lower($cell) in $false then false end",
                cell=cell, true=words(TRUE), false=words(FALSE),
            )  # fmt: skip
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            return _number(cell, shape)
        case ColumnType.DATE | ColumnType.DATETIME:
            return _moment(cell, shape)
        case ColumnType.TIME:
            return fill(
                "case when regexp_full_match($cell, $time) then try_cast($cell as time) end",
                cell=cell, time=TIME,
            )  # fmt: skip
        case ColumnType.TEXT | ColumnType.CODE:
            return cell


def _number(cell: Sql, shape: Shape) -> Sql:
    point = "," if shape.decimal_comma else "."
    sign = fill("case when regexp_matches($cell, '[-(]') then '-' else '' end", cell=cell)
    kept = text("[^0-9,]" if shape.decimal_comma else "[^0-9.]")
    digits = fill("replace(regexp_replace($cell, $kept, '', 'g'), ',', '.')", cell=cell, kept=kept)
    plain = fill(
        "case when regexp_full_match($cell, $form) and $digits_after <= $scale"
        " then try_cast($sign || $digits as $type) end",
        cell=cell,
        form=COMMA if shape.decimal_comma else DOT,
        digits_after=scale_of(fill("rtrim($cell, '0)')", cell=cell), point),
        scale=number(shape.scale),
        sign=sign,
        digits=digits,
        type=shape.kept_as,
    )
    if shape.type is ColumnType.INTEGER or shape.decimal_comma:
        return plain
    return fill(
        "coalesce($plain, case when regexp_full_match($cell, $scientific)"
        " and $digits_after <= $scale then try_cast($cell as $type) end)",
        plain=plain,
        cell=cell,
        scientific=SCIENTIFIC,
        digits_after=scale_of(cell, point),
        scale=number(shape.scale),
        type=shape.kept_as,
    )


def _moment(cell: Sql, shape: Shape) -> Sql:
    part = fill("regexp_extract($cell, $moment, ['day', 'clock', 'half', 'zone'])",
                cell=cell, moment=MOMENT)  # fmt: skip
    day = day_of(fill("part.day"), shape.pattern[:8])
    clock = clock_of(fill("part.clock"), fill("part.half"))
    bare = fill("$day::$kept", day=day, kept=shape.kept_as)
    if shape.type is ColumnType.DATE:
        timed = fill("case when $clock = time '00:00:00' then $day end", clock=clock, day=day)
    else:
        timed = fill("$day + $clock", day=day, clock=clock)
    return fill(
        "list_transform([$part], part -> case when part.clock = '' then $bare else $timed end)[1]",
        part=part, bare=bare, timed=timed,
    )  # fmt: skip
