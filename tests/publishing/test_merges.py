"""Merged cells say how deep a header is, what is a heading, and which rows are one record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openup.publishing.faults import Place
from tests.publishing.books import book_at, read_book, rows_of


def test_headers_reach_as_deep_as_their_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        sheet.write("B2", "ADJUDICACIONES 2015")
        sheet.merge_range("B4:B5", "Ejercicio")
        sheet.merge_range("C4:D4", "Proveedor")
        sheet.write_row("C5", ["Nombre", "Apellido"])
        sheet.merge_range("E4:E5", "Monto")
        sheet.merge_range("B6:B7", 2015)
        sheet.write_row("C6", ["Ana", "Garza", 5])
        sheet.write_row("C7", ["Luis", "Cantú", 7])
    (table,) = read_book(path)
    names = [column.name for column in table.reading.columns]
    assert names == ["Ejercicio", "Proveedor Nombre", "Proveedor Apellido", "Monto"]
    assert table.reading.layout.header_rows == (4, 5)
    assert rows_of(table) == [(6, "2015", "Ana", "Garza", "5"), (7, "2015", "Luis", "Cantú", "7")]
    merged = table.faults.groups["merged-cells", "Ejercicio"]
    assert (merged.total, merged.examples[0].raw) == (1, "2015")
    assert merged.examples[0].place == Place(6, "Ejercicio", "B6")
    assert "ADJUDICACIONES 2015" in table.reading.notes


def _amounts(rows: list[tuple[object, ...]], place: int) -> float:
    return sum(float(str(row[place])) for row in rows if row[place] is not None)


def test_rows_of_one_record_all_say_which_and_its_amount_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "record.xlsx"
    with book_at(path) as book:
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
    (table,) = read_book(path)
    rows = rows_of(table)
    assert rows[:4] == [
        (2, "LP-01", "2024", "2024-01-01", "Casa 1", "100", "500"),
        (3, "LP-01", "2024", "2024-01-01", "Casa 2", "200", None),
        (4, "LP-01", "2024", "2024-01-01", "Casa 3", "300", None),
        (5, "LP-02", "2024", "2024-01-04", "Casa 4", "400", "250"),
    ]
    assert _amounts(rows, 6) == 1740
    told = {key: group.total for key, group in table.faults.groups.items()}
    assert [told["merged-cells", name] for name in ("Expediente", "Año", "Fecha")] == [3, 3, 3]
    amounts = table.faults.groups["merged-amounts", "Monto"]
    assert (amounts.total, amounts.examples[1].raw) == (3, "250")
    assert amounts.examples[1].place == Place(5, "Monto", "F5")
    assert table.reading.sheet is not None
    assert table.reading.sheet.once == ("Monto",)
    assert table.reading.sheet.repeated == ("Expediente", "Año", "Fecha")
    assert table.reading.sheet.merged[:2] == ("A2:A4", "B2:B4")


def test_what_stands_under_a_merged_cell_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "under.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["clave", "monto"])
        sheet.merge_range("A2:A4", "uno")
        sheet.write("A3", "dos")
        for row in range(1, 5):
            sheet.write(row, 1, row)
    (table,) = read_book(path)
    assert [row[1] for row in rows_of(table)] == ["uno", "dos", "uno", None]


def test_a_heading_over_the_whole_table_is_no_header_and_no_record(tmp_path: Path) -> None:
    path = tmp_path / "headings.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:D1", "Padrón de obras")
        sheet.write_row("A2", ["clave", "obra", "inicio", "monto"])
        sheet.merge_range("A3:D3", "Dirección de Puentes")
        sheet.write_row("A4", ["01", "Puente", "2024-01-01", 5])
        sheet.merge_range("A5:D5", "Dirección de Calles")
        sheet.write_row("A6", ["02", "Calle", "2024-01-02", 7])
        sheet.write_row("A7", ["03", "Acera", "2024-01-03", 9])
        sheet.merge_range("A8:D8", "Corte al día último")
    (table,) = read_book(path)
    layout = table.reading.layout
    assert (layout.title_rows, layout.header_rows, layout.foot_rows) == ((1,), (2,), (8,))
    assert [column.name for column in table.reading.columns] == ["clave", "obra", "inicio", "monto"]
    assert [row[0] for row in rows_of(table)] == [3, 4, 5, 6, 7]
    assert table.reading.notes == ("Padrón de obras", "Corte al día último")
    found = table.faults.groups["heading-row", None]
    assert [(one.place.row, one.raw) for one in found.examples] == [
        (3, "Dirección de Puentes"),
        (5, "Dirección de Calles"),
    ]


def test_a_header_begins_where_its_merged_cells_begin(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "Adjudicaciones")
        for column, label in enumerate(("Ejercicio", "Trimestre", "Tipo")):
            sheet.merge_range(1, column, 2, column, label)
        sheet.merge_range("D2:F2", "Proveedor")
        sheet.write_row("D3", ["Nombre", "Paterno", "Materno"])
        for row in range(3, 9):
            sheet.write_row(row, 0, [2014, "enero", "AD", "Ana", "Paz", "Ríos"])
    (table,) = read_book(path)
    assert table.reading.layout.header_rows == (2, 3)
    assert [column.name for column in table.reading.columns] == [
        "Ejercicio", "Trimestre", "Tipo", "Proveedor Nombre", "Proveedor Paterno",
        "Proveedor Materno",
    ]  # fmt: skip
