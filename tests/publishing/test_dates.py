"""Dates are decided on the whole column; the order of day and month is never guessed silently."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.publishing.tables import columns_of, typed

FIRST, SECOND = date(2024, 1, 3), date(2024, 12, 25)


def _one(*cells: str | None, name: str = "c"):
    found = typed(*columns_of((name, cells)))
    (column,) = found.table.reading.columns
    return column.type.value, column.pattern, found.column(name)


def _reason(found, name: str = "c"):
    return next(one for one in found.table.reading.reasons if one.subject == name)


@pytest.mark.parametrize(
    ("cells", "pattern"),
    [
        (("3 de enero de 2024", "25 de diciembre del 2024"), "%d-%b-%Y"),
        (("03-ene-2024", "25-dic-2024"), "%d-%b-%Y"),
        (("03/Ene./2024", "25/DIC/2024"), "%d-%b-%Y"),
        (("03-Jan-2024", "25-Dec-2024"), "%d-%b-%Y"),
        (("3 January 2024", "25 December 2024"), "%d-%b-%Y"),
        (("January 3, 2024", "Dec 25, 2024"), "%b-%d-%Y"),
        (("enero 3, 2024", "dic 25 2024"), "%b-%d-%Y"),
        (("03-ene-24", "25-dic-24"), "%d-%b-%y"),
        (("03/01/24", "25/12/24"), "%d/%m/%y"),
        (("01/03/24", "12/25/24"), "%m/%d/%y"),
        (("01/03/2024", "12/25/2024"), "%m/%d/%Y"),
    ],
)
def test_a_date_is_read_in_any_usual_spelling(cells: tuple[str, str], pattern: str) -> None:
    assert _one(*cells) == ("date", pattern, [FIRST, SECOND])


def test_two_digits_are_a_year_from_1969_to_2068() -> None:
    _, _, values = _one("31/12/68", "31/12/69")
    assert values == [date(2068, 12, 31), date(1969, 12, 31)]


@pytest.mark.parametrize(
    "cells",
    [
        ["ene-24", "feb-24"],
        ["enero 2024", "febrero 2024"],
        ["1.2.10", "1.2.11"],
        ["01-02-03", "02-01-01"],
        ["3 de enero", "4 de enero"],
        ["3 xyz 2024", "4 xyz 2024"],
        ["Mayo 5", "Mayo 6"],
        ["31 de febrero de 2024", "30 de febrero de 2024"],
    ],
)
def test_what_is_no_whole_date_stays_text(cells: list[str]) -> None:
    assert _one(*cells)[::2] == ("text", cells)


@pytest.mark.parametrize(
    ("cells", "pattern", "first"),
    [
        (("03/01/2024 02:30 p. m.", "25/12/2024 09:05 a.m."), "%d/%m/%Y %H:%M:%S", "14:30"),
        (("3 de enero de 2024, 14:30:15", "25-dic-2024 1:02"), "%d-%b-%Y %H:%M:%S", "14:30:15"),
        (("2024-01-03T14:30:00Z", "2024-12-25T01:00:00Z"), "%Y-%m-%dT%H:%M:%SZ", "14:30"),
        (("2024-01-03T08:30:00-06:00", "2024-12-25T01:00:00Z"), "%Y-%m-%dT%H:%M:%S%z", "14:30"),
        (("2024-01-03 08:30:00.5-0600", "2024-12-25 07:00:00-05"), "%Y-%m-%d %H:%M:%S%z",
         "14:30:00.5"),
    ],
)  # fmt: skip
def test_a_moment_is_read_with_its_clock_and_zone(cells, pattern: str, first: str) -> None:
    kind, found, values = _one(*cells)
    assert (kind, found) == ("datetime", pattern)
    assert values[0] == datetime.fromisoformat(f"2024-01-03 {first}")


def test_moments_with_their_distance_to_greenwich_are_in_universal_time() -> None:
    found = typed(*columns_of(("c", ["2024-01-03T20:00:00-06:00"] * 99 + ["2024-01-03T20:00:00"])))
    assert found.column("c")[0] == datetime.fromisoformat("2024-01-04 02:00")
    assert found.table.reading.columns[0].unit == "UTC"
    assert found.misfits == {(101, "c"): ("2024-01-03T20:00:00", "other-zone")}


def test_a_distance_to_greenwich_among_plain_moments_is_no_plain_moment() -> None:
    cells = ["2024-01-03 20:00:00"] * 99 + ["2024-01-03 20:00:00-06:00"]
    found = typed(*columns_of(("c", cells)))
    assert found.misfits == {(101, "c"): (cells[-1], "other-zone")}


def test_times_of_day_have_seconds_and_halves() -> None:
    assert _one("2:30 p.m.", "09:05:10 AM")[::2] == ("time", [time(14, 30), time(9, 5, 10)])


def test_one_day_greater_than_twelve_decides_the_order() -> None:
    cells = ["01/02/2024"] * 5000 + ["02/13/2024"] + ["03/04/2024"] * 5000
    kind, pattern, values = _one(*cells)
    assert (kind, pattern, values[0]) == ("date", "%m/%d/%Y", date(2024, 1, 2))


def test_dates_that_tell_no_order_are_said_to_be_unsure() -> None:
    found = typed(*columns_of(("c", ["01/02/2024", "03/04/2024"] * 20)))
    assert found.column("c")[0] == date(2024, 2, 1)
    reason = _reason(found)
    assert "no day is greater than 12" in str(reason.words)
    assert reason.confidence <= 0.6


def test_another_column_tells_the_order_of_one_that_does_not() -> None:
    found = typed(
        *columns_of(("c", ["01/02/2024"] * 9), ("d", [f"02/{day}/2024" for day in range(13, 22)]))
    )
    assert found.column("c")[0] == date(2024, 1, 2)
    assert "the other dates of the table tell" in str(_reason(found).words)


def test_dates_in_both_orders_are_no_dates() -> None:
    cells = ["01/02/2024"] * 90 + ["13/02/2024"] * 5 + ["02/13/2024"] * 5
    found = typed(*columns_of(("c", cells)))
    assert found.column("c") == cells
    assert "some of its dates have the day first" in str(_reason(found).words)
    assert [group.code for group in found.table.faults.groups.values()] == ["mixed-dates"]


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ("41974", "day-number"),
        ("30 de febrero de 2024", "impossible-date"),
        ("pendiente", "not-a-date"),
    ],
)
def test_a_cell_that_is_no_date_says_what_it_may_be(odd: str, code: str) -> None:
    found = typed(*columns_of(("c", ["2024-01-15"] * 60 + [odd])))
    assert found.misfits == {(62, "c"): (odd, code)}
