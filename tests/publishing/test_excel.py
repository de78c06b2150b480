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
from openup.publishing.prepare import texts
from openup.publishing.table import Context, Limits, TextTable


def _read(path: Path, limits: Limits | None = None) -> list[TextTable]:
    workspace = path.parent / "work"
    workspace.mkdir(exist_ok=True)
    return list(texts(path, name=path.name, context=Context(workspace, limits or Limits())))


def _rows(table: TextTable) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for batch in table.batches():
        found.extend(zip(batch.numbers, *batch.columns, strict=True))
    return found


def _book(path: Path) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})


def test_cells_are_read_as_values(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet("Datos")
        clock = book.add_format({"num_format": "hh:mm"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, ["clave", "fecha", "hora", "cuando", "activo", "monto"])
        sheet.write_row(1, 0, ["007", date(2024, 1, 2)])
        sheet.write(1, 2, time(10, 30), clock)
        sheet.write(1, 3, datetime(2024, 1, 2, 10, 30), moment)  # noqa: DTZ001
        sheet.write_row(1, 4, [True, 0.1 + 0.2])
        sheet.write_row(2, 0, ["019", date(2024, 12, 31), None, None, False, 1e-7])
    (table,) = _read(path)
    assert table.name == "Datos"
    assert _rows(table) == [
        (2, "007", "2024-01-02", "10:30:00", "2024-01-02 10:30:00", "true", "0.3"),
        (3, "019", "2024-12-31", None, None, "false", "0.0000001"),
    ]
    assert table.cell_of is not None
    assert table.cell_of(3, 5) == "F3"


def test_headers_reach_as_deep_as_their_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.write("B2", "ADJUDICACIONES 2015")
        sheet.merge_range("B4:B5", "Ejercicio")
        sheet.merge_range("C4:D4", "Proveedor")
        sheet.write_row("C5", ["Nombre", "Apellido"])
        sheet.merge_range("E4:E5", "Monto")
        sheet.merge_range("B6:B7", 2015)
        sheet.write_row("C6", ["Ana", "Garza", 5])
        sheet.write_row("C7", ["Luis", "Cantú", 7])
    (table,) = _read(path)
    names = [column.name for column in table.reading.columns]
    assert names == ["Ejercicio", "Proveedor Nombre", "Proveedor Apellido", "Monto"]
    assert table.reading.layout.header_rows == (4, 5)
    assert _rows(table) == [(6, "2015", "Ana", "Garza", "5"), (7, "2015", "Luis", "Cantú", "7")]
    merged = table.faults.groups["merged-cells", None]
    assert (merged.total, merged.examples[0].place.cell) == (1, "B6")
    assert "ADJUDICACIONES 2015" in table.reading.notes


def test_every_visible_sheet_is_a_table_and_hidden_ones_are_named(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    with _book(path) as book:
        for name in ("Uno", "Dos", "Oculta"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["clave", "monto"])
            sheet.write_row(1, 0, [name, 5])
        sheet.hide()
        book.add_worksheet("Vacía")
    tables = _read(path)
    assert [table.name for table in tables] == ["Uno", "Dos"]
    assert all("[Oculta: 2 × 2]" in table.reading.notes for table in tables)


def test_columns_and_rows_that_say_nothing_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        grey = book.add_format({"bg_color": "#cccccc"})
        for column in range(3000):
            sheet.write_blank(20, column, None, grey)
        sheet.write_row(0, 0, ["clave", "monto"])
        sheet.write_row(9, 0, ["a", 5])
        sheet.write(9, 300, "lejos")
    (table,) = _read(path)
    assert _rows(table) == [(10, "a", "5", "lejos")]


def _refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(ReadingRefused) as refused:
        _read(path, limits)
    return str(refused.value)


def test_a_stray_far_cell_is_said_before_it_fills_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "clave")
        sheet.write("XFD1048576", "lejos")
    assert "row 1048576 and column 16384" in _refusal(path)


def test_too_many_columns_are_said(tmp_path: Path) -> None:
    path = tmp_path / "columns.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet("Ancha")
        for row in range(3):
            sheet.write_row(row, 0, range(16_384))
    assert "Sheet Ancha of columns.xlsx has 16384 columns; at most 4096" in _refusal(path)


def test_an_empty_workbook_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    with _book(path) as book:
        book.add_worksheet()
    assert "its visible sheets are empty" in _refusal(path)


def test_a_damaged_workbook_is_said(tmp_path: Path) -> None:
    path = tmp_path / "damaged.xlsx"
    with _book(path) as book:
        book.add_worksheet().write_row(0, 0, range(500))
    whole = path.read_bytes()
    for size in (len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:size])
        assert "damaged" in _refusal(path) or "not a table" in _refusal(path)


def test_a_workbook_that_is_a_bomb_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with _book(path) as book:
        book.add_worksheet().write("A1", "x")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"0" * (80 * 2**20))
    assert "unpacks to 80 MB" in _refusal(path)


