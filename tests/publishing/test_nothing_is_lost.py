"""Whatever the table says, every cell is a value that says the same, or is kept raw."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from openup.publishing.faults import Level
from openup.publishing.reading import Column, ColumnType
from tests.publishing.tables import Typed, lines_of, typed, typed_by_scan, typed_numbered

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
numbers = st.decimals(-(10**12), 10**12, places=3).map(str) | st.integers(0, 9999).map(str)
dates = st.dates().map(str) | st.dates().map(lambda day: day.strftime("%d/%m/%Y"))
odd = st.sampled_from(
    [
        "",
        "N/A",
        "-",
        "007",
        "1,234.50",
        "$5",
        "31/02/2023",
        "NaN",
        "Infinity",
        "1e5",
        "1_0",
        " 7 ",
        "0x1F",
        "true",
        "Sí",
        "12:30",
        "línea\notra",
        '"',
        "5.0",
        "2024-01-01 10:00:00",
        "1111111111111111111111111111111111111111",
        "12.5 %",
        "USD 5",
        "3 de enero de 2024",
        "2024-01-03T20:00:00-06:00",
        "25.6714, -100.3090",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    rows = draw(st.integers(1, 40))
    columns = []
    for _ in range(draw(st.integers(1, 4))):
        usual = draw(st.sampled_from([words, numbers, dates, st.integers().map(str), odd]))
        rare = draw(st.integers(0, 3))
        cells = st.integers(0, 60).flatmap(lambda n, u=usual, r=rare: odd if n < r else u)
        columns.append(draw(st.lists(cells, min_size=rows, max_size=rows)))
    return [list(row) for row in zip(*columns, strict=True)]


def _says(column: Column, cell: str, value: object) -> bool:
    """Whether a value says what a cell says, judged without the code under test."""
    plain = cell.strip(" \t\r\n\u00a0\ufeff")
    match column.type:
        case ColumnType.TEXT | ColumnType.CODE:
            return value == cell
        case ColumnType.BOOLEAN:
            return value is (plain.lower() in ("true", "verdadero", "sí", "si", "yes"))
        case ColumnType.INTEGER | ColumnType.DECIMAL:
            return Decimal(str(value)) == _number(plain, comma=column.decimal_comma)
        case ColumnType.POINT:
            return value == plain
        case ColumnType.TIME:
            return str(value).startswith(plain.zfill(5)) or plain.startswith(str(value))
        case ColumnType.DATE | ColumnType.DATETIME:
            return _moment(plain, column.pattern) == str(value)


def _number(plain: str, *, comma: bool) -> Decimal:
    point, group = (",", ".") if comma else (".", ",")
    bare = re.sub(r"[$€%USD() \u00a0]", "", plain.replace(group, "").replace(point, "."))
    return -Decimal(bare) if plain.startswith("(") else Decimal(bare)


def _moment(plain: str, pattern: str) -> str:
    plain = plain.replace(" de enero de ", "-Jan-")
    for form in (pattern, pattern[:8], pattern[:8] + " %H:%M:%S"):
        with suppress(ValueError):
            moment = datetime.strptime(plain, form)  # noqa: DTZ007 -- files have no zone
            if moment.tzinfo is not None:
                moment = moment.astimezone(UTC).replace(tzinfo=None)
            return str(moment.date() if len(pattern) == 8 else moment)
    return "none"


def _check(rows: list[list[str]], found: Typed, numbers: list[int]) -> None:
    assert found.table.rows == len(rows)
    assert [row[-1] for row in found.rows] == numbers
    nothing = {token.lower() for token in found.table.reading.null_tokens}
    for number, cells, values in zip(numbers, rows, found.rows, strict=True):
        for column, cell, value in zip(
            found.table.reading.columns, cells, values[:-1], strict=True
        ):
            raw = found.misfits.get((number, column.name))
            if raw is not None:
                assert (value, raw[0]) == (None, cell)
            elif value is None:
                plain = cell.strip(" \t\r\n\u00a0\ufeff").lower()
                assert not plain or plain in nothing
            else:
                assert _says(column, cell, value), (column, cell, value)
    misfits = sum(profile.misfits for profile in found.table.profile)
    groups = found.table.faults.groups.values()
    cells = sum(group.total for group in groups if group.level is Level.CELL)
    assert misfits == len(found.misfits) == cells


def _is_blank(row: list[str]) -> bool:
    return not "".join(row).replace("\ufeff", "").strip()


def _names(rows: list[list[str]]) -> list[str]:
    return [f"c {index}" for index in range(len(rows[0]))]


ways: list[Callable[[list[str], list[list[str]]], Typed]] = [typed, typed_by_scan]


@pytest.mark.parametrize("way", ways)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@example(rows=[[" "], ["5"]])
@example(rows=[["línea\notra"], ['"']])
@given(rows=tables())
def test_every_cell_is_its_value_or_is_kept_raw(
    way: Callable[[list[str], list[list[str]]], Typed], rows: list[list[str]]
) -> None:
    assume(way is typed or not any(_is_blank(row) for row in rows))  # those are read patiently
    numbers = lines_of(rows) if way is typed_by_scan else list(range(2, 2 + len(rows)))
    _check(rows, way(_names(rows), rows), numbers)


@settings(max_examples=5, deadline=None)
@given(rows=tables(), steps=st.lists(st.integers(1, 5), min_size=40, max_size=40))
def test_rows_keep_the_numbers_of_their_source(rows: list[list[str]], steps: list[int]) -> None:
    numbers = [3 + sum(steps[:at]) for at in range(len(rows))]
    _check(rows, typed_numbered(_names(rows), rows, numbers), numbers)
