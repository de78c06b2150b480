"""How one cell of text becomes a value of each type: the same SQL decides types and writes them.

A value counts only when it says exactly what the cell says. The quick way casts the cell, writes
the value back and compares; only cells that are written otherwise take the careful way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openup.publishing.reading import ColumnType
from openup.publishing.steps.types.days import (
    MOMENT,
    MOMENT_PARTS,
    TIME,
    TIME_PARTS,
    clock_of,
    day_of,
    minutes_of,
)
from openup.publishing.steps.types.numerals import SCIENTIFIC, WIDEST, scale_of, value_of
from openup.publishing.steps.types.points import place_of
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

_WRITTEN: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_CAST: Final = (*_WRITTEN, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")

UTC: Final = "UTC"
"""The unit of moments whose distance to Greenwich the file tells."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a column is kept: its type, and for numbers and dates how its cells are written."""

    type: ColumnType = ColumnType.TEXT
    pattern: str = ""
    scale: int = 0
    wide: bool = False
    decimal_comma: bool = False
    unit: str = ""

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
            case ColumnType.POINT | ColumnType.TEXT | ColumnType.CODE:
                return fill("varchar")


def words(tokens: tuple[str, ...]) -> Sql:
    """A list of text literals in brackets."""
    return fill("($tokens)", tokens=join(", ", [text(token) for token in tokens]))


def trimmed(cell: Sql) -> Sql:
    return fill("trim($cell, $blank)", cell=cell, blank=BLANK)


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
                "list_transform([regexp_extract($cell, $time, $parts)], "
                "part -> case when part.clock <> '' then $clock end)[1]",
                cell=cell, time=TIME, parts=TIME_PARTS,
                clock=clock_of(fill("part.clock"), fill("part.half")),
            )  # fmt: skip
        case ColumnType.POINT:
            return place_of(cell, shape.pattern)
        case ColumnType.TEXT | ColumnType.CODE:
            return cell


def _number(cell: Sql, shape: Shape) -> Sql:
    plain = value_of(
        cell, shape.unit, comma=shape.decimal_comma, scale=number(shape.scale),
        kept_as=shape.kept_as,
    )  # fmt: skip
    if shape.type is ColumnType.INTEGER or shape.decimal_comma or shape.unit:
        return plain
    return fill(
        "coalesce($plain, case when regexp_full_match($cell, $scientific)"
        " and $digits_after <= $scale then try_cast($cell as $type) end)",
        plain=plain,
        cell=cell,
        scientific=SCIENTIFIC,
        digits_after=scale_of(cell, comma=False),
        scale=number(shape.scale),
        type=shape.kept_as,
    )


def _moment(cell: Sql, shape: Shape) -> Sql:
    part = fill("regexp_extract($cell, $moment, $parts)", cell=cell, moment=MOMENT,
                parts=MOMENT_PARTS)  # fmt: skip
    day = day_of(fill("part.day"), shape.pattern[:8])
    clock = clock_of(fill("part.clock"), fill("part.half"))
    bare = fill("$day::$kept", day=day, kept=shape.kept_as)
    if shape.type is ColumnType.DATE:
        timed = fill("case when $clock = time '00:00:00' then $day end", clock=clock, day=day)
    else:
        timed = fill("$day + $clock", day=day, clock=clock)
    minutes = minutes_of(fill("part.zone"))
    if shape.pattern.endswith("%z"):
        bare = fill("null")
        timed = fill("$timed - to_minutes($minutes)", timed=timed, minutes=minutes)
    else:
        # A clock far from Greenwich does not say what the others of its column say.
        timed = fill(
            "case when coalesce($minutes, 0) = 0 then $timed end", minutes=minutes, timed=timed
        )
    return fill(
        "list_transform([$part], part -> case when part.clock = '' then $bare else $timed end)[1]",
        part=part, bare=bare, timed=timed,
    )  # fmt: skip
