"""What a person says of a file holds, what does not fit is refused or said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from openup.publishing.draft import Draft, DraftTable
from openup.publishing.errors import ReadingRefused, ToldRefused
from openup.publishing.prepare import prepare
from openup.publishing.reading import ColumnType, ToldField
from openup.publishing.told import Before, Told, ToldColumn, ToldTable
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.sql import fill, name

ROWS = "folio;monto;clave\n1;10,5;007\n2;11,5;008\n3;12,5;009\n"


def read(path: Path, told: Told | ToldTable, *before: Before) -> Draft:
    said = told if isinstance(told, Told) else Told((told,))
    return prepare(
        path, name=path.name, workspace=path.parent / "staging", engine_of=WritingEngine,
        told=said, before=before,
    )  # fmt: skip


def table(tmp_path: Path, text: str | bytes, told: Told | ToldTable, *before: Before) -> DraftTable:
    path = tmp_path / "tabla.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (only,) = read(path, told, *before).tables
    return only


def cells(one: DraftTable, column: str) -> list[object]:
    with WritingEngine(one.parquet.parent) as engine:
        question = fill("select $c from $t", c=name(column), t=parquet(one.parquet))
        return [row[0] for row in engine.rows(question)]


def codes(one: DraftTable) -> set[str]:
    return {code for code, _ in one.faults.groups}


def told_of(one: DraftTable) -> set[tuple[str, str]]:
    return {(field.field, field.column) for field in one.reading.told}


def test_header_rows_that_were_said_hold(tmp_path: Path) -> None:
    text = "Obras,Año,Monto\nclave,de,corriente\n1,2020,3\n2,2021,4\n"
    one = table(tmp_path, text, ToldTable(header_rows=(1, 2)))
    assert [column.name for column in one.reading.columns] == [
        "Obras clave", "Año de", "Monto corriente",
    ]  # fmt: skip
    assert (one.rows, one.first_row) == (2, 3)
    assert told_of(one) == {("header_rows", "")}
    (header,) = [why for why in one.reading.reasons if why.subject == "header"]
    assert header.confidence == 1.0


def test_rows_above_the_first_row_that_was_said_are_kept_as_notes(tmp_path: Path) -> None:
    text = "a,b\nunidad,pesos\n1,2\n3,4\n"
    one = table(tmp_path, text, ToldTable(header_rows=(1,), first_data_row=3))
    assert (one.rows, one.reading.notes) == (2, ("unidad pesos",))
    assert [column.type.value for column in one.reading.columns] == ["integer", "integer"]


def test_a_table_said_to_have_no_header_keeps_its_first_row(tmp_path: Path) -> None:
    one = table(tmp_path, "nombre,lugar\nana,aquí\nluis,allá\n", ToldTable(header_rows=()))
    assert (one.rows, cells(one, "col_0")) == (3, ["nombre", "ana", "luis"])


def test_notes_at_the_end_that_were_said_are_cut_and_kept(tmp_path: Path) -> None:
    text = "a,b\n1,2\n3,4\nfin,x\ny,z\n"
    one = table(tmp_path, text, ToldTable(foot_rows=2))
    assert (one.rows, one.reading.layout.foot_rows) == (2, (4, 5))
    assert one.reading.notes == ("fin x", "y z")
    none = table(tmp_path, "a,b\n1,2\nFuente: nosotros,\n", ToldTable(foot_rows=0))
    assert none.rows == 2


def test_the_delimiter_and_the_encoding_that_were_said_hold(tmp_path: Path) -> None:
    text = "a|b;c\n1;2|ñandú\n3;4|o\n".encode("cp850")
    one = table(tmp_path, text, ToldTable(encoding="cp850", delimiter=";"))
    assert [column.label for column in one.reading.columns] == ["a|b", "c"]
    assert cells(one, one.reading.columns[1].name)[0] == "2|ñandú"
    assert one.reading.encoding == "cp850"


def test_what_does_not_fit_is_refused_with_its_field(tmp_path: Path) -> None:
    wrong = {
        "encoding": (ToldTable(encoding="utf-8"), "line 2 is not text in utf-8"),
        "delimiter": (ToldTable(delimiter="~"), "stands in none of the lines"),
        "header_rows": (ToldTable(header_rows=(900,)), "row 900 is empty or not among"),
        "first_data_row": (ToldTable(header_rows=(2,), first_data_row=1), "not below the header"),
        "foot_rows": (ToldTable(foot_rows=9), "only 3 written rows"),
        "columns": (ToldTable(columns=(ToldColumn("Edad", name="x"),)), "no column Edad"),
        "table": (ToldTable("Hoja 9", encoding="cp1252"), "no table «Hoja 9»"),
    }
    text = "folio;nombre\n1;año\n2;b\n3;c\n".encode("cp1252")
    for field, (told, sentence) in wrong.items():
        with pytest.raises(ToldRefused, match=sentence) as refusal:
            table(tmp_path, text, told)
        assert refusal.value.field == field
        assert refusal.value.advice is not None


def test_a_type_that_was_said_is_kept_and_what_does_not_fit_it_is_a_misfit(tmp_path: Path) -> None:
    said = (
        ToldColumn("folio", type=ColumnType.TEXT),
        ToldColumn("clave", type=ColumnType.INTEGER, name="número"),
        ToldColumn(place=2, type=ColumnType.DECIMAL, decimal_comma=True),
    )
    one = table(tmp_path, ROWS + "4;x;10\n", ToldTable(columns=said))
    assert [column.type.value for column in one.reading.columns] == ["text", "decimal", "integer"]
    assert cells(one, "folio") == ["1", "2", "3", "4"]
    assert cells(one, "número") == [None, None, None, 10]
    assert ("leading-zeros", "número") in one.faults.groups
    assert {("type", "folio"), ("name", "número"), ("decimal_comma", "monto")} <= told_of(one)


def test_dates_are_written_as_was_said(tmp_path: Path) -> None:
    text = "f,x\n01/02/2024,a\n03/04/2024,b\n"
    said = ToldTable(columns=(ToldColumn("f", pattern="%m/%d/%Y"),))
    days = cells(table(tmp_path, text, said), "f")
    assert [str(day) for day in days] == ["2024-01-02", "2024-03-04"]


def test_words_for_nothing_that_were_said_are_empty(tmp_path: Path) -> None:
    text = "n,x\n1,a\nPENDIENTE,b\n3,c\npendiente,d\n"
    one = table(tmp_path, text, ToldTable(null_tokens=("Pendiente",)))
    assert (cells(one, "n"), one.misfits) == ([1, None, 3, None], None)
    assert "Pendiente" in one.reading.null_tokens


def test_a_number_that_was_said_to_mean_nothing_is_empty(tmp_path: Path) -> None:
    rows = "".join(f"{at},{at + 20},x\n" for at in range(3000))
    text = f"id,edad,v\n{rows}3000,-99,y\n3001, -99 ,NS\n"
    one = table(tmp_path, text, ToldTable(null_tokens=("-99", "NS")))
    assert one.reading.columns[1].type is ColumnType.INTEGER
    assert cells(one, "edad")[-3:] == [3019, None, None]
    assert one.misfits is None
    assert cells(one, "v")[-1] == "NS"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_an_encoding_that_was_said_and_has_no_mark_is_refused(codec: str, tmp_path: Path) -> None:
    with pytest.raises(ToldRefused) as refused:
        table(tmp_path, ROWS, ToldTable(encoding=codec))
    assert refused.value.field == "encoding"


def test_tables_that_are_left_out_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "dos.json"
    path.write_text('{"a": [{"x": 1}], "b": [{"y": 2}, {"y": 3}]}')
    draft = read(path, Told(leave_out=("a",)))
    assert [one.name for one in draft.tables] == ["b"]
    with pytest.raises(ReadingRefused, match="no table «c»"):
        read(path, Told(leave_out=("c",)))


def test_what_was_said_holds_again_for_the_next_file(tmp_path: Path) -> None:
    said = ToldTable(delimiter=";", columns=(ToldColumn("clave", type=ColumnType.INTEGER),))
    first = table(tmp_path, ROWS, said)
    next_one = table(tmp_path, ROWS.replace("\n3", "\n4"), Told(), Before("t", 1, first.reading))
    assert [column.type.value for column in next_one.reading.columns][2] == "integer"
    assert next_one.reading.told == (ToldField("delimiter"), ToldField("type", "clave"))
    assert next_one.after == "t"
    (why,) = [one for one in next_one.reading.reasons if one.subject == "dialect"]
    assert "for release 1" in str(why.words)
    forgotten = table(tmp_path, ROWS, Told(forget=True), Before("t", 1, first.reading))
    assert forgotten.reading.told == ()


def test_what_was_said_and_fits_no_more_is_found_anew_and_told(tmp_path: Path) -> None:
    said = ToldTable(
        encoding="utf-8", delimiter=";", header_rows=(1,), columns=(ToldColumn("clave", name="k"),)
    )
    first = table(tmp_path, ROWS, said)
    other = "Título del año\n\nfolio,monto,otra\n1,10.5,a\n2,11.5,b\n3,12.5,c\n".encode("cp1252")
    one = table(tmp_path, other, Told(), Before("t", 3, first.reading))
    assert (one.reading.encoding, one.reading.layout.header_rows) == ("cp1252", (3,))
    assert [column.name for column in one.reading.columns] == ["folio", "monto", "otra"]
    assert told_of(one) == {("header_rows", "")}
    said_again = [str(why.reason) for why in one.faults.groups["reading-changed", None].examples]
    assert len(said_again) == 2
    assert all(words.startswith("For release 3 a person said the ") for words in said_again)
    assert ("reading-changed", "clave") in one.faults.groups


UNITS = "Corte\nfolio;monto\nclave;pesos\n1;10\n2;20\n3;30\n"


def test_a_header_that_was_said_is_followed_to_where_it_stands_now(tmp_path: Path) -> None:
    said = ToldTable(header_rows=(2,), first_data_row=4)
    first = table(tmp_path, UNITS, said)
    assert first.rows == 3
    lower = table(tmp_path, "Título\n" + UNITS, Told(), Before("t", 1, first.reading))
    layout = lower.reading.layout
    assert (layout.header_rows, layout.first_data_row, lower.rows) == ((3,), 5, 3)
    assert told_of(lower) == {("header_rows", ""), ("first_data_row", "")}
    assert "reading-changed" not in codes(lower)


def test_a_first_row_that_was_said_goes_with_its_header(tmp_path: Path) -> None:
    first = table(tmp_path, UNITS, ToldTable(header_rows=(2,), first_data_row=4))
    other = UNITS.replace("folio;monto", "número;valor").replace("Corte\n", "")
    one = table(tmp_path, other, Told(), Before("t", 1, first.reading, only=True))
    assert one.rows == 3
    assert told_of(one) == set()
    reasons = [str(why.reason) for why in one.faults.groups["reading-changed", None].examples]
    assert [words.split("said ")[1].split(" (")[0] for words in reasons] == [
        "the header rows", "the first row of data",
    ]  # fmt: skip


TWO = "Obras\nclave;año\na;1\nb;2\nc;3\n\nProveedores\nrfc;n;total\nX;á;1\nY;é;2\nZ;í;3\n"


def test_letters_said_of_one_table_of_a_text_hold_for_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "dos.csv"
    path.write_bytes(TWO.encode("cp1252"))
    said = Told((ToldTable("Proveedores", encoding="latin-1"), ToldTable("Obras")))
    first = read(path, said)
    assert [one.reading.encoding for one in first.tables] == ["latin-1", "latin-1"]
    before = [Before(f"t{at}", 1, one.reading) for at, one in enumerate(first.tables)]
    again = read(path, Told(), *before)
    assert [one.reading.encoding for one in again.tables] == ["latin-1", "latin-1"]


def test_now_goes_before_then(tmp_path: Path) -> None:
    first = table(tmp_path, ROWS, ToldTable(columns=(ToldColumn("clave", type=ColumnType.TEXT),)))
    before = Before("t", 1, first.reading)
    said = ToldTable(columns=(ToldColumn("clave", type=ColumnType.INTEGER),))
    one = table(tmp_path, ROWS, said, before)
    assert one.reading.columns[2].type is ColumnType.INTEGER
    assert replace(first.reading, told=()).columns[2].type is ColumnType.TEXT
