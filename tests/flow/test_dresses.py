"""Every dress of the demonstration is read back with the rows that were written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from openup.flow.demonstration import dress
from openup.flow.demonstration.dress import Delimited, Dress, gzipped, json_lines, office, zipped
from openup.flow.demonstration.sheet import Row, Sheet, Value, heads
from openup.flow.demonstration.spelling import LEDGER, MEXICAN
from openup.flow.demonstration.stains import (
    impossible_dates,
    mojibake,
    other_dates,
    repeated,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import Tab, ods, titled, xlsx
from openup.publishing.draft import Draft
from openup.publishing.prepare import prepare
from openup.store import lake
from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import fill

NAMES = ("Ñandú y Cía.", "Peña Zarca", "Íscar, del Río", "Úrsula «la brújula»", "Aguas; y más")
COLUMNS = heads("clave | nombre | cantidad | monto | fecha | situación")
SHEET = Sheet(
    COLUMNS,
    tuple(
        (
            f"{number:05d}",
            NAMES[number % 5].replace("«", "").replace("»", ""),
            number * 3,
            Decimal(1_234_567 + number * 4_321).scaleb(-2),
            date(2025, 1 + number % 12, 1 + number % 28),
            None if number % 7 == 0 else ("vigente", "terminado")[number % 2],
        )
        for number in range(120)
    ),
)
TITLES = ("GOBIERNO DE NUEVO HORIZONTE", "Relación de bienes al 30 de septiembre de 2026")
NOTES = ("Fuente: registro interno.",)

DRESSES: dict[str, Dress] = {
    "limpio.csv": dress.CLEAN,
    "excel_utf8.csv": dress.EXCEL_UTF8,
    "europeo.csv": dress.EUROPEAN,
    "unicode.txt": dress.UNICODE_TEXT,
    "macintosh.csv": dress.MACINTOSH,
    "msdos.csv": dress.MS_DOS,
    "tabuladores.tsv": dress.TABS,
    "oficina.csv": office(*TITLES, "", notes=NOTES),
    "huecos.csv": office(*TITLES, notes=NOTES, delimiter=";", blank_every=25),
    "titulo_suelto.csv": Delimited(encoding="cp1252", titles=TITLES[:1], padded=False),
    "disparejo.csv": Delimited(encoding="latin-1", spelling=MEXICAN, ragged_every=30),
    "pesos.csv": Delimited(encoding="cp1252", spelling=LEDGER),
    "comillas.csv": Delimited(spelling=MEXICAN, quote_all=True),
    "comprimido.csv.gz": gzipped(dress.CLEAN),
    "archivo.zip": zipped("dentro.csv", dress.EUROPEAN),
    "lineas.jsonl": json_lines,
    "libro.xlsx": titled("Hoja1", *TITLES, notes=NOTES),
    "abierto.ods": ods("Hoja1", *TITLES),
}


def read(name: str, content: bytes, folder: Path) -> Draft:
    path = folder / name
    path.write_bytes(content)
    return prepare(path, name=name, workspace=folder, engine_of=WritingEngine)


def rows_of(draft: Draft, folder: Path, place: int = 0) -> list[Row]:
    table = draft.tables[place]
    columns = [column.name for column in table.reading.columns]
    relation = lake.relation(
        table.parquet,
        columns=columns,
        row_column=table.row_column,
        first_row=table.first_row,
        feeds=table.feeds,
    )
    work = folder / "engine"
    work.mkdir()
    with WritingEngine(work) as engine:
        rows = engine.rows(fill("select * from $table order by _row", table=relation))
    return [tuple(row[: len(columns)]) for row in rows]


def same(value: Value) -> Value:
    """A value as a reader may give it: 1234.50 of a workbook is a number without its last zero."""
    return value.normalize() if isinstance(value, Decimal) else value


@pytest.mark.parametrize("name", DRESSES)
def test_a_dress_is_read_back(name: str, tmp_path: Path) -> None:
    draft = read(name, DRESSES[name](SHEET), tmp_path)
    assert len(draft.tables) == 1
    assert tuple(column.name for column in draft.tables[0].reading.columns) == COLUMNS
    assert draft.tables[0].misfits is None
    assert [tuple(map(same, row)) for row in rows_of(draft, tmp_path)] == [
        tuple(map(same, row)) for row in SHEET.rows
    ]


@pytest.mark.parametrize("name", DRESSES)
def test_the_same_sheet_has_the_same_bytes(name: str) -> None:
    assert DRESSES[name](SHEET) == DRESSES[name](SHEET)


def test_merged_heads_totals_and_hidden_sheets_are_understood(tmp_path: Path) -> None:
    groups = (("Identificación", 2), ("Medidas", 3), ("Estado", 1))
    content = xlsx(
        Tab(
            "Relación",
            SHEET,
            titles=TITLES,
            groups=groups,
            totals=("cantidad", "monto"),
            notes=NOTES,
        ),
        Tab("hidden1", Sheet(("clave",), (("a",), ("b",))), hidden=True),
    )
    draft = read("relacion.xlsx", content, tmp_path)
    assert [table.name for table in draft.tables] == ["Relación"]
    reading = draft.tables[0].reading
    assert [column.name for column in reading.columns] == [
        "Identificación clave",
        "Identificación nombre",
        "Medidas cantidad",
        "Medidas monto",
        "Medidas fecha",
        "Estado situación",
    ]
    assert len(reading.layout.total_rows) == 1
    assert len(reading.layout.foot_rows) == 1
    assert draft.tables[0].rows == len(SHEET.rows) + 1


def test_stains_are_found_where_they_were_made(tmp_path: Path) -> None:
    spoilt = stained(
        SHEET,
        impossible_dates("fecha", 0.05),
        unknown("cantidad", 0.05, "N/D"),
        mojibake("nombre", 0.03),
    )
    wrong = [row[4] for row in spoilt.rows if isinstance(row[4], str)]
    assert wrong
    draft = read("manchado.csv", dress.CLEAN(spoilt), tmp_path)
    table = draft.tables[0]
    assert table.rows == len(SHEET.rows)
    assert "N/D" in table.reading.null_tokens
    found = {code: count.total for (code, _), count in table.faults.groups.items()}
    assert found["impossible-date"] == len(wrong)
    assert found["mojibake"] >= 1


def test_a_stain_stays_in_its_place_when_the_table_grows() -> None:
    some = Sheet(SHEET.columns, SHEET.rows[:80])
    stain = unknown("cantidad", 0.1)
    assert stain(SHEET).rows[:80] == stain(some).rows
    assert len(repeated(0.1)(SHEET).rows) > len(SHEET.rows)
    assert any(isinstance(row[4], str) for row in other_dates("fecha")(SHEET).rows)
