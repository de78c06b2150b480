"""What the cells of a column are, where a person said it: the cells only say how they are kept."""

from __future__ import annotations

from openup.kernel.words import say
from openup.publishing.reading import ColumnType, Reason
from openup.publishing.steps.types.candidates import amounts
from openup.publishing.steps.types.cells import UTC, Shape
from openup.publishing.steps.types.days import DAYS
from openup.publishing.steps.types.evidence import Evidence
from openup.publishing.steps.types.numerals import WIDEST
from openup.publishing.steps.types.points import LATITUDE_FIRST, WKT
from openup.publishing.steps.types.types import Decision, decide
from openup.publishing.told import ToldColumn

_SAID = say("a person said so")


def said_of_types(told: ToldColumn) -> bool:
    """Whether anything was said of what the cells are."""
    return told.type is not None or told.pattern is not None or told.decimal_comma is not None


def decide_as_told(column: str, told: ToldColumn, seen: Evidence) -> Decision:
    """The type that was said, as its cells are written. Cells that do not fit stay misfits."""
    found = decide(column, seen)
    kind = told.type if told.type is not None else _implied(told, found.shape)
    shape, fits = _shape(kind, told, seen, found.shape)
    words = say(
        "%(type)s: %(why)s (%(fits)s of %(meant)s cells looked at).",
        type=kind.value, why=_SAID, fits=fits, meant=seen.meant,
    )  # fmt: skip
    return Decision(shape, seen.token_list if shape.typed else (), Reason(column, words, 1.0))


def _implied(told: ToldColumn, found: Shape) -> ColumnType:
    """A pattern speaks of dates, a decimal comma of numbers."""
    if told.pattern is not None:
        return ColumnType.DATETIME if "%H" in told.pattern else ColumnType.DATE
    return found.type


def _shape(kind: ColumnType, told: ToldColumn, seen: Evidence, found: Shape) -> tuple[Shape, int]:
    """How a column of this type is kept, and how many of the cells looked at fit it."""
    match kind:
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            return _number(kind, told, seen)
        case ColumnType.DATE | ColumnType.DATETIME:
            return _moment(kind, told, seen, found)
        case ColumnType.TIME:
            return Shape(kind, pattern="%H:%M:%S"), seen.times
        case ColumnType.BOOLEAN:
            return Shape(kind), seen.booleans
        case ColumnType.POINT:
            return _point(seen, found)
        case ColumnType.TEXT | ColumnType.CODE:
            return Shape(kind), seen.meant


def _number(kind: ColumnType, told: ToldColumn, seen: Evidence) -> tuple[Shape, int]:
    unit, cells = amounts(seen)
    comma = cells.commas > cells.dots if told.decimal_comma is None else told.decimal_comma
    scale, whole = (
        (cells.comma_scale, cells.comma_whole) if comma else (cells.dot_scale, cells.dot_whole)
    )
    fits = cells.commas if comma else cells.dots
    if kind is ColumnType.INTEGER:
        return Shape(kind, decimal_comma=comma, unit=unit), fits
    scale = min(scale, WIDEST // 2)
    wide = whole + scale + 2 > 18
    return Shape(kind, scale=scale, wide=wide, decimal_comma=comma, unit=unit), fits


def _moment(kind: ColumnType, told: ToldColumn, seen: Evidence, found: Shape) -> tuple[Shape, int]:
    usual = max(seen.days, key=seen.dated, default="%Y-%m-%d")
    pattern = told.pattern or (found.pattern if found.type is kind else usual)
    day = next((one for one in DAYS if pattern.startswith(one)), usual)
    if kind is ColumnType.DATE:
        return Shape(kind, pattern=day), seen.days.get(day, 0)
    clock = pattern.removeprefix(day) or " %H:%M:%S"
    unit, fits = (UTC, seen.zones) if clock.endswith("%z") else ("", seen.dated(day))
    return Shape(kind, pattern=day + clock, unit=unit), fits


def _point(seen: Evidence, found: Shape) -> tuple[Shape, int]:
    if found.type is ColumnType.POINT:
        return found, seen.meant
    pairs = (seen.spelled_points, WKT), (seen.latitude_first, LATITUDE_FIRST)
    fits, order = max(pairs)
    return Shape(ColumnType.POINT, pattern=order), fits
