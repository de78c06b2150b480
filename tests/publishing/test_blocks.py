"""Several tables of one sheet or text are told from one table with blank rows."""

from __future__ import annotations

import pytest

from openup.publishing.steps.layout.beside import beside
from openup.publishing.steps.layout.blocks import stacked
from openup.publishing.steps.layout.runs import with_gaps


def drawn(table: str) -> list[tuple[int, list[str]]]:
    lines = [line.strip() for line in table.strip().splitlines()]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return list(enumerate(rows, start=1))


def places(table: str) -> list[tuple[int, int]]:
    return [(found.first, found.last) for found in stacked(drawn(table))]


TWO = """Ramo | Monto
         Salud | 12
         Obra | 13
          |
         Municipio | Habitantes
         García | 100
         Apodaca | 200"""


def test_a_row_of_names_after_a_blank_row_begins_another_table():
    assert places(TWO) == [(1, 3), (5, 7)]


def test_another_table_takes_the_titles_above_its_header():
    first, second = stacked(
        drawn(
            """Gasto por ramo |
               Ramo | Monto
               Salud | 12
               Obra | 13
                |
               Población |
                |
               Municipio | Habitantes
               García | 100
               Apodaca | 200
               Fuente: INEGI |"""
        )
    )
    assert (first.first, first.last, first.title) == (1, 4, "Gasto por ramo")
    assert (second.first, second.last, second.title) == (6, 11, "Población")


def test_a_wider_table_may_follow():
    found = places(
        """Clave | Nombre
           01 | Norte
           02 | Sur

           Obra | Monto | Inicio | Fin
           Puente | 12.5 | 2024-01-01 | 2024-02-01
           Calle | 13.5 | 2024-03-01 | 2024-04-01"""
    )
    assert found == [(1, 3), (5, 7)]


@pytest.mark.parametrize(
    "table",
    [
        """Ramo | Monto
           Salud | 12

           Obra | 13

           Agua | 14""",
        """Municipio | 2019 | 2020
           Apodaca | 10 | 11
            | |
           Región norte | |
           García | 12 | 13
           Juárez | 14 | 15""",
        """Ramo | Monto
           Salud | 12
           Obra | 13

           Total | 25

           Fuente: Secretaría de Finanzas.
           Nota: cifras preliminares.""",
        """Nombre | Cargo
           Ana | Directora
           Luis | Jefe

           Eva | Jefa
           Raúl | Analista""",
        """Clave | Nombre | Monto
           G0 | Salud |
           G01 | Hospitales | 12
           G02 | Clínicas | 13
            | |
           H | Obra |
           H01 | Puentes | 14
           H02 | Calles | 15""",
        """Ramo | Monto
           Salud | 12
           Obra | 13

           Simbología
           ND | No disponible
           NA | No aplica""",
    ],
)
def test_blank_rows_alone_do_not_part_a_table(table):
    assert len(places(table)) == 1


def test_a_form_above_a_table_belongs_to_it():
    found = places(
        """Dependencia | Obras Públicas
           Ejercicio | 2024
           Trimestre | 1

           Clave | Obra | Monto | Inicio
           1 | Puente | 12.5 | 2024-01-01
           2 | Calle | 13.5 | 2024-02-01"""
    )
    assert found == [(1, 7)]


def test_a_page_header_printed_again_is_no_table():
    (found,) = stacked(
        drawn(
            """Padrón de obras | |
               Página 1 de 2 | |
               Clave | Obra | Monto
               1 | Puente | 12
               2 | Calle | 13
                | |
               Padrón de obras | |
               Página 2 de 2 | |
               Clave | Obra | Monto
               3 | Parque | 14"""
        )
    )
    assert (found.first, found.last) == (1, 10)
    assert found.again == (7, 8, 9)


def test_the_same_header_under_another_title_is_another_table():
    found = stacked(
        drawn(
            """Apodaca |
               Obra | Monto
               Puente | 12

               García |
               Obra | Monto
               Calle | 13"""
        )
    )
    assert [each.title for each in found] == ["Apodaca", "García"]


def test_a_sheet_without_its_blank_rows_has_gaps():
    rows = [(at, row) for at, row in drawn(TWO) if any(row)]
    assert [found.first for found in stacked(with_gaps(rows))] == [1, 5]


def test_tables_beside_each_other_are_told_by_a_blank_column():
    rows = drawn(
        """Ramo | Monto | | Municipio | Habitantes
           Salud | 12 | | García | 100
           Obra | 13 | | Apodaca | 200
           Agua | 14 | | |"""
    )
    assert beside(rows) == ((0, 2), (3, 5))


def test_a_blank_column_between_groups_of_columns_parts_nothing():
    rows = drawn(
        """Municipio | 2019 | | Hombres | Mujeres
           García | 100 | | 1 | 2
           Apodaca | 200 | | 3 | 4
           Juárez | 300 | | 5 | 6"""
    )
    assert beside(rows) == ((0, 5),)
