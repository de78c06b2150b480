"""Binary workbooks of Excel and those of OpenDocument are read as the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.books import read_book, rows_of
from tests.publishing.otherbooks import ods, xlsb

ROWS = [
    ["Padrón de obras", None, None, None],
    ["clave", "obra", "monto", "activa"],
    ["007", "Puente", 12.5, True],
    ["008", "Río", 7.0, False],
    [None, None, None, None],
    ["009", "Año", 1234567890123.25, True],
]


@pytest.mark.parametrize(("made", "name"), [(xlsb, "a.xlsb"), (ods, "a.ods"), (xlsb, "a.txt")])
def test_other_workbooks_are_read_by_their_bytes(made, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(made("Datos", ROWS))
    (table,) = read_book(path)
    assert (table.name, table.reading.format) == ("Datos", "excel")
    assert [column.name for column in table.reading.columns] == ["clave", "obra", "monto", "activa"]
    assert table.reading.notes == ("Padrón de obras",)
    assert rows_of(table) == [
        (3, "007", "Puente", "12.5", "true"),
        (4, "008", "Río", "7", "false"),
        (6, "009", "Año", "1234567890123.25", "true"),
    ]
    assert table.reading.sheet is not None
    assert table.reading.sheet.used == "A1:D6"
    assert table.cell_of is not None
    assert table.cell_of(6, 2) == "C6"
