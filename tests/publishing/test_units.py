"""Numbers keep their unit beside them, and unlike things never stand in one column of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.publishing.tables import columns_of, typed


def _one(*cells: str | None):
    found = typed(*columns_of(("c", cells)))
    (column,) = found.table.reading.columns
    return column.type.value, column.unit, found.column("c")


def _d(*numbers: str) -> list[object]:
    return [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("cells", "unit", "values"),
    [
        (("12.5%", "7 %", "-0.25%"), "%", _d("12.5", "7", "-0.25")),
        (("12,5 %", "7 %", "100 %"), "%", _d("12.5", "7", "100")),
        (("$1,234.50", "$ -2.00", "-$3", "($4.00)"), "$", _d("1234.5", "-2", "-3", "-4")),
        (("MXN 1,000.50", "1,234.50 MXN", "$5.00 MXN"), "MXN", _d("1000.5", "1234.5", "5")),
        (("1.000,00 €", "2,50 €", "EUR 3,1"), "EUR", _d("1000", "2.5", "3.1")),
        (("US$ 5.10", "USD 1,000", "2.50 usd"), "USD", _d("5.1", "1000", "2.5")),
        (("$ 1,234.50 M.N.", "2.25 M.N."), "M.N.", _d("1234.5", "2.25")),
        (("S/. 12.50", "S/ 7.25", "PEN 1.00"), "PEN", _d("12.5", "7.25", "1")),
        (("R$ 1.234,56", "R$ 0,50"), "BRL", _d("1234.56", "0.5")),
    ],
)
def test_a_number_is_kept_as_written_and_its_column_names_the_unit(cells, unit, values) -> None:
    assert _one(*cells) == ("decimal", unit, values)


def test_whole_percentages_are_whole_numbers() -> None:
    assert _one("12%", "7 %", "100%") == ("integer", "%", [12, 7, 100])


def test_a_plain_sign_may_be_left_out_in_a_column_of_amounts() -> None:
    assert _one("$5", "1,200", "$ 7") == ("integer", "$", [5, 1200, 7])


@pytest.mark.parametrize(
    "cells",
    [
        ["12%", "12", "7%", "8"],
        ["USD 5", "MXN 5", "USD 7"],
        ["$5", "€5"],
        ["USD 5", "1,200", "7", "8"],
        ["5% MXN", "7% MXN"],
        ["$5 €", "$7 €"],
        ["TOP 5", "ART 7"],
    ],
)
def test_unlike_units_stay_text(cells: list[str]) -> None:
    assert _one(*cells) == ("text", "", cells)


@pytest.mark.parametrize(
    ("usual", "odd", "code"),
    [
        ("12%", "12", "other-unit"),
        ("12", "12%", "other-unit"),
        ("1200.50", "USD 12.50", "other-unit"),
        ("MXN 1.50", "USD 1.50", "other-unit"),
        ("MXN 1.50", "$1.50", "other-unit"),
        ("12%", "doce%", "not-a-number"),
        ("$12", "$1.2.3", "not-a-number"),
        ("12%", "1E5", "power-of-ten"),
        ("1200", "1E5", "power-of-ten"),
    ],
)
def test_a_number_in_another_unit_is_kept_raw(usual: str, odd: str, code: str) -> None:
    found = typed(*columns_of(("c", [usual] * 60 + [odd] + [usual] * 39)))
    assert found.types() != ["text"]
    assert found.misfits == {(62, "c"): (odd, code)}


def test_why_a_column_has_no_type_tells_its_units() -> None:
    found = typed(*columns_of(("c", ["USD 5", "MXN 5"] * 9)))
    reason = found.table.reading.reasons[-1].words
    assert "several units (MXN, USD, or none)" in str(reason)
    assert [group.code for group in found.table.faults.groups.values()] == ["mixed-units"]
