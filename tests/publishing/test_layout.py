"""Titles, header levels, totals and notes are told from the data."""

from __future__ import annotations

import pytest

from openup.publishing.steps.layout.layout import lay_out
from tests.publishing.text import read_bytes


def drawn(table: str) -> list[list[str]]:
    lines = [line.strip() for line in table.strip().splitlines()]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def laid(table: str):
    rows = drawn(table)
    return lay_out(rows, numbers=range(1, len(rows) + 1))


def test_titles_are_cut_and_kept_as_notes():
    found = laid(
        """Padrón de proveedores | |
           Corte al 3 de marzo de 2024 | |
            | |
           Folio | Nombre | Monto
           1 | Ana | 20.5
           2 | Luis | 31.0"""
    )
    assert found.layout.title_rows == (1, 2)
    assert found.layout.header_rows == (4,)
    assert found.layout.first_data_row == 5
    assert found.notes[0] == "Padrón de proveedores"


def test_header_levels_are_joined_and_groups_reach_right():
    found = laid(
        """ | Hombres | | Mujeres |
           Año | 2020 | 2021 | 2020 | 2021
           Apodaca | 10 | 11 | 12 | 13
           García | 20 | 21 | 22 | 23
           Juárez | 30 | 31 | 32 | 33"""
    )
    assert found.layout.header_rows == (1, 2)
    assert [column.name for column in found.columns] == [
        "Año", "Hombres 2020", "Hombres 2021", "Mujeres 2020", "Mujeres 2021",
    ]  # fmt: skip


def test_a_table_without_header_gets_counted_names():
    found = laid("1 | 2.5\n2 | 2.7\n3 | 2.9")
    assert found.layout.header_rows == ()
    assert [column.name for column in found.columns] == ["col_0", "col_1"]
    assert [fault.code for fault in found.faults] == ["no-header"]


def test_years_across_the_top_are_a_header():
    found = laid("Municipio | 2019 | 2020\nApodaca | 10 | 11\nGarcía | 12 | 13")
    assert found.layout.header_rows == (1,)


def test_blank_and_duplicate_names_are_told_apart():
    found = laid("Monto | | Monto\n1 | a | 3\n2 | b | 4")
    assert [column.name for column in found.columns] == ["Monto", "col_1", "Monto_2"]
    assert [column.label for column in found.columns] == ["Monto", "", "Monto"]
    assert {fault.code for fault in found.faults} == {"blank-header", "duplicate-header"}


def test_totals_stay_and_notes_below_are_cut():
    found = laid(
        """Ramo | Clave | Monto
           Salud | 12 | 20
           Educación | 13 | 31
           Obra | 14 | 7
           Total | | 58
            | |
           Fuente: Secretaría de Finanzas. | |"""
    )
    assert found.layout.total_rows == (5,)
    assert [one.raw for one in found.faults if one.code == "total-row"] == ["Total 58"]
    assert found.layout.foot_rows == (7,)


def test_a_source_that_commas_divide_is_a_note(tmp_path):
    table = "área,monto\nA,10\nB,20\nC,30\n\nFuente: Finanzas, 2024\nNota: sin IVA, ver anexo\n"
    found = read_bytes(table.encode(), tmp_path)
    assert found.reading.layout.foot_rows == (6, 7)
    assert [row[1] for row in found.rows] == ["10", "20", "30"]
    assert found.reading.notes == ("Fuente: Finanzas 2024", "Nota: sin IVA ver anexo")


@pytest.mark.parametrize("gap", ["", "\n"])
def test_records_that_begin_like_a_note_stay_records(gap, tmp_path):
    rows = [f"Nota: {at},{at}\n{gap}" for at in range(9)]
    found = read_bytes(("tipo,monto\n" + "".join(rows)).encode(), tmp_path)
    assert (len(found.rows), found.reading.layout.foot_rows) == (9, ())


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (" | pesos | %", ("Monto: pesos", "Avance: %")),
        ("- | (miles de pesos) | (%)", ("Monto: miles de pesos", "Avance: %")),
        (" | $ | ", ("Monto: $",)),
        (" | kg/ha | km²", ("Monto: kg/ha", "Avance: km²")),
    ],
)
def test_a_row_of_units_is_kept_out_and_kept_as_notes(units, said):
    found = laid(f"Obra | Monto | Avance\n{units}\nPuente | 12.5 | 30\nCalle | 20.5 | 40")
    assert found.layout.header_rows == (1,)
    assert found.layout.unit_rows == (2,)
    assert found.layout.first_data_row == 3
    assert [column.name for column in found.columns] == ["Obra", "Monto", "Avance"]
    assert found.notes == said
    counted = [f"{one.name}: {one.unit}" for one in found.columns if one.unit]
    assert tuple(counted) == said


@pytest.mark.parametrize(
    "table",
    [
        "Obra | Monto | \n | pesos | dólares\nPuente | 1 | 2\nCalle | 3 | 4",
        "Obra | Monto | Monto\n | pesos | dólares\nPuente | 1 | 2\nCalle | 3 | 4",
        "Obra | Monto | Avance\n | neto | físico\nPuente | 1 | 2\nCalle | 3 | 4",
    ],
)
def test_labels_that_tell_columns_apart_are_no_units(table):
    found = laid(table)
    assert found.layout.header_rows == (1, 2)
    assert not found.layout.unit_rows


def test_units_in_a_column_of_words_are_data():
    found = laid("Clave | Unidad\na | kg\nb | pesos\nc | m2")
    assert not found.layout.unit_rows
    assert found.layout.first_data_row == 2


def test_a_header_of_several_rows_is_said_with_all_of_them():
    found = laid("Obra | Monto |\n | neto | total\nPuente | 1 | 2\nCalle | 3 | 4")
    assert "Rows 1 to 2" in str(found.reasons[0].words)


def test_names_with_values_below_a_table_are_notes():
    found = laid(
        """Obra | Monto | Fecha
           Puente | 1 | 2024-01-31
           Calle | 2 | 2024-02-28
           Parque | 3 | 2024-03-31
           Plaza | 4 | 2024-04-30
           Fecha de actualización: 15/ABRIL/2024 | |
            | |
           Fecha de validación: | |
           2024-12-31 | |
           Área responsable: Dirección de Obras | |"""
    )
    assert found.layout.foot_rows == (6, 8, 9, 10)


def test_a_header_beside_row_names_names_the_right_columns(tmp_path):
    found = read_bytes(b'"x";"y"\n"uno";1;2\n"dos";3;4\n"tres";5;6\n', tmp_path)
    assert found.header == ["", "x", "y"]
