"""Workbooks for tests: written, read as texts, and their rows."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from openup.publishing.prepare import texts
from openup.publishing.table import Context, Limits, TextTable


def read_book(path: Path, limits: Limits | None = None) -> list[TextTable]:
    workspace = path.parent / "work"
    workspace.mkdir(exist_ok=True)
    return list(texts(path, name=path.name, context=Context(workspace, limits or Limits())))


def rows_of(table: TextTable) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for batch in table.batches():
        found.extend(zip(batch.numbers, *batch.columns, strict=True))
    return found


def book_at(path: Path) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
