"""Workbooks are read sheet by sheet, and what cannot be opened is said."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from time import process_time

import pytest
import xlsxwriter

from openup.publishing.errors import ReadingRefused
from openup.publishing.formats import _bounds
from openup.publishing.formats._sheetmarks import Marks
from openup.publishing.table import Limits
from tests.publishing.books import book_at, read_book, rows_of


def test_cells_are_read_as_values(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet("Datos")
        clock = book.add_format({"num_format": "hh:mm"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["clave", "fecha", "hora", "cuando", "activo", "monto"])
        sheet.write_row(1, 0, ["007", date(2024, 1, 2)])
        sheet.write(1, 2, time(10, 30), clock)
        sheet.write(1, 3, datetime(2024, 1, 2, 10, 30), moment)  # noqa: DTZ001
        sheet.write_row(1, 4, [True, 0.1 + 0.2])
        sheet.write_row(2, 0, ["019", date(2024, 12, 31), None, None, False, 1e-7])
    (table,) = read_book(path)
    assert table.name == "Datos"
    assert rows_of(table) == [
        (2, "007", "2024-01-02", "10:30:00", "2024-01-02 10:30:00", "true", "0.3"),
        (3, "019", "2024-12-31", None, None, "false", "0.0000001"),
    ]
    assert table.cell_of is not None
    assert table.cell_of(3, 5) == "F3"


def test_a_number_is_written_as_it_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "sumas.xlsx"
    meant = [0.1 + 0.2, 1234567.89, 1e15, 15348578788.000002, 1 / 3, 95.96219282096749, 1e-7]
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_column(0, 0, ["monto", *meant])
        page.write_column(0, 1, ["obra", *"abcdefg"])
    (table,) = read_book(path)
    cells = [cell for batch in table.batches() for cell in batch.columns[0]]
    assert cells[:4] == ["0.3", "1234567.89", "1000000000000000", "15348578788"]
    assert [float(cell) for cell in cells[4:]] == meant[4:]
    assert cells[6] == "0.0000001"


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_named(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    with book_at(path) as book:
        for name in ("Uno", "Dos", "Oculta"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["clave", "monto"])
            sheet.write_row(1, 0, [name, 5])
        sheet.hide()
        book.add_worksheet("Vacía")
    tables = read_book(path)
    assert [table.name for table in tables] == ["Uno", "Dos"]
    assert all("[Oculta: 2 × 2]" in table.reading.notes for table in tables)


def test_columns_and_rows_that_say_nothing_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        grey = book.add_format({"bg_color": "#cccccc"})
        for column in range(3000):
            sheet.write_blank(20, column, None, grey)
        sheet.write_row(0, 0, ["clave", "monto"])
        sheet.write_row(9, 0, ["a", 5])
        sheet.write(9, 300, "lejos")
    (table,) = read_book(path)
    assert rows_of(table) == [(10, "a", "5", "lejos")]


def _refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ReadingRefused) as refused:
        read_book(path, limits)
    return str(refused.value)


def test_a_stray_far_cell_is_said_before_it_fills_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "clave")
        sheet.write("XFD1048576", "lejos")
    assert "row 1048576 and column 16384" in _refusal(path)


def test_too_many_columns_are_said(tmp_path: Path) -> None:
    path = tmp_path / "columns.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet("Ancha")
        for row in range(3):
            sheet.write_row(row, 0, range(16_384))
    assert "Sheet Ancha of columns.xlsx has 16384 columns; at most 4096" in _refusal(path)


def test_an_empty_workbook_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    with book_at(path) as book:
        book.add_worksheet()
    assert "its visible sheets are empty" in _refusal(path)


def test_a_damaged_workbook_is_said(tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    with book_at(path) as book:
        book.add_worksheet().write_row(0, 0, range(500))
    whole = path.read_bytes()
    for size in (len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:size])
        assert "damaged" in _refusal(path) or "not a table" in _refusal(path)


def test_a_workbook_that_is_a_bomb_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with book_at(path) as book:
        book.add_worksheet().write("A1", "x")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"0" * (80 * 2**20))
    assert "unpacks to 80 MB" in _refusal(path)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="7"><c r="XFD7"><v>1</v></c></row><row><c r="A1048576"><v>1</v></c></row>',
    ],
)
def test_a_stray_far_cell_is_said_however_it_is_written(rows: str, tmp_path: Path) -> None:
    path = _with_rows(tmp_path, rows)
    assert "row 1048576 and column 16384" in _refusal(path)


def test_a_far_cell_cannot_hide_behind_many_words(tmp_path: Path) -> None:
    words = "x" * 2100
    path = _with_rows(tmp_path, f'<row><c a="{words}" r="XFD1048576"><v>1</v></c></row>')
    assert "in more words than any real workbook" in _refusal(path)


def _with_rows(tmp_path: Path, rows: str) -> Path:
    path, near = tmp_path / "far.xlsx", tmp_path / "near.xlsx"
    with book_at(near) as book:
        book.add_worksheet().write_row(0, 0, ["clave", "monto"])
    with zipfile.ZipFile(near) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))
    return path


def test_a_damaged_sheet_costs_no_more_time() -> None:
    hostile = (
        b"<c x",
        b'<c r="A1" ',
        b' r="A1"',
        b'<c "',
        b' number-rows-repeated="1"',
        b'<c t="e">',
        b"<c r='A1' t='e'><f>",
        b"</f> ",
        b"<v> ",
        b" ",
        b'<row hidden="1" ',
        b"<col ",
    )
    started = process_time()
    for piece in hostile:
        sheet = b"<c " + piece * (2**21 // len(piece))
        _bounds.cells(sheet)
        _bounds.repeats(sheet)
        Marks().look(b'<row hidden="1"/><c t="e"><f>1</f>' + sheet, 0)
    assert process_time() - started < 20


def test_errors_lost_results_and_hidden_parts_are_told_with_their_reference(
    tmp_path: Path,
) -> None:
    path = tmp_path / "marks.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["clave", "razón", "cuota", "monto"])
        for row in range(1, 6):
            sheet.write_row(row, 0, [f"c{row}", 1, 2, 3])
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B5", "=NA()", None, "#N/A")
        sheet.write_formula("C4", "=SUM(1,1)", None, "")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
    (table,) = read_book(path)
    assert [row[2] for row in rows_of(table)] == ["1", None, "1", None, "1"]
    groups = table.faults.groups
    errors = groups["error-cell", "razón"]
    assert [(one.place.cell, one.raw) for one in errors.examples] == [
        ("B3", "#DIV/0!"), ("B5", "#N/A"),
    ]  # fmt: skip
    assert errors.total == 2
    assert groups["formula-without-result", "cuota"].examples[0].place.cell == "C4"
    assert groups["hidden-rows", None].examples[0].raw == "5"
    assert groups["hidden-column", "monto"].total == 1
    assert table.reading.sheet is not None
    assert table.reading.sheet.hidden_columns == ("D",)


def test_hidden_sheets_are_told_once_with_their_size(tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    with book_at(path) as book:
        for name in ("Uno", "Dos"):
            book.add_worksheet(name).add_table("A1:B3", {"data": [["a", 1], ["b", 2]]})
        secret = book.add_worksheet("Nómina")
        secret.write_row("B2", ["CURP", "Sueldo", "Banco"])
        secret.very_hidden()
        book.add_worksheet("Nada").hide()
    first, second = read_book(path)
    told = first.faults.groups["hidden-sheet", None]
    assert [one.raw for one in told.examples] == ["Nómina"]
    assert "rows: 1, columns: 3" in str(told.examples[0].reason)
    assert ("hidden-sheet", None) not in second.faults.groups


def test_days_are_the_same_in_the_calendar_of_1904(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(
        str(path), {"date_1904": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["clave", "fecha"])
        sheet.write_row(1, 0, ["a", date(2024, 2, 29)])
    (table,) = read_book(path)
    assert rows_of(table) == [(2, "a", "2024-02-29")]


def test_a_text_that_calls_itself_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "padron.xls"
    path.write_bytes("clave;monto\n007;5\n008;7\n".encode("cp1252"))
    (table,) = read_book(path)
    assert table.reading.format == "csv"
    assert rows_of(table) == [(2, "007", "5"), (3, "008", "7")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "a web page"),
        (
            b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
            b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet>"
            b"<Table><Row><Cell/></Row><Row><Cell/></Row></Table></Worksheet></Workbook>",
            "a workbook in the XML form of 2003",
        ),
    ],
)
def test_what_calls_itself_a_workbook_and_is_none_is_said(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "padron.xls"
    path.write_bytes(content)
    assert words in _refusal(path)
