"""A column keeps the type of the release before while its cells fit it; else it is a fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.publishing.tables import Typed, columns_of, typed, typed_by_scan


def _next(first: list[str], second: list[str]) -> Typed:
    """The second release of a table of one column."""
    before = typed(*columns_of(("c", first))).table.reading.columns
    return typed(*columns_of(("c", second)), before=before)


@pytest.mark.parametrize(
    ("first", "second", "kind", "values"),
    [
        (["uno", "dos"], ["1", "2"], "text", ["1", "2"]),
        (["007", "008"], ["100", "200"], "code", ["100", "200"]),
        (["1.5", "2.25"], ["1", "2"], "decimal", [Decimal(1), Decimal(2)]),
        (["1.5", "2"], ["1.125", "2"], "decimal", [Decimal("1.125"), Decimal(2)]),
        (["1,5", "2,25"], ["1,500", "2,250"], "decimal", [Decimal("1.5"), Decimal("2.25")]),
        (["2.5", "1,234.5"], ["1,500", "2,250"], "decimal", [Decimal(1500), Decimal(2250)]),
        (["12%", "7%"], ["5%", "6%"], "integer", [5, 6]),
        (["$12", "$7"], ["5", "6"], "integer", [5, 6]),
        (["25/12/2024"], ["01/02/2024"], "date", [date(2024, 2, 1)]),
        (["12/25/2024"], ["01/02/2024"], "date", [date(2024, 1, 2)]),
        (["2024-01-01"], ["", "N/D"], "date", [None, None]),
        (["25.67, -100.30"], ["21.16, -86.85"], "point", ["21.16, -86.85"]),
        (["sí", "no"], ["no", "no"], "boolean", [False, False]),
        (["10:30", "9:05"], ["", ""], "time", [None, None]),
    ],
)
def test_a_column_keeps_its_type(
    first: list[str], second: list[str], kind: str, values: list[object]
) -> None:
    found = _next(first, second)
    assert (found.types(), found.column("c")) == ([kind], values)
    assert found.table.faults.total == 0


def test_a_release_that_says_the_same_is_read_the_same() -> None:
    names, rows = columns_of(
        ("clave", ["007", "008"]),
        ("monto", ["1.5", "2,000.25"]),
        ("parte", ["12%", "7 %"]),
        ("fecha", ["2024-12-31", "2024-01-01"]),
        ("momento", ["2024-12-31 10:00:00", "2024-01-01 10:30:00"]),
        ("hora", ["10:30", "9:05"]),
        ("vale", ["sí", "no"]),
        ("sitio", ["25.67, -100.30", "25.68, -100.31"]),
        ("nota", ["a", "b"]),
    )
    first = typed(names, rows).table.reading
    assert typed(names, rows, before=first.columns).table.reading == first


def test_a_few_cells_that_do_not_fit_are_misfits_and_no_change() -> None:
    found = _next(["1", "2"], ["5"] * 98 + ["2.5", "x"])
    assert found.types() == ["integer"]
    assert {raw for raw, _ in found.misfits.values()} == {"2.5", "x"}


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (["1", "2"], ["uno", "dos"], "was integer in the release before and is text now"),
        (["1", "2"], ["1.5", "2.5"], "was integer in the release before and is decimal now"),
        (["007", "008"], ["a", "b"], "was code in the release before and is text now"),
        (["12%", "7%"], ["12", "7"], "was integer in % in the release before and is integer now"),
        (["MXN 1", "MXN 2"], ["USD 1", "USD 2"], "was integer in MXN in the release before"),
        (["2024-01-01"], ["pendiente"], "was date in the release before and is text now"),
    ],
)
def test_a_type_that_the_cells_force_to_change_is_a_fault(
    first: list[str], second: list[str], reason: str
) -> None:
    found = _next(first, second)
    (group,) = found.table.faults.groups.values()
    assert (group.code, group.level.value, group.column) == ("type-changed", "column", "c")
    assert reason in str(group.examples[0].reason)
    assert all(cell in str(group.examples[0].reason) for cell in second)


def test_the_quick_way_keeps_types_too() -> None:
    names, rows = columns_of(("c", [str(at) for at in range(3000)]))
    before = typed(*columns_of(("c", ["uno", "dos"]))).table.reading.columns
    assert typed_by_scan(names, rows, before=before).types() == ["text"]


def test_a_column_that_is_new_is_decided_by_its_cells() -> None:
    before = typed(*columns_of(("c", ["uno"]))).table.reading.columns
    found = typed(*columns_of(("d", ["1", "2"])), before=before)
    assert found.types() == ["integer"]


@pytest.mark.parametrize(
    ("column", "other", "delimiter", "first", "sure"),
    [
        (["1,500", "2,250"], ["2,5", "3,25"], ";", Decimal("1.5"), False),
        (["1,500", "2,250"], ["2.5", "3.25"], ";", 1500, False),
        (["1.500", "2.250"], ["2,5", "3,25"], ";", 1500, False),
        (["1.500", "2.250"], ["a", "b"], ",", Decimal("1.5"), False),
        (["1,500", "2,250"], ["a", "b"], ",", 1500, False),
        (["1,500", "2,250"], ["a", "b"], ";", Decimal("1.5"), False),
        (["1,500", "35"], ["a", "b"], ";", 1500, False),
        (["1,500", "2,250,000"], ["a", "b"], ";", 1500, True),
        (["1,500", "0,250"], ["a", "b"], ",", Decimal("1.5"), True),
    ],
)
def test_a_comma_is_what_the_column_and_the_table_say(
    column: list[str], other: list[str], delimiter: str, first: object, sure: bool
) -> None:
    names, rows = columns_of(("c", column * 20), ("d", other * 20))
    found = typed(names, rows, delimiter=delimiter)
    assert found.column("c")[0] == first
    reason = next(one for one in found.table.reading.reasons if one.subject == "c")
    assert (reason.confidence > 0.85) == sure


def test_one_cell_beyond_the_sample_tells_what_a_comma_is() -> None:
    cells = ["1,500"] * 9000 + ["1,5"] + ["1,500"] * 9000
    assert typed(*columns_of(("c", cells))).column("c")[0] == Decimal("1.5")


def test_words_for_nothing_in_text_are_counted_and_kept() -> None:
    few = ["abierta", "N/D", " n/d ", "-", "no"] * 10
    many = [f"calle {at}" for at in range(49)] + ["S/D"]
    found = typed(*columns_of(("few", few), ("many", many), ("n", ["5", "N/D"] * 25)))
    assert found.column("few") == few
    assert [profile.nothing for profile in found.table.profile] == [30, 1, None]
