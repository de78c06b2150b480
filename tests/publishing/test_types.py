"""Types are decided on what cells say, and a cell never becomes a value that it does not say."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from tests.publishing.tables import columns_of, typed

_at = datetime.fromisoformat


def _one(*cells: str | None) -> tuple[str, list[object]]:
    found = typed(*columns_of(("c", cells)))
    return found.types()[0], found.column("c")


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        (("1", "-20", "0"), "integer", [1, -20, 0]),
        (("1,200", "35", "$ 7"), "integer", [1200, 35, 7]),
        (("1 234 567", "12", "+5"), "integer", [1234567, 12, 5]),
        (("007", "019", "120"), "code", ["007", "019", "120"]),
        (("19039", "01001", "02004"), "code", ["19039", "01001", "02004"]),
        (("123456789012345678901", "5"), "code", ["123456789012345678901", "5"]),
        (("1.5", "2", "-3.25"), "decimal", [Decimal("1.5"), Decimal(2), Decimal("-3.25")]),
        (("$1,234.50", "(2.00)", "3"), "decimal", [Decimal("1234.5"), Decimal(-2), Decimal(3)]),
        (("1.234,50", "2,00", "3,1"), "decimal", [Decimal("1234.5"), Decimal(2), Decimal("3.1")]),
        (("1.5E-7", "2.25"), "decimal", [Decimal("0.00000015"), Decimal("2.25")]),
        (("2024-02-29", "2023-12-01"), "date", [date(2024, 2, 29), date(2023, 12, 1)]),
        (("01/02/2024", "25/02/2024"), "date", [date(2024, 2, 1), date(2024, 2, 25)]),
        (("01/02/2024", "02/25/2024"), "date", [date(2024, 1, 2), date(2024, 2, 25)]),
        (("01/02/2024", "03/04/2024"), "date", [date(2024, 2, 1), date(2024, 4, 3)]),
        (("14:30", "9:05:10"), "time", [time(14, 30), time(9, 5, 10)]),
        (
            ("2013-12-30 00:00:00 GMT", "2013-11-20 14:32", "2013-12-30"),
            "datetime",
            [_at("2013-12-30 00:00"), _at("2013-11-20 14:32"), _at("2013-12-30 00:00")],
        ),
        (
            ("20/11/2013 02:32 p. m.", "20/11/2013 11:00"),
            "datetime",
            [_at("2013-11-20 14:32"), _at("2013-11-20 11:00")],
        ),
        (("Sí", "NO", "si"), "boolean", [True, False, True]),
        (("Sí", "NO", "quizá"), "text", ["Sí", "NO", "quizá"]),
        (("1_000", "0x1F", "1e3x"), "text", ["1_000", "0x1F", "1e3x"]),
        (("Monterrey", " García "), "text", ["Monterrey", " García "]),
        (("5", "N/D", "-", None), "integer", [5, None, None, None]),
        (("N/D", "N/D"), "text", ["N/D", "N/D"]),
        ((None, ""), "text", [None, None]),
    ],
)
def test_a_column_gets_the_type_that_its_cells_say(
    cells: tuple[str | None, ...], kind: str, values: list[object]
) -> None:
    assert _one(*cells) == (kind, values)


def test_words_for_nothing_are_recorded_and_are_no_misfits() -> None:
    found = typed(*columns_of(("monto", ["5", "N/D", "s/d", "7"])))
    assert found.table.reading.null_tokens == ("N/D", "s/d")
    assert found.misfits == {}
    assert found.table.profile[0].empty == 2


@pytest.mark.parametrize(
    ("usual", "odd", "code"),
    [
        ("2024-01-15", "2023-02-31", "impossible-date"),
        ("2024-01-15", "15/01/2024", "impossible-date"),
        ("2024-01-15", "enero", "not-a-date"),
        ("2024-01-15", "infinity", "not-a-date"),
        ("2024-01-15", "2024-01-15x", "impossible-date"),
        ("1200", "1,2,3", "not-a-number"),
        ("1200", "0120", "leading-zeros"),
        ("1200", "1_200", "not-a-number"),
        ("12.50", "Infinity", "not-a-number"),
        ("12.50", "doce", "not-a-number"),
        ("12.50", "1" * 40, "number-beyond-column"),
        ("14:30", "25:00", "not-a-time"),
        ("sí", "tal vez", "not-yes-or-no"),
    ],
)
def test_a_cell_that_does_not_fit_is_kept_raw(usual: str, odd: str, code: str) -> None:
    found = typed(*columns_of(("c", [usual] * 60 + [odd] + [usual] * 39)))
    assert found.column("c")[60] is None
    assert found.misfits == {(62, "c"): (odd, code)}
    (group,) = found.table.faults.groups.values()
    assert (group.code, group.total, group.examples[0].place.row) == (code, 1, 62)
    assert found.table.profile[0].misfits == 1
    assert found.table.profile[0].empty == 0


def test_the_total_of_very_long_numbers_is_no_error() -> None:
    found = typed(*columns_of(("monto", ["9" * 29 + ".5"] * 30), ("x", ["9" * 36 + ".5"] * 30)))
    assert found.types() == ["decimal", "text"]
    assert found.table.profile[0].total == "2" + "9" * 28 + "85.0"


def test_a_number_is_never_rounded() -> None:
    found = typed(*columns_of(("monto", ["1.25"] * 5000 + ["1.2345"] + ["2.50"] * 5000)))
    assert found.types() == ["decimal"]
    assert found.column("monto")[5000] == Decimal("1.2345")
    assert found.misfits == {}


def test_a_type_that_the_sample_misled_is_decided_again_on_all_rows() -> None:
    sampled = [str(number) for number in range(30_000)]
    odd = [*sampled]
    for row in range(251, 30_000):
        if row % 15:
            odd[row] = "clave " + str(row)
    found = typed(*columns_of(("c", odd)))
    assert found.types() == ["text"]
    assert found.misfits == {}


def test_columns_named_like_the_hidden_ones_keep_their_names() -> None:
    found = typed(*columns_of(("_misfits", ["1", "2"]), ("_ROW", ["3", "4"])))
    assert found.rows == [(1, 3, 2), (2, 4, 3)]


def test_rows_stay_in_the_order_of_the_file() -> None:
    cells = [["sí", "no", "N/D", "s/d", "n/a", "-", "quizá"][row % 7] for row in range(3000)]
    found = typed(*columns_of(("n", [str(row) for row in range(3000)]), ("c", cells)))
    assert found.column("n") == list(range(3000))