@pytest.mark.parametrize(
    ("file", "sheet", "rows", "columns"),
    [
        ("budget/cuenta_publica_2023.xls", "Hoja1", 4805, 20),
        ("budget/pef2019_ods_vinculacion.xlsx", "Hoja 1", 1704, 24),
        ("contracts/pe_conosce_contratacion_directa_2020.xlsx", None, 9665, 36),
        ("messy_xlsx/cdmx_sefin_adjudicaciones_1t2015.xlsx", "ADJUDICACIONES 2015", None, 28),
        ("messy_xlsx/cdmx_sobse_adjudicaciones_directas.xlsx", "Hoja2", None, 28),
        ("messy_xlsx/cdmx_om_adjudicaciones_2014.xls", "Hoja1", None, 28),
        ("messy_xlsx/cdmx_obras_licitaciones_2015.xlsx", "LICITACIÒN PÙBLICA", None, 34),
    ],
)
def test_real_workbooks_come_out_whole(
    shared_data: Path, file: str, sheet: str | None, rows: int | None, columns: int,
    tmp_path: Path,
) -> None:  # fmt: skip
    context = Context(tmp_path)
    (table,) = texts(shared_data / file, name=Path(file).name, context=context)
    assert sheet in (None, table.name)
    assert len(table.reading.columns) == columns
    assert not any(column.name.startswith("col_1") for column in table.reading.columns[4:])
    assert rows in (None, len(_rows(table)))


def test_the_public_account_agrees_with_its_hand_cleaned_copy(
    shared_data: Path, tmp_path: Path
) -> None:
    (book,) = texts(
        shared_data / "budget/cuenta_publica_2023.xls", name="a.xls", context=Context(tmp_path)
    )
    (clean,) = texts(
        shared_data / "budget/cuenta_publica_2023.csv.gz", name="a.csv", context=Context(tmp_path)
    )
    amounts = {
        tuple(f"{float(str(cell)):.2f}" for cell in row[7:12])
        for row in _rows(book)
        if all(row[7:12])
    }
    lost = [
        row for row in _rows(clean)
        if tuple(f"{float(str(cell)):.2f}" for cell in row[7:12]) not in amounts
    ]  # fmt: skip
    assert lost == []


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
    with _book(near) as book:
        book.add_worksheet().write_row(0, 0, ["clave", "monto"])
    with zipfile.ZipFile(near) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))
    return path


