"""Files that are taken from a release say exactly what it holds."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from openup.query.exports import csv_of, json_of, jsonlines_of, misfits_of, parquet_of
from openup.query.grid import RowQuestion
from openup.store.engines.duckdb import ReadingEngine, parquet
from openup.store.sql import fill
from tests.query.conftest import Draw

TRICKY = """
a,b:text   | n:decimal | f:date
di "hola"  | 1.50      | 2024-01-01
""         | !1,5 mdp  |
           | -0.05     | 1999-12-31
=1+1, ok   |           |
"""
EVERYTHING = RowQuestion()


def test_csv_quotes_what_must_be_quoted_and_nothing_else(draw: Draw) -> None:
    asked = draw(TRICKY)
    written = b"".join(csv_of(asked.lake, asked.engine, asked.release, EVERYTHING)).decode()
    assert written.split("\r\n") == [
        '"a,b",n,f',
        '"di ""hola""",1.50,2024-01-01',
        '"",,',
        ",-0.05,1999-12-31",
        '"=1+1, ok",,',
        "",
    ]
    rows = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert [len(row) for row in rows] == [3] * 5


def test_json_keeps_types_digits_and_nothing(draw: Draw) -> None:
    asked = draw(TRICKY)
    text = b"".join(json_of(asked.lake, asked.engine, asked.release, EVERYTHING)).decode()
    rows = json.loads(text, parse_float=Decimal)
    assert rows[0] == {"a,b": 'di "hola"', "n": Decimal("1.50"), "f": "2024-01-01"}
    assert rows[1] == {"a,b": "", "n": None, "f": None}
    assert rows[2]["n"] == Decimal("-0.05")


def test_json_lines_and_json_say_the_same(draw: Draw) -> None:
    asked = draw(TRICKY)
    lines = b"".join(jsonlines_of(asked.lake, asked.engine, asked.release, EVERYTHING))
    whole = b"".join(json_of(asked.lake, asked.engine, asked.release, EVERYTHING))
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(whole)


def test_a_view_without_rows_is_still_a_whole_file(draw: Draw) -> None:
    asked = draw(TRICKY)
    none = RowQuestion(filters={"n": "> 1000"})
    assert json.loads(b"".join(json_of(asked.lake, asked.engine, asked.release, none))) == []
    text = b"".join(csv_of(asked.lake, asked.engine, asked.release, none))
    assert text == b'"a,b",n,f\r\n'


def test_a_filtered_and_sorted_view_is_all_its_rows_in_order(draw: Draw) -> None:
    asked = draw(TRICKY)
    view = RowQuestion(limit=1, sort="n", filters={"n": "no vacío"})
    text = b"".join(csv_of(asked.lake, asked.engine, asked.release, view)).decode()
    assert [row[1] for row in csv.reader(io.StringIO(text))] == ["n", "-0.05", "1.50", ""]


def test_the_parquet_of_a_release_is_its_own_file(draw: Draw) -> None:
    asked = draw(TRICKY)
    own = asked.lake.path(asked.release, "table.parquet").read_bytes()
    assert b"".join(parquet_of(asked.lake, asked.engine, asked.release, EVERYTHING)) == own


def test_the_parquet_of_a_view_holds_its_rows_and_leaves_no_file(draw: Draw) -> None:
    asked = draw(TRICKY)
    view = RowQuestion(filters={"f": "1999"})
    made = asked.lake.root / "view.parquet"
    made.write_bytes(b"".join(parquet_of(asked.lake, asked.engine, asked.release, view)))
    assert asked.engine.one(fill("select n from $t", t=parquet(made))) == (Decimal("-0.05"),)
    assert list((asked.lake.root / "staging").iterdir()) == []


def test_the_cells_that_do_not_fit_are_a_file_too(draw: Draw) -> None:
    asked = draw(TRICKY)
    text = b"".join(misfits_of(asked.lake, asked.engine, asked.release)).decode()
    assert text == 'row,column,raw,code\r\n3,n,"1,5 mdp",not-a-number\r\n'


def test_a_long_table_comes_in_pieces(draw: Draw) -> None:
    rows = "\n".join(str(number) for number in range(5_000))
    asked = draw(f"n:integer\n{rows}")
    pieces = list(csv_of(asked.lake, asked.engine, asked.release, EVERYTHING))
    assert len(pieces) > 2
    assert b"".join(pieces).splitlines()[-1] == b"4999"
    assert isinstance(asked.engine, ReadingEngine)


def test_a_place_is_one_cell_of_a_csv(draw: Draw) -> None:
    asked = draw("punto:point\n25.6714, -100.3090")
    text = b"".join(csv_of(asked.lake, asked.engine, asked.release, EVERYTHING)).decode()
    assert text == 'punto\r\n"25.6714, -100.3090"\r\n'
