"""Decide what the cells of each column are, from all cells or from a sample of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.reading import Column, ColumnType, Reason
from openup.publishing.steps.types.candidates import (
    ENOUGH,
    Candidate,
    Habit,
    candidates,
    mixed_dates,
)
from openup.publishing.steps.types.cells import Shape
from openup.publishing.steps.types.evidence import Evidence, Numbers
from openup.publishing.steps.types.numerals import LONGEST, SHARES, WIDEST
from openup.publishing.steps.types.points import LATITUDE_FIRST, LONGITUDE_FIRST


@dataclass(frozen=True, slots=True)
class Decision:
    """What a column is, the words for nothing that were seen in it, and why.

    `open` is whether a cell that was not looked at may turn it: those looked at say two things.
    """

    shape: Shape
    tokens: tuple[str, ...]
    reason: Reason
    open: bool = False
    fault: Fault | None = None


_UNDECIDED = Habit()


def decide(
    column: str, seen: Evidence, before: Column | None = None, habit: Habit = _UNDECIDED
) -> Decision:
    """The type of the release before, else the one that at least 95 % of the cells fit, or text.

    Where the cells say the same as the release before, they are the reason: the same file, read
    after another one, is read word for word as it was.
    """
    found = _found(column, seen, habit)
    stays = _stays(seen, before) if before else None
    if stays is None or stays.shape == found.shape:
        return found
    return _decision(column, seen, stays)


def _found(column: str, seen: Evidence, habit: Habit) -> Decision:
    if seen.meant == 0:
        return _decision(column, seen, Candidate(Shape(), 0, say("no cell says anything")))
    for candidate in candidates(column, seen, habit):
        if candidate.fits >= ENOUGH * seen.meant:
            return _decision(column, seen, candidate)
    why, fault = _unlike(column, seen)
    return replace(_decision(column, seen, Candidate(Shape(), seen.meant, why)), fault=fault)


def _unlike(column: str, seen: Evidence) -> tuple[Words, Fault | None]:
    """Why a column stays text, and the fault where unlike things keep it from being one."""
    place = Place(column=column)
    if mixed_dates(seen):
        why = say("some of its dates have the day first, others the month")
        one_way = say("Write every date of the column in one way: 2024-12-31.")
        return why, Fault("mixed-dates", Level.COLUMN, _stays_text(why), one_way, place)
    if len(seen.numbers) > 1 and _all_numbers(seen) >= ENOUGH * seen.meant:
        units = ", ".join(unit for unit in sorted(seen.numbers) if unit)
        why = say("its numbers are in several units (%(units)s, or none)", units=units)
        one_unit = say("Keep one unit in a column, or put the unit into a column of its own.")
        return why, Fault("mixed-units", Level.COLUMN, _stays_text(why), one_unit, place)
    return say("its cells are of several kinds"), None


def _stays_text(why: Words) -> Words:
    return say("The column stays text: %(why)s.", why=why)


def kept_as_text(column: str, seen: Evidence) -> Decision:
    """Text, because the file itself says so."""
    why = say("the file declares it")
    return _decision(column, seen, Candidate(Shape(), seen.meant, why))


def _all_numbers(seen: Evidence) -> int:
    return sum(cells.most for cells in seen.numbers.values())


def _decision(column: str, seen: Evidence, taken: Candidate) -> Decision:
    share = taken.fits / seen.meant if seen.meant else 1.0
    reason = Reason(
        column,
        say(
            "%(type)s: %(why)s (%(fits)s of %(meant)s cells looked at).",
            type=taken.shape.type.value, why=taken.why, fits=taken.fits, meant=seen.meant,
        ),
        round(min(taken.sure, share * (seen.meant / (seen.meant + 2))), 3),
    )  # fmt: skip
    tokens = seen.token_list if taken.shape.typed else ()
    return Decision(taken.shape, tokens, reason, taken.open)


def _stays(seen: Evidence, before: Column) -> Candidate | None:
    """The type of the release before, where the cells still fit it."""
    found = _fitting(seen, before)
    if found is None or found[1] < ENOUGH * seen.meant:
        return None
    return Candidate(found[0], found[1], say("as in the release before"))


def _fitting(seen: Evidence, before: Column) -> tuple[Shape, int] | None:
    """The shape that a column had, with room for the digits seen, and how many cells fit it."""
    shape = replace(shape_of(before), wide=False)
    match before.type:
        case ColumnType.TEXT:
            return shape, seen.meant
        case ColumnType.CODE:
            return shape, seen.digits
        case ColumnType.BOOLEAN:
            return shape, seen.booleans
        case ColumnType.TIME:
            return shape, seen.times
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            return _still_numeric(seen, shape)
        case ColumnType.DATE:
            return shape, seen.days.get(before.pattern, 0)
        case ColumnType.DATETIME if before.pattern.endswith("%z"):
            return shape, min(seen.zones, seen.moments.get(before.pattern[:8], 0))
        case ColumnType.DATETIME:
            return shape, seen.dated(before.pattern[:8]) - seen.distant
        case ColumnType.POINT:
            pairs = {LATITUDE_FIRST: seen.latitude_first, LONGITUDE_FIRST: seen.longitude_first}
            return shape, pairs.get(before.pattern, seen.spelled_points)


def _still_numeric(seen: Evidence, shape: Shape) -> tuple[Shape, int] | None:
    cells = seen.numbers.get(shape.unit, Numbers())
    if shape.unit and shape.unit not in SHARES and "" in seen.numbers:
        cells = cells.with_bare(seen.numbers[""])
    comma = shape.decimal_comma
    fits = cells.commas if comma else cells.dots
    scale, whole = (
        (cells.comma_scale, cells.comma_whole) if comma else (cells.dot_scale, cells.dot_whole)
    )
    if shape.type is ColumnType.INTEGER:
        integers = cells.comma_integers if comma else cells.dot_integers
        return (shape, integers) if whole <= LONGEST else None
    scale = max(scale, shape.scale)
    if whole + scale > WIDEST:
        return None
    return replace(shape, scale=scale, wide=whole + scale + 2 > 18), fits


def shape_of(column: Column) -> Shape:
    """The shape that a column was kept in."""
    return Shape(column.type, column.pattern, column.scale, True, column.decimal_comma, column.unit)


def typed(column: Column, shape: Shape) -> Column:
    """The column with its type. A unit in the head of the table holds where the cells have none."""
    numeric = shape.type in (ColumnType.INTEGER, ColumnType.DECIMAL)
    return replace(
        column,
        type=shape.type,
        pattern=shape.pattern,
        scale=shape.scale,
        decimal_comma=shape.decimal_comma,
        unit=shape.unit or (column.unit if numeric else ""),
    )
