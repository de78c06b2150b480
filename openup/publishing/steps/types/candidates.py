"""The types that the look of a column's cells allows, each with how many cells fit and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.reading import ColumnType
from openup.publishing.steps.types.cells import UTC, Shape
from openup.publishing.steps.types.days import PAIRS, SHORT_YEARS
from openup.publishing.steps.types.evidence import Evidence, Numbers
from openup.publishing.steps.types.numerals import LONGEST, PLAIN_SIGN, SHARES, WIDEST
from openup.publishing.steps.types.points import LATITUDE_FIRST, LONGITUDE_FIRST, WKT, order_by_name

ENOUGH: Final = 0.95
"""The share of a column's filled cells that must fit before the column gets a type."""

UNSURE: Final = 0.6
"""How sure a decision is that the cells leave open."""

TOLD_ELSEWHERE: Final = 0.85
"""How sure a decision is that the cells leave open, and that something beside them tells."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How the other columns of a table write what one column leaves open; None: they do not tell.

    `semicolon` is whether the cells of the file stand between semicolons, as where commas are
    decimal points; `points` whether the column holds numbers that the file itself keeps as numbers.
    """

    comma: bool | None = None
    month_first: bool | None = None
    semicolon: bool = False
    points: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shape, how many cells fit it, why, and how sure that is at most.

    `open` is whether one more cell may turn the decision: all those seen say two things.
    """

    shape: Shape
    fits: int
    why: Words
    sure: float = 1.0
    open: bool = False


def habit_of(columns: list[Evidence], delimiter: str) -> Habit:
    """How a table writes numbers and dates, told by its columns that leave nothing open."""
    commas, firsts = set[bool](), set[bool]()
    for seen in columns:
        for unit in seen.numbers.values():
            if unit.dots != unit.commas and unit.most >= ENOUGH * seen.meant:
                commas.add(unit.commas > unit.dots)
        for day_first, month_first in PAIRS.items():
            one, other = seen.dated(day_first), seen.dated(month_first)
            if one != other and max(one, other) >= ENOUGH * seen.meant:
                firsts.add(other > one)
    return Habit(
        commas.pop() if len(commas) == 1 else None,
        firsts.pop() if len(firsts) == 1 else None,
        delimiter == ";",
    )


def candidates(column: str, seen: Evidence, habit: Habit) -> list[Candidate]:
    """In the order in which they are preferred."""
    found = [Candidate(Shape(ColumnType.BOOLEAN), seen.booleans, say("its cells say yes or no"))]
    if seen.leading >= 2 or seen.long or seen.leading > 0.01 * seen.meant:
        why = say("its cells are digits whose leading zeros or length count")
        found.append(Candidate(Shape(ColumnType.CODE), seen.digits, why))
    found += _numbers(seen, habit)
    found += _moments(column, seen, habit)
    shape = Shape(ColumnType.TIME, pattern="%H:%M:%S")
    found.append(Candidate(shape, seen.times, say("times of day")))
    return found + _points(column, seen)


def amounts(seen: Evidence) -> tuple[str, Numbers]:
    """The unit of the numbers, and its cells, bare ones among them where the unit is a currency.

    The plain `$` is often left out, so a few of it make a column of amounts; any other sign says so
    only if most numbers bear it.
    """
    bare = seen.numbers.get("", Numbers())
    signed = {unit: cells for unit, cells in seen.numbers.items() if unit}
    unit = max(signed, key=lambda one: signed[one].most, default="")
    if not unit:
        return "", bare
    least = (1 - ENOUGH) * seen.meant if unit == PLAIN_SIGN else bare.most
    if signed[unit].most < least:
        return "", bare
    return unit, signed[unit] if unit in SHARES else signed[unit].with_bare(bare)


def _numbers(seen: Evidence, habit: Habit) -> list[Candidate]:
    unit, cells = amounts(seen)
    if not cells.most:
        return []
    comma, doubt, sure = _decimal_comma(cells, habit)
    if comma is None:
        return []
    shape = numeric(cells, unit, comma=comma)
    fits = cells.commas if comma else cells.dots
    if shape is None:
        return [Candidate(Shape(), fits, say("its numbers have too many digits"))]
    why = _NUMBERS
    if unit:
        many = seen.numbers[unit].most
        why = say(
            "its cells are numbers in %(unit)s, as %(many)s of them say", unit=unit, many=many
        )
        sure = sure if 2 * many >= cells.most else UNSURE
    if doubt is not None:
        why = say("%(why)s; %(doubt)s", why=why, doubt=doubt)
    return [Candidate(shape, fits, why, sure, doubt is not None)]


_NUMBERS: Final = say("its cells are numbers")


def numeric(cells: Numbers, unit: str, *, comma: bool) -> Shape | None:
    """The shape that keeps all digits of these numbers; None when they are too many."""
    scale, whole = (
        (cells.comma_scale, cells.comma_whole) if comma else (cells.dot_scale, cells.dot_whole)
    )
    if scale == 0 and whole <= LONGEST:
        return Shape(ColumnType.INTEGER, decimal_comma=comma, unit=unit)
    if whole + scale > WIDEST:
        return None
    wide = whole + scale + 2 > 18
    return Shape(ColumnType.DECIMAL, scale=scale, wide=wide, decimal_comma=comma, unit=unit)


def _decimal_comma(cells: Numbers, habit: Habit) -> tuple[bool | None, Words | None, float]:
    """Whether the comma is the decimal sign (None if cells contradict), the doubt, how sure."""
    if habit.points:
        return False, None, 1.0
    triples = cells.comma_triples + cells.dot_triples
    told, against = sorted((cells.only_commas, cells.only_dots), reverse=True)
    if triples and told and told < ENOUGH * (told + against):
        return None, None, 0.0
    if told or not triples:
        return cells.only_commas > cells.only_dots, None, 1.0
    if habit.comma is not None:
        return habit.comma, _TOLD, TOLD_ELSEWHERE
    if cells.comma_triples and cells.either > triples:
        return False, _GROUPS, TOLD_ELSEWHERE
    return habit.semicolon, _TOOK_COMMA if habit.semicolon else _TOOK_POINT, UNSURE


_TOLD: Final = say(
    "the other columns tell whether 1,500 is a thousand and a half or one and a half"
)
_GROUPS: Final = say("whole numbers stand among them, so that 1,500 is a thousand and a half")
_TOOK_COMMA: Final = say("its decimal sign may be a comma or a point: we took the comma")
_TOOK_POINT: Final = say("its decimal sign may be a comma or a point: we took the point")


def _moments(column: str, seen: Evidence, habit: Habit) -> list[Candidate]:
    if not seen.days:
        return []
    best = max(seen.days, key=seen.dated)
    other = PAIRS.get(best) or next((one for one, two in PAIRS.items() if two == best), "")
    doubt, sure = None, 1.0
    if other:
        told, against = seen.dated(best) - _both(seen, best), seen.dated(other) - _both(seen, best)
        if told and told < ENOUGH * (told + against):
            return []
        if not told and habit.month_first and best in PAIRS:
            best = PAIRS[best]
        if not told:
            elsewhere = habit.month_first is not None
            doubt, sure = (_ELSEWHERE, TOLD_ELSEWHERE) if elsewhere else (_OPEN, UNSURE)
    return _dates(seen, best, doubt, sure)


_OPEN: Final = say("no day is greater than 12, so we took the day to stand before the month")
_ELSEWHERE: Final = say("the other dates of the table tell which is the day and which the month")


def _both(seen: Evidence, spelling: str) -> int:
    """Cells that are dates whether the day or the month stands first."""
    first = next((one for one, two in PAIRS.items() if spelling in (one, two)), "")
    return seen.twofold.get(first, 0)


def mixed_dates(seen: Evidence) -> bool:
    """Whether some dates have the day first and others the month, so that no order can be told."""
    for day_first, month_first in PAIRS.items():
        both = seen.twofold.get(day_first, 0)
        one, other = seen.dated(day_first) - both, seen.dated(month_first) - both
        if one and other and one + other + both >= ENOUGH * seen.meant:
            return max(one, other) < ENOUGH * (one + other)
    return False


def _dates(seen: Evidence, best: str, doubt: Words | None, sure: float) -> list[Candidate]:
    days, fits, unit, pattern = seen.days[best], seen.dated(best), "", best
    shape = Shape(ColumnType.DATE, pattern=best)
    why = say("dates written %(pattern)s", pattern=best)
    if days < ENOUGH * seen.meant:
        pattern += clock_spelled(seen.spelling)
        fits -= seen.distant
        if 2 * seen.zones >= fits and seen.distant:
            fits, unit, pattern = seen.zones, UTC, re.sub(r"(%[SM])[^%]*$", r"\1%z", pattern)
        shape = Shape(ColumnType.DATETIME, pattern=pattern, unit=unit)
        why = say("dates and times written %(pattern)s", pattern=pattern)
    if best in SHORT_YEARS:
        why = say("%(why)s, whose years are from 1969 to 2068", why=why)
    if doubt is not None:
        why = say("%(why)s; %(doubt)s", why=why, doubt=doubt)
    return [Candidate(shape, fits, why, sure, doubt is not None)]


def clock_spelled(spelling: str) -> str:
    """`9-9-9 9:9:9 GMT` is the usual spelling of a column: ` %H:%M:%S GMT`."""
    found = re.fullmatch(r"9.9.9([ T]+)(9:9(?::9(\.9)?)?)(.*)", spelling)
    if found is None or found[3] or "m" in found[4].lower().replace("gmt", ""):
        return " %H:%M:%S"
    clock = "%H:%M:%S" if found[2].count(":") == 2 else "%H:%M"
    return found[1] + clock + (found[4] if "9" not in found[4] else "")


def _points(column: str, seen: Evidence) -> list[Candidate]:
    why = say("places on Earth, in degrees")
    found = [Candidate(Shape(ColumnType.POINT, pattern=WKT), seen.spelled_points, why)]
    lat, lon = seen.latitude_first, seen.longitude_first
    order = order_by_name(column)
    if lat != lon:
        order = LATITUDE_FIRST if lat > lon else LONGITUDE_FIRST
    if order:
        fits = lat if order == LATITUDE_FIRST else lon
        found.append(Candidate(Shape(ColumnType.POINT, pattern=order), fits, why))
    return found
