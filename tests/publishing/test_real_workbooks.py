"""Workbooks of public offices come out whole, with their amounts as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import python_calamine

from openup.publishing.formats._sheetcells import letters_of, text_of
from openup.publishing.prepare import texts
from openup.publishing.table import Context
from tests.publishing.books import rows_of


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
    assert rows in (None, len(rows_of(table)))


def test_the_public_account_agrees_with_its_hand_cleaned_copy(
    shared_data: Path, tmp_path: Path
) -> None:
    """All names and amounts; the copy leaves out the 54 rows that only name what follows."""
    (book,) = texts(
        shared_data / "budget/cuenta_publica_2023.xls", name="a.xls", context=Context(tmp_path)
    )
    (clean,) = texts(
        shared_data / "budget/cuenta_publica_2023.csv.gz", name="a.csv", context=Context(tmp_path)
    )
    ours = [row for row in rows_of(book) if row[6] is not None]
    names = [row for row in rows_of(book) if row[6] is None]
    theirs = rows_of(clean)
    assert (len(ours), len(names), len(theirs)) == (4751, 54, 4751)
    differing = [
        (mine[0], copy[0], place)
        for mine, copy in zip(ours, theirs, strict=True)
        for place in range(6, 21)
        if mine[place] != (copy[place] if place == 6 else _as_a_sheet_keeps_it(copy[place]))
    ]
    assert differing == []
    assert all(set(row[7:21]) <= {"0", None} for row in names)


def _as_a_sheet_keeps_it(cell: object) -> str | None:
    return text_of(float(str(cell))) if cell else None


@pytest.mark.parametrize(
    ("file", "amount"),
    [
        ("cdmx_sefin_adjudicaciones_1t2015.xlsx", "Monto del Contrato con impuestos incluidos"),
        ("cdmx_sobse_adjudicaciones_directas.xlsx", "MONTO DEL CONTRATO"),
        ("cdmx_om_adjudicaciones_2014.xls", "Monto del contrato con impuesto incluidos"),
        ("cdmx_obras_licitaciones_2015.xlsx", "Monto del contrato con impuestos incluidos"),
    ],
)
def test_every_row_of_a_real_contract_says_which_one_and_no_amount_is_multiplied(
    shared_data: Path, file: str, amount: str, tmp_path: Path
) -> None:
    path = shared_data / "messy_xlsx" / file
    (table,) = texts(path, name=file, context=Context(tmp_path))
    names = [column.name for column in table.reading.columns]
    assert table.reading.sheet is not None
    aside = {*table.reading.sheet.heading_rows}
    rows = [row for row in rows_of(table) if row[0] not in aside]
    year, key, place = (
        next(at for at, name in enumerate(names, 1) if mark in name.lower())
        for mark in ("ejercicio", "expediente", amount.lower())
    )
    told = [row for row in rows if row[key] is not None and row[year] is not None]
    assert len(told) > 0.93 * len(rows)
    before = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    column = table.reading.sheet
    letters = table.cell_of(1, place - 1)[:-1] if table.cell_of else ""
    at = [letters_of(number) for number in range(60)].index(letters) - (before.start or (0, 0))[1]
    cells = [row[at] for row in before.iter_rows()]
    amounts = sum(cell for cell in cells if isinstance(cell, float | int))
    ours = sum(float(str(row[place])) for row in rows if _is_number(row[place]))
    assert amounts > 10**6
    assert ours == pytest.approx(amounts, rel=1e-12)
    assert names[place - 1] in column.once


def _is_number(cell: object) -> bool:
    return cell is not None and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", str(cell)) is not None
