"""Several tables of one sheet are read one by one, and no row of them is lost."""

from __future__ import annotations

from pathlib import Path

from tests.publishing.books import book_at, read_book, rows_of

BUDGET = [["Ramo", "Monto"], ["Salud", 12], ["Obra", 13], ["Agua", 7]]
PEOPLE = [["Municipio", "Habitantes", "Hogares"], ["García", 100, 30], ["Apodaca", 200, 50]]


def test_tables_below_each_other_are_tables_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "below.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet("Anexo")
        for at, row in enumerate(BUDGET):
            sheet.write_row(at, 0, row)
        sheet.write(6, 0, "Población")
        for at, row in enumerate(PEOPLE, 7):
            sheet.write_row(at, 0, row)
    first, second = read_book(path)
    assert (first.name, second.name) == ("Anexo: 1", "Anexo: Población")
    assert [column.name for column in second.reading.columns] == PEOPLE[0]
    assert rows_of(first) == [(2, "Salud", "12"), (3, "Obra", "13"), (4, "Agua", "7")]
    assert rows_of(second) == [(9, "García", "100", "30"), (10, "Apodaca", "200", "50")]
    assert second.reading.member == "Anexo: Población"
    assert second.faults.groups["several-tables", None].examples[0].place.cell == "A7"
    assert second.reading.sheet is not None
    assert second.reading.sheet.used == "A7:C10"


def test_tables_beside_each_other_are_tables_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "beside.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet("Anexo")
        for at, row in enumerate(BUDGET):
            sheet.write_row(at, 0, row)
        for at, row in enumerate(PEOPLE):
            sheet.write_row(at, 3, row)
    left, right = read_book(path)
    assert rows_of(left) == [(2, "Salud", "12"), (3, "Obra", "13"), (4, "Agua", "7")]
    assert rows_of(right) == [(2, "García", "100", "30"), (3, "Apodaca", "200", "50")]
    assert right.cell_of is not None
    assert right.cell_of(2, 0) == "D2"


def test_blank_rows_and_blank_columns_alone_part_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet("Anexo")
        sheet.write_row(0, 0, ["Clave", "Ramo", "", "Monto"])
        for at in (1, 2, 5, 6):
            sheet.write_row(at, 0, [f"c{at}", "Salud", "", at])
    (table,) = read_book(path)
    assert [row[0] for row in rows_of(table)] == [2, 3, 6, 7]


def test_a_header_of_two_rows_that_comes_again_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "again.xlsx"
    with book_at(path) as book:
        sheet = book.add_worksheet("Anexo")
        for top in (0, 5):
            sheet.merge_range(top, 0, top + 1, 0, "Clave")
            sheet.merge_range(top, 1, top, 2, "Proveedor")
            sheet.write_row(top + 1, 1, ["Nombre", "Monto"])
            for row in range(top + 2, top + 5):
                sheet.write_row(row, 0, [f"c{row}", "Ana", row])
    (table,) = read_book(path)
    assert [row[:2] for row in rows_of(table)] == [
        (3, "c2"), (4, "c3"), (5, "c4"), (8, "c7"), (9, "c8"), (10, "c9"),
    ]  # fmt: skip
    assert table.faults.groups["repeated-header", None].total == 2


def test_a_repeated_header_of_a_real_workbook_is_left_out(
    shared_data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sds.xls"
    path.write_bytes((shared_data / "messy_xlsx/cdmx_sds_licitaciones_4t2014.xls").read_bytes())
    tenders, awards = read_book(path)
    assert tenders.faults.groups["repeated-header", None].total > 1
    labels = {column.label for column in tenders.reading.columns}
    assert not any(labels & set(map(str, row)) for row in rows_of(tenders))
    assert ("several-tables", None) not in awards.faults.groups
