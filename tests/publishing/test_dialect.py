"""Cells are divided as the file divides them, and a damaged record spoils no other."""

from __future__ import annotations

from textwrap import dedent
from time import process_time

import pytest

from openup.kernel.drawn import table
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats.csv import Csv
from openup.publishing.prepare import texts
from openup.publishing.table import Context
from tests.publishing.text import read_bytes

ROWS = [["folio", "fecha", "monto", "nota"]] + [
    [f"A-{at:03}", f"{at % 28 + 1:02}/03/2024", f"{at * 7},5", f"obra {at}"] for at in range(1, 30)
]


@pytest.mark.parametrize(
    "delimiter", [";", "\t", "|", "~", "||", ";;", "::", "|~|", "<>", "@|@", "~|"]
)
def test_the_delimiter_is_found_beside_decimal_commas(delimiter, tmp_path):
    text = "".join(delimiter.join(row) + "\n" for row in ROWS)
    found = read_bytes(text.encode(), tmp_path)
    assert found.reading.dialect.delimiter == delimiter
    assert [found.header, *found.rows] == ROWS


def test_empty_cells_between_long_delimiters_are_cells(tmp_path):
    text = "a|~|b|~|c\n" + "".join(f"{at}|~||~|x{at}\n" for at in range(9))
    found = read_bytes(text.encode(), tmp_path)
    assert found.reading.dialect.delimiter == "|~|"
    assert found.rows[2] == ["2", "", "x2"]


def test_blanks_divide_values(tmp_path):
    text = "a b c\n" + "".join(f"{at} {at}.5 x{at}\n" for at in range(9))
    assert read_bytes(text.encode(), tmp_path).rows[3] == ["3", "3.5", "x3"]


@pytest.mark.parametrize(
    "cells",
    [
        [f"Ana {at}" for at in range(9)],
        [f"calle {at} norte" for at in range(9)],
        ["Ana Ruiz, de Apodaca", "Luis", "Eva, Raúl y Sara, de García", "Pedro"],
        ["2024", "2025", "2026"],
    ],
)
def test_a_text_of_one_column_stays_one_column(cells, tmp_path):
    found = read_bytes("\n".join(["nombre", *cells]).encode(), tmp_path)
    assert found.header == ["nombre"]
    assert found.rows == [[cell] for cell in cells]
    assert "one cell" in str(next(r.words for r in found.reading.reasons if r.subject == "dialect"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end, tmp_path):
    text = end.join(",".join(row[:2]) for row in ROWS)
    found = read_bytes(text.encode(), tmp_path)
    assert found.rows == [row[:2] for row in ROWS[1:]]
    assert found.numbers == list(range(2, 31))


def test_blanks_around_quotes_are_no_text(tmp_path):
    text = "".join(f'{at}, "calle {at}, norte" , x\n' for at in range(9))
    found = read_bytes(("id, calle, z\n" + text).encode(), tmp_path)
    assert found.rows[3] == ["3", "calle 3, norte", " x"]


def test_single_quotes_around_cells_are_found(tmp_path):
    text = "".join(f"'{at}','calle {at}, norte'\n" for at in range(9))
    found = read_bytes(("'id','calle'\n" + text).encode(), tmp_path)
    assert found.rows[3] == ["3", "calle 3, norte"]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('7,"calle,norte,z', ["7", '"calle', "norte", "z"]),
        ('7,""calle 5, norte",n,z', ["7", '"calle 5, norte', "n", "z"]),
        ('7,calle,norte,"', ["7", "calle", "norte", '"']),
        ('7,"casa 5"","n",z', ["7", 'casa 5"', "n", "z"]),
        ('7,"la "casa" azul",n,z', ["7", 'la "casa" azul', "n", "z"]),
    ],
)
def test_a_stray_quote_stays_in_its_own_record(line, cells, tmp_path):
    before = [f'{at},"calle, {at}",n,z' for at in range(10, 20)]
    text = "\n".join(["id,calle,rumbo,z", *before, line, *before]) + "\n"
    found = read_bytes(text.encode(), tmp_path)
    assert len(found.rows) == 21
    assert found.rows[10] == cells
    assert found.rows[11] == ["10", "calle, 10", "n", "z"]
    assert found.numbers[-1] == 22
    assert found.fault("stray-quote").place.row == 12


def test_quotes_within_words_are_text(tmp_path):
    found = read_bytes(b'id,largo\n1,5" x 3"\n2,"a ""b"" c"\n', tmp_path)
    assert found.rows == [["1", '5" x 3"'], ["2", 'a "b" c']]
    assert "stray-quote" not in found.faults


def test_short_and_long_rows_lose_no_cell(tmp_path):
    good = [f"{at},b,c" for at in range(30)]
    text = "\n".join(["x,y,z", *good, "30,b", "31,b,c,,", "32,70,200.00,d", *good])
    found = read_bytes(text.encode(), tmp_path)
    assert found.rows[30:33] == [["30", "b", None], ["31", "b", "c"], ["32", "70", "200.00,d"]]
    assert found.faults == {"short-row": 1, "extra-delimiter": 1, "long-row": 1}


def test_a_header_wider_than_its_rows_keeps_all_its_names(tmp_path):
    text = "a,b,c,d\n" + "".join(f"{at},2,3\n" for at in range(9))
    found = read_bytes(text.encode(), tmp_path)
    assert found.header == ["a", "b", "c", "d"]
    assert found.rows[0] == ["0", "2", "3", None]
    assert found.faults == {"short-row": 9}
    assert "3, not 4" in str(found.fault("short-row").reason)


