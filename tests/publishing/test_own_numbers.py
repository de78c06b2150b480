"""Numbers that a file keeps as numbers have a decimal point, whatever the texts beside them say."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from openup.publishing.draft import DraftTable
from openup.publishing.prepare import prepare
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.sql import fill
from tests.publishing.books import book_at, read_book, rows_of

ROWS = [(f"k{at}", f"1.20{at},5", at + 0.125) for at in range(1, 9)]
MIXED = [(f"k{at}", f"{at}.250,5" if at % 2 else at + 0.125, at) for at in range(1, 9)]


def written(rows, path: Path) -> Path:
    if path.suffix == ".json":
        path.write_text(json.dumps([dict(zip("abc", row, strict=True)) for row in rows]))
        return path
    with book_at(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([tuple("abc"), *rows]):
            sheet.write_row(at, 0, row)
    return path


def typed(path: Path) -> tuple[DraftTable, list[tuple[object, ...]]]:
    draft = prepare(path, name=path.name, workspace=path.parent / "work", engine_of=WritingEngine)
    (table,) = draft.tables
    with WritingEngine(path.parent / "engine") as engine:
        rows = engine.rows(fill("select a, b, c from $rows", rows=parquet(table.parquet)))
    return table, rows


@pytest.mark.parametrize("name", ["t.xlsx", "t.json"])
def test_a_number_of_three_decimals_is_no_thousand(name, tmp_path):
    _, rows = typed(written(ROWS, tmp_path / name))
    assert rows[0] == ("k1", Decimal("1201.5"), Decimal("1.125"))
    assert [row[2] for row in rows] == [Decimal(str(at + 0.125)) for at in range(1, 9)]


@pytest.mark.parametrize("name", ["t.xlsx", "t.json"])
def test_numbers_and_texts_with_a_comma_in_one_column_stay_as_they_are(name, tmp_path):
    table, rows = typed(written(MIXED, tmp_path / name))
    assert [column.type.value for column in table.reading.columns] == ["text", "text", "integer"]
    assert [row[1] for row in rows[:2]] == ["1.250,5", "2.125"]


def test_texts_with_a_comma_alone_are_numbers(tmp_path):
    rows = [(f"k{at}", f"1.20{at},5", f"1.12{at}") for at in range(1, 9)]
    _, found = typed(written(rows, tmp_path / "t.xlsx"))
    assert found[0] == ("k1", Decimal("1201.5"), 1121)


def test_a_row_of_zeros_is_no_empty_row(tmp_path):
    (table,) = read_book(
        written([("x", 1, 2), (0, False, 0), (None, None, 0)], tmp_path / "t.xlsx")
    )
    assert rows_of(table)[1:] == [(3, "0", "false", "0"), (4, None, None, "0")]
