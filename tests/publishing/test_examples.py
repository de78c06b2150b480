"""The example that the page of a format shows is read as it is drawn there."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

import pytest
import xlsxwriter

from openup.kernel.drawn import table
from openup.publishing.format import formats
from openup.store.engines.duckdb import WritingEngine, copied
from openup.store.sql import fill
from tests.publishing.text import ReadText, read_all, read_bytes

BINARY = {"dbf", "excel", "parquet"}
"""Formats whose examples are drawings of cells; the others show the file itself."""


def shows(found: ReadText, drawing: str) -> None:
    drawn = table(drawing)
    assert found.names == list(drawn.columns)
    assert _plain(found.rows) == _plain(drawn.rows)


def test_every_format_shows_an_example() -> None:
    assert all(file.strip() and drawing.strip() for file, drawing in
               (one.example for one in formats.rules.values()))  # fmt: skip


def _plain(rows) -> list[list[str | None]]:
    return [[cell or None for cell in row] for row in rows]


@pytest.mark.parametrize("code", sorted(set(formats.rules) - BINARY))
def test_the_example_is_read_as_it_is_drawn(code, tmp_path):
    file, drawing = formats.rules[code].example
    found = read_bytes(cleandoc(file).encode(), tmp_path, name="ejemplo")
    assert found.reading.format == code
    shows(found, drawing)


def test_the_workbook_of_the_example_is_read_as_it_is_drawn(tmp_path: Path) -> None:
    sheet, drawing = formats.rules["excel"].example
    path = tmp_path / "ejemplo.xlsx"
    drawn = table(cleandoc(sheet))
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for at, row in enumerate([drawn.columns, *drawn.rows]):
            page.write_row(at, 0, [cell or "" for cell in row])
    (found,) = read_all(path, tmp_path / "work")
    shows(found, drawing)


def test_the_parquet_of_the_example_is_read_as_it_is_drawn(tmp_path: Path) -> None:
    cells, drawing = formats.rules["parquet"].example
    drawn = table(cells)
    columns = dict(zip(drawn.columns, map(list, zip(*drawn.rows, strict=True)), strict=True))
    path = tmp_path / "ejemplo.parquet"
    with WritingEngine(tmp_path) as engine:
        engine.run(copied(fill("select * from drawn"), path), given={"drawn": columns})
    (found,) = read_all(path, tmp_path / "work")
    shows(found, drawing)