def test_rows_wider_than_their_header_keep_all_their_cells(tmp_path):
    text = "a,b\n" + "".join(f"{at % 3},2,x\n" for at in range(9))
    found = read_bytes(text.encode(), tmp_path)
    assert (found.header, found.names) == (["a", "b", ""], ["a", "b", "col_2"])
    assert found.rows[0] == ["0", "2", "x"]
    assert "Column 3 has no name" in str(found.fault("blank-header").reason)


def test_a_quote_that_nothing_closes_takes_no_row_with_it(tmp_path):
    text = "a,b\n" + "".join(f'{at},"x {at}"\n' for at in range(9)) + '9,"abierta\n10,fin\n'
    found = read_bytes(text.encode(), tmp_path)
    assert found.rows[-2:] == [["9", '"abierta'], ["10", "fin"]]
    assert found.fault("stray-quote").place.row == 11


def test_an_unquoted_thousands_comma_is_proposed_and_not_repaired(shared_data, tmp_path):
    path = shared_data / "sanctions" / "sfp_sancionados_2021.csv"
    found = read_bytes(path.read_bytes(), tmp_path)
    assert found.reading.encoding == "cp1252"
    assert len(found.rows) == 1954
    assert found.faults["long-row"] == 1
    assert "200.00" in str(found.fault("long-row").advice)
    assert found.faults["short-row"] == 1


def test_blank_rows_are_left_out_and_counted(tmp_path):
    found = read_bytes(b"a,b\n1,2\n\n,\n3,4\n", tmp_path)
    assert found.rows == [["1", "2"], ["3", "4"]]
    assert found.numbers == [2, 5]
    assert found.faults["blank-row"] == 2


def test_the_example_of_the_page_is_read_as_it_is_drawn(tmp_path):
    file, drawing = Csv.example
    found = read_bytes(dedent(" " * 8 + file).encode(), tmp_path)
    drawn = table(drawing)
    assert found.header == list(drawn.columns)
    assert found.rows == [list(row) for row in drawn.rows]


def test_an_even_file_may_be_scanned_and_an_uneven_one_not(tmp_path):
    even = read_bytes("a,b\n1,años\n2,x\n".encode(), tmp_path / "even").table.scan
    assert even is not None
    assert (even.skip_lines, even.lines) == (1, 3)
    for number, text in enumerate(
        ("a,b\n1,2\n3\n", "a,b\n1,2\n,\n", 'a,b\n1, "x,y"\n', "a,b\r1,2\r")
    ):
        assert read_bytes(text.encode(), tmp_path / str(number)).table.scan is None


@pytest.mark.parametrize("between", [1, 20, 150])
def test_two_stray_quotes_do_not_swallow_the_records_between_them(between, tmp_path):
    good = [f"{at},calle {at},n,z" for at in range(10, 10 + between)]
    lines = ["id,calle,rumbo,z", *good, '7,"casa,n,z', *good, '8,torre",n,z', *good]
    found = read_bytes("\n".join(lines).encode(), tmp_path)
    assert len(found.rows) == 3 * between + 2
    assert found.rows[between] == ["7", '"casa', "n", "z"]
    assert found.rows[2 * between + 1] == ["8", 'torre"', "n", "z"]
    assert found.fault("stray-quote").place.row == between + 2


def test_a_cell_of_many_lines_is_one_cell(tmp_path):
    text = "uno, dos\ntres, cuatro y cinco\nseis\n, siete"
    rows = "".join(f'{at},"{text}",n,z\n' for at in range(9))
    found = read_bytes(("id,nota,rumbo,z\n" + rows).encode(), tmp_path)
    assert [row[1] for row in found.rows] == [text] * 9
    assert found.numbers[:3] == [2, 6, 10]


@pytest.mark.parametrize("damage", ["", '99,"un "raro" texto",n,z\n'], ids=["quick", "patient"])
@pytest.mark.parametrize("lines", [150, 300, 3000])
@pytest.mark.parametrize("before", [10, 40, 700])
def test_a_cell_of_very_many_lines_is_one_cell_both_ways(before, lines, damage, tmp_path):
    long = "\n".join(f"línea {at}, con comas; y más" for at in range(lines))
    short = "".join(f'{at},"corto",n,z\n' for at in range(before))
    text = f'id,nota,rumbo,z\n{damage}{short}-1,"{long}",n,z\n{short}' + '-2,"x",n,z\n' * 20
    found = read_bytes(text.encode(), tmp_path)
    assert len(found.rows) == 2 * before + 21 + bool(damage)
    assert found.rows[before + bool(damage)] == ["-1", long, "n", "z"]
    assert found.numbers[-1] == text.count("\n")
    assert bool(found.faults) == bool(damage)


def test_two_stray_quotes_do_not_swallow_pairs(tmp_path):
    good = [f"{at},calle {at}" for at in range(500)]
    lines = ["id,calle", *good, '7,"casa', *good, '8,torre"', *good]
    found = read_bytes("\n".join(lines).encode(), tmp_path)
    assert len(found.rows) == 1502


def test_two_million_columns_are_counted_and_refused_at_once(tmp_path):
    path = tmp_path / "ancho.csv"
    path.write_text(f"a{',a' * 1_999_999}\n1{',1' * 1_999_999}\n")
    began = process_time()
    with pytest.raises(ReadingRefused, match="2000000 columns"):
        list(texts(path, name=path.name, context=Context(tmp_path)))
    assert process_time() - began < 20


def test_a_quoted_column_in_every_row_is_no_part_of_the_delimiter(tmp_path):
    rows = '007,"Peña, Juan"\n' * 40
    found = read_bytes(("clave,nombre\n" + rows).encode(), tmp_path)
    assert found.reading.dialect.delimiter == ","
    assert found.rows == [["007", "Peña, Juan"]] * 40