def test_a_damaged_sheet_costs_no_more_time() -> None:
    hostile = (b"<c x", b'<c r="A1" ', b' r="A1"', b'<c "', b' number-rows-repeated="1"')
    started = process_time()
    for piece in hostile:
        sheet = b"<c " + piece * (2**21 // len(piece))
        _bounds.cells(sheet)
        _bounds.repeats(sheet)
    assert process_time() - started < 20


def _amounts(rows: list[tuple[object, ...]], place: int) -> float:
    return sum(float(str(row[place])) for row in rows if row[place] is not None)


def test_rows_of_one_record_all_say_which_and_its_amount_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Expediente", "Año", "Fecha", "Proveedor", "Cotización", "Monto"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for top, key, amount in ((1, "LP-01", 500), (4, "LP-02", 250), (7, "LP-03", 990)):
            sheet.merge_range(top, 0, top + 2, 0, key)
            sheet.merge_range(top, 1, top + 2, 1, 2024)
            sheet.merge_range(top, 2, top + 2, 2, date(2024, 1, top), day)
            sheet.merge_range(top, 5, top + 2, 5, amount)
            for row in range(top, top + 3):
                sheet.write_row(row, 3, [f"Casa {row}", 100 * row])
    (table,) = _read(path)
    rows = _rows(table)
    assert rows[:4] == [
        (2, "LP-01", "2024", "2024-01-01", "Casa 1", "100", "500"),
        (3, "LP-01", "2024", "2024-01-01", "Casa 2", "200", None),
        (4, "LP-01", "2024", "2024-01-01", "Casa 3", "300", None),
        (5, "LP-02", "2024", "2024-01-04", "Casa 4", "400", "250"),
    ]
    assert _amounts(rows, 6) == 1740
    told = {code: group for (code, _), group in table.faults.groups.items()}
    assert (told["merged-cells"].total, told["merged-amounts"].total) == (9, 3)
    assert told["merged-amounts"].examples[1].place.cell == "F5"
    assert table.reading.sheet is not None
    assert table.reading.sheet.once == ("Monto",)
    assert table.reading.sheet.repeated == ("Expediente", "Año", "Fecha")
    assert table.reading.sheet.merged[:2] == ("A2:A4", "B2:B4")


def test_what_stands_under_a_merged_cell_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "under.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["clave", "monto"])
        sheet.merge_range("A2:A4", "uno")
        sheet.write("A3", "dos")
        for row in range(1, 5):
            sheet.write(row, 1, row)
    (table,) = _read(path)
    assert [row[1] for row in _rows(table)] == ["uno", "dos", "uno", None]


def test_a_heading_over_the_whole_table_is_no_header_and_no_record(tmp_path: Path) -> None:
    path = tmp_path / "headings.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:D1", "Padrón de obras")
        sheet.write_row("A2", ["clave", "obra", "inicio", "monto"])
        sheet.merge_range("A3:D3", "Dirección de Puentes")
        sheet.write_row("A4", ["01", "Puente", "2024-01-01", 5])
        sheet.merge_range("A5:D5", "Dirección de Calles")
        sheet.write_row("A6", ["02", "Calle", "2024-01-02", 7])
        sheet.write_row("A7", ["03", "Acera", "2024-01-03", 9])
        sheet.merge_range("A8:D8", "Corte al día último")
    (table,) = _read(path)
    layout = table.reading.layout
    assert (layout.title_rows, layout.header_rows, layout.foot_rows) == ((1,), (2,), (8,))
    assert [column.name for column in table.reading.columns] == ["clave", "obra", "inicio", "monto"]
    assert [row[0] for row in _rows(table)] == [3, 4, 5, 6, 7]
    assert table.reading.notes == ("Padrón de obras", "Corte al día último")
    found = table.faults.groups["heading-row", None]
    assert [(one.place.row, one.raw) for one in found.examples] == [
        (3, "Dirección de Puentes"),
        (5, "Dirección de Calles"),
    ]


def test_a_header_begins_where_its_merged_cells_begin(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Adjudicaciones")
        for column, label in enumerate(("Ejercicio", "Trimestre", "Tipo")):
            sheet.merge_range(1, column, 2, column, label)
        sheet.merge_range("D2:F2", "Proveedor")
        sheet.write_row("D3", ["Nombre", "Paterno", "Materno"])
        for row in range(3, 9):
            sheet.write_row(row, 0, [2014, "enero", "AD", "Ana", "Paz", "Ríos"])
    (table,) = _read(path)
    assert table.reading.layout.header_rows == (2, 3)
    assert [column.name for column in table.reading.columns] == [
        "Ejercicio", "Trimestre", "Tipo", "Proveedor Nombre", "Proveedor Paterno",
        "Proveedor Materno",
    ]  # fmt: skip


def test_errors_lost_results_and_hidden_parts_are_told_with_their_reference(
    tmp_path: Path,
) -> None:
    path = tmp_path / "marks.xlsx"
    with _book(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["clave", "razón", "cuota", "monto"])
        for row in range(1, 6):
            sheet.write_row(row, 0, [f"c{row}", 1, 2, 3])
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B5", "=NA()", None, "#N/A")
        sheet.write_formula("C4", "=SUM(1,1)", None, "")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
    (table,) = _read(path)
    assert [row[2] for row in _rows(table)] == ["1", None, "1", None, "1"]
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
    with _book(path) as book:
        for name in ("Uno", "Dos"):
            book.add_worksheet(name).add_table("A1:B3", {"data": [["a", 1], ["b", 2]]})
        secret = book.add_worksheet("Nómina")
        secret.write_row("B2", ["CURP", "Sueldo", "Banco"])
        secret.very_hidden()
        book.add_worksheet("Nada").hide()
    first, second = _read(path)
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
    (table,) = _read(path)
    assert _rows(table) == [(2, "a", "2024-02-29")]
