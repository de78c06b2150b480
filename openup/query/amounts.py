"""Numbers, dates, times and truths as people type them in a filter, turned into spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from openup.kernel.words import Words, say
from openup.publishing.reading import Column, ColumnType
from openup.publishing.steps.types.numerals import PLAIN_SIGN, measured
from openup.query.errors import QueryRefused
from openup.store.sql import Sql, fill, join, number, text


@dataclass(frozen=True, slots=True)
class Span:
    """What a typed value covers: from `first` to `last`, both included, or to before `end`."""

    first: Sql | None
    last: Sql | None = None
    end: Sql | None = None

    def before(self, cell: Sql) -> Sql:
        return fill("$cell < $first", cell=cell, first=self.first or fill("null"))

    def from_first(self, cell: Sql) -> Sql:
        return fill("$cell >= $first", cell=cell, first=self.first or fill("null"))

    def after(self, cell: Sql) -> Sql:
        if self.end:
            return fill("$cell >= $end", cell=cell, end=self.end)
        return fill("$cell > $last", cell=cell, last=self.last or fill("null"))

    def to_last(self, cell: Sql) -> Sql:
        if self.end:
            return fill("$cell < $end", cell=cell, end=self.end)
        return fill("$cell <= $last", cell=cell, last=self.last or fill("null"))

    def inside(self, cell: Sql) -> Sql:
        bounds = [self.from_first(cell)] if self.first else []
        if self.end or self.last:
            bounds.append(self.to_last(cell))
        return fill("($bounds)", bounds=join(" and ", bounds))


_NUMBER = re.compile(r"[-+]?\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?|[-+]?\.\d+")
_DIGITS = 30
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LOCAL = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)(\d{4})")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_TRUE = frozenset({"true", "sí", "si", "yes", "verdadero", "1", "t", "v"})
_FALSE = frozenset({"false", "no", "falso", "0", "f"})


def span_of(column: Column, typed: str) -> Span:
    """What one value covers in this column. Raises QueryRefused, saying what to write."""
    span = _READERS[column.type](_without_unit(column, typed.strip()))
    if span is None:
        raise QueryRefused(
            say("“%(typed)s” cannot be sought in “%(column)s”.", typed=typed, column=column.name),
            advice=_ADVICE[column.type],
        )
    return span


def _without_unit(column: Column, typed: str) -> str:
    """A number without the unit that it is typed with, which must be the one of the column."""
    if column.type not in (ColumnType.INTEGER, ColumnType.DECIMAL):
        return typed
    bare, unit = measured(typed)
    if unit not in ("", PLAIN_SIGN, column.unit):
        raise QueryRefused(
            say("“%(typed)s” cannot be sought in “%(column)s”.", typed=typed, column=column.name),
            advice=say("Its numbers are in another unit: %(unit)s.", unit=column.unit or "–"),
        )
    return bare


def range_of(column: Column, typed: str) -> Span:
    """A value, or `a..b` with either end left out."""
    first, dots, last = typed.partition("..")
    if not dots:
        return span_of(column, typed)
    if not first.strip() and not last.strip():
        return span_of(column, typed)
    begins = span_of(column, first) if first.strip() else None
    ends = span_of(column, last) if last.strip() else None
    return Span(
        begins.first if begins else None, ends.last if ends else None, ends.end if ends else None
    )


def _number(typed: str) -> Span | None:
    if not _NUMBER.fullmatch(typed) or sum(map(str.isdigit, typed)) > _DIGITS:
        return None
    value = number(Decimal(re.sub(r"[$,\s]", "", typed)))
    return Span(value, value)


def _day(typed: str) -> tuple[date, date] | None:
    """The first day that a written date covers, and the first day after it."""
    iso, local = _ISO.fullmatch(typed), _LOCAL.fullmatch(typed)
    if not iso and not local:
        return None
    year, month, day = iso.groups() if iso else local.group(3, 2, 1) if local else ("", "", "")
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return first, first + timedelta(days=1)
        if month:
            return first, (first + timedelta(days=31)).replace(day=1)
        return first, first.replace(year=first.year + 1)
    except (ValueError, OverflowError):
        return None


def _date(typed: str) -> Span | None:
    days = _day(typed)
    if days is None:
        return None
    first, end = (fill("date $day", day=text(day.isoformat())) for day in days)
    return Span(first, end=end)


def _moment(typed: str) -> Span | None:
    day, _, clock = typed.replace("T", " ").partition(" ")
    days, found = _day(day), _CLOCK.fullmatch(clock.strip())
    if days is None or (clock and not found):
        return None
    if not found:
        first, end = (fill("timestamp $day", day=text(day.isoformat())) for day in days)
        return Span(first, end=end)
    return _clock_span("timestamp $at", f"{days[0].isoformat()} ", found)


def _time(typed: str) -> Span | None:
    found = _CLOCK.fullmatch(typed)
    return _clock_span("time $at", "", found) if found else None


def _clock_span(template: str, before: str, found: re.Match[str]) -> Span:
    """`10:30` covers its whole minute, `10:30:15` its whole second."""
    hour, minute, second = found.groups()
    first, last = second or "00", f"{second or '59'}.999999"
    return Span(
        fill(template, at=text(f"{before}{int(hour):02}:{minute}:{first}")),
        fill(template, at=text(f"{before}{int(hour):02}:{minute}:{last}")),
    )


def _truth(typed: str) -> Span | None:
    if typed.lower() in _TRUE | _FALSE:
        value = fill("true") if typed.lower() in _TRUE else fill("false")
        return Span(value, value)
    return None


def _text(typed: str) -> Span | None:
    return Span(text(typed), text(typed))


_READERS: dict[ColumnType, Callable[[str], Span | None]] = {
    ColumnType.BOOLEAN: _truth,
    ColumnType.INTEGER: _number,
    ColumnType.DECIMAL: _number,
    ColumnType.DATE: _date,
    ColumnType.TIME: _time,
    ColumnType.DATETIME: _moment,
    ColumnType.POINT: _text,
    ColumnType.TEXT: _text,
    ColumnType.CODE: _text,
}
_NUMBERS = say("Write a number, such as 1500 or 1,500.50; “> 1000”, “1000..2000” or “empty”.")
_DATES = say(
    "Write a date, such as 2024-03-31, 2024-03 or 2024; “> 2024”, “2023..2024” or “empty”."
)
_ADVICE: dict[ColumnType, Words] = {
    ColumnType.BOOLEAN: say("Write yes, no or “empty”."),
    ColumnType.INTEGER: _NUMBERS,
    ColumnType.DECIMAL: _NUMBERS,
    ColumnType.DATE: _DATES,
    ColumnType.TIME: say("Write a time, such as 09:30, “> 09:30”, “09:00..10:00” or “empty”."),
    ColumnType.DATETIME: _DATES,
    ColumnType.POINT: say("Write a box: 25.6,-100.4..25.8,-100.2, or “empty”."),
    ColumnType.TEXT: say("Write a text, “= text” or “empty”."),
    ColumnType.CODE: say("Write a text, “= text” or “empty”."),
}
