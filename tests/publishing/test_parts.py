"""A text with several tables becomes several tables; with pages, it stays one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from openup.publishing.manifest import pack
from openup.publishing.prepare import prepare
from openup.publishing.steps.text import parts
from openup.store.engines.duckdb import WritingEngine
from tests.publishing.text import ReadText, read_all, read_bytes

TWO = """Gasto por ramo;;
Ramo;Monto;
Salud;12;
Obra;13;
;;

Población;;
Municipio;Habitantes;Superficie
García;100;1.5
Apodaca;200;2.5

Fuente: INEGI;;
"""


def _read(folder: Path, text: str, ending: str = "\n") -> list[ReadText]:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8", newline=ending)
    return read_all(path, folder / "work")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_each_table_of_a_text_is_read_by_itself(tmp_path: Path, ending: str) -> None:
    first, second = _read(tmp_path, TWO, ending)
    assert (first.table.name, second.table.name) == ("Gasto por ramo", "Población")
    assert first.header == ["Ramo", "Monto", ""]
    assert second.header == ["Municipio", "Habitantes", "Superficie"]
    assert first.rows == [["Salud", "12", ""], ["Obra", "13", ""]]
    assert second.rows == [["García", "100", "1.5"], ["Apodaca", "200", "2.5"]]
    assert (first.numbers, second.numbers) == ([3, 4], [9, 10])
    assert second.reading.notes == ("Población", "Fuente: INEGI")
    assert second.fault("several-tables").place.row == 7
    assert "blank-row" not in first.faults


def test_a_short_table_under_a_title_with_units_is_told(tmp_path: Path) -> None:
    text = (
        "Gasto por ramo,,\nRamo,Monto,Fecha\nSalud,12,2024-01-01\nObra,13,2024-01-02\n\n"
        "Población,,\nMunicipio,Habitantes,Superficie\n,personas,km2\n"
        "García,100,1.5\nApodaca,200,2.5\n"
    )
    first, second = _read(tmp_path, text)
    assert first.rows == [["Salud", "12", "2024-01-01"], ["Obra", "13", "2024-01-02"]]
    assert second.numbers == [9, 10]
    assert [one.unit for one in second.reading.columns] == ["", "personas", "km2"]


def test_a_header_whose_labels_come_again_in_a_later_part_is_a_header(tmp_path: Path) -> None:
    text = (
        "Viajes;;\nNombre;Fecha;Lugar\nAna;12 al 15 de octubre;Lima\nLuis;28 de mayo;Cali\n"
        ";;\nRegalos;;\nNombre;Fecha;Regalo\nAna;nada;\n"
        ";;\nComidas;;\nNombre;Fecha;Lugar de la comida\nLuis;nada;\n"
    )
    (found,) = _read(tmp_path, text)
    assert found.header == ["Nombre", "Fecha", "Lugar"]


def test_tables_without_titles_are_called_by_their_numbers(tmp_path: Path) -> None:
    text = "Ramo,Monto\nSalud,12\n\nMunicipio,Habitantes\nGarcía,100\n"
    assert [found.table.name for found in _read(tmp_path, text)] == ["1", "2"]


def test_a_cell_of_several_lines_does_not_move_the_next_table(tmp_path: Path) -> None:
    text = 'Ramo,Monto\nSalud,12\n"Obra\n\ny agua",13\n\nMunicipio,Habitantes\nGarcía,100\n'
    first, second = _read(tmp_path, text)
    assert (first.numbers, second.numbers) == ([2, 3], [8])
    assert first.rows[1] == ["Obra\n\ny agua", "13"]


def test_a_second_table_beyond_the_sample_is_found(tmp_path: Path) -> None:
    rows = "".join(f"{at},{at * 7}\n" for at in range(3000))
    first, second = _read(tmp_path, f"Folio,Monto\n{rows}\nFecha,Nota\n2024-01-31,x\n")
    assert len(first.rows) == 3000
    assert (second.header, second.numbers) == (["Fecha", "Nota"], [3004])


def _pages(blank: str) -> Iterator[str]:
    for page in range(3):
        yield f"Padrón de obras,,\nPágina {page + 1} de 3,,\nClave,Obra,Monto\n"
        yield from (f"{page}{at},Puente,{at}\n" for at in range(4))
        yield blank


@pytest.mark.parametrize("blank", ["", ",,\n", "\n"])
def test_pages_become_one_table(tmp_path: Path, blank: str) -> None:
    (found,) = _read(tmp_path, "".join(_pages(blank)))
    assert found.header == ["Clave", "Obra", "Monto"]
    assert len(found.rows) == 12
    assert found.numbers[4] == 11 + bool(blank)
    assert found.faults["repeated-header"] == 6
    assert found.fault("repeated-header").raw == "Padrón de obras"


def test_a_table_of_one_column_keeps_a_value_that_is_its_name(tmp_path: Path) -> None:
    assert len(read_bytes(b"nombre\nana\nluis\nnombre\neva\n", tmp_path).rows) == 4


def test_tables_too_far_apart_stay_together_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LINES_PASSED", 5)
    (found,) = _read(tmp_path, TWO)
    assert found.fault("several-tables").place.row == 7
    assert len(found.rows) == 6


def test_rows_that_belong_to_the_record_above_are_said_and_not_filled(tmp_path: Path) -> None:
    text = (
        "Contrato;Fecha;Proveedor;Cotización\n"
        "C-1;2024-01-31;Ana;10\n;;Luis;12\n;;Eva;13\n"
        "C-2;2024-02-28;Raúl;20\n;;Sara;21\n"
    )
    found = read_bytes(text.encode(), tmp_path)
    assert found.rows[1] == ["", "", "Luis", "12"]
    fault = found.fault("blank-below")
    assert "Contrato, Fecha" in str(fault.reason)
    assert fault.place.row == 3


def test_a_group_named_once_is_said(tmp_path: Path) -> None:
    text = "Estado,Municipio,Viviendas\nNuevo León,Apodaca,1\n,García,2\n,Juárez,3\n,Anáhuac,4\n"
    assert "blank-below" in read_bytes((text + "Coahuila,Torreón,5\n").encode(), tmp_path).faults


@pytest.mark.parametrize(
    "rows",
    [
        "x,1,a\n,2,b\n,3,c\ny,4,d\nx,5,e\nx,6,f\nx,7,g\n",
        ",1,a\n,2,b\n,3,c\nx,4,d\n",
        "x,1,\nNorte,,\ny,2,\nSur,,\nz,3,\n",
    ],
)
def test_cells_that_are_merely_blank_are_no_records_over_rows(tmp_path: Path, rows: str) -> None:
    assert "blank-below" not in read_bytes(f"clave,monto,nota\n{rows}".encode(), tmp_path).faults


def test_what_was_cut_stands_in_the_manifest(tmp_path: Path) -> None:
    path = tmp_path / "obras.csv"
    path.write_text(
        "Obras,,\nclave,obra,monto\n,,pesos\n1,Puente,12\n2,Calle,20\n3,Plaza,7\n"
        "clave,obra,monto\n4,Parque,30\n,,\nFuente: Obras.,,\n",
        encoding="utf-8",
    )
    draft = prepare(path, name=path.name, workspace=tmp_path / "work", engine_of=WritingEngine)
    manifest = json.loads(pack(draft.tables[0], draft.source).manifest)
    reading = manifest["reading"]
    assert reading["notes"] == ["Obras", "monto: pesos", "Fuente: Obras."]
    assert reading["layout"]["title_rows"] == [1]
    assert reading["layout"]["unit_rows"] == [3]
    assert reading["layout"]["foot_rows"] == [10]
    assert manifest["table"]["rows"] == 4
    again = next(group for group in manifest["faults"] if group["code"] == "repeated-header")
    assert again["examples"][0]["raw"] == "clave obra monto"


def test_a_record_that_most_rows_repeat_is_no_header_printed_again(tmp_path: Path) -> None:
    text = "clave;obra\nMetro;norte\n" + "Metro;norte\n" * 30 + "Puente;sur\n"
    found = read_bytes(text.encode(), tmp_path)
    assert len(found.rows) in (31, 32)  # whatever was taken for the header, no record is lost
    assert "repeated-header" not in found.faults


def test_a_header_with_a_number_is_never_cut_as_printed_again(tmp_path: Path) -> None:
    text = "007;Puente\nA;B\n007;Puente\nC;D\nE;F\nG;H\n"
    found = read_bytes(text.encode(), tmp_path)
    cells = [cell for row in [found.names, *found.rows] for cell in row]
    assert cells.count("007") == 2
