"""Any table in any dialect and encoding comes back as it was written."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openup.publishing.reading import Dialect
from openup.publishing.steps.text.patient import read_record
from openup.publishing.steps.text.records import Shape, read_lines
from tests.publishing.text import read_bytes

WORDS = "abcdefghijklmnopqrstuvwxyzáéíóúñüÁÑ0123456789 .-_/,;|'\"()$%"
CELLS = st.text(alphabet=WORDS + "\n", max_size=12).filter(lambda text: "\r" not in text)


@st.composite
def tables(draw, cells=CELLS):
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=12))
    return [row for row in rows if any(cell.strip() for cell in row)] or [["x"] * width]


def written(rows, delimiter=",", quotechar='"', quoting=csv.QUOTE_MINIMAL, end="\n", **more):
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=delimiter, quotechar=quotechar, quoting=quoting, lineterminator=end, **more
    )
    writer.writerows(rows)
    return out.getvalue()


def lines_of(text):
    return iter(io.StringIO(text, newline="\n"))


@given(
    rows=tables(),
    delimiter=st.sampled_from([",", ";", "\t", "|", ":"]),
    quote=st.sampled_from(['"', "'"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=60, deadline=None)
def test_records_come_back_as_they_were_written(rows, delimiter, quote, quoting, end):
    text = written(rows, delimiter, quote, quoting, end)
    shape = Shape(Dialect(delimiter, quote), "\n", len(rows[0]))
    read = [row for block in read_lines(lines_of(text), shape) for row in block.rows]
    assert [row or [""] for row in read] == rows


@given(rows=tables(), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@settings(max_examples=50, deadline=None)
def test_the_patient_reader_agrees_with_the_quick_one(rows, quoting):
    text = written(rows, quoting=quoting)
    lines = list(lines_of(text))
    at, read = 0, []
    while at < len(lines):
        found = read_record(lines[at:], Dialect(), len(rows[0]))
        read.append(found.cells)
        at += found.lines
    assert read == rows


@given(rows=tables())
@settings(max_examples=60, deadline=None)
def test_backslashes_that_protect_quotes_come_back(rows):
    text = written(rows, quoting=csv.QUOTE_ALL, doublequote=False, escapechar="\\")
    shape = Shape(Dialect(",", '"', "\\"), "\n", len(rows[0]))
    read = [row for block in read_lines(lines_of(text), shape) for row in block.rows]
    assert read == rows


@given(text=st.text(alphabet='ab,"\n \x00', max_size=80))
@settings(max_examples=120, deadline=None)
def test_no_character_of_damaged_text_is_lost(text):
    shape = Shape(Dialect(), "\n", 3)
    read = [row for block in read_lines(lines_of(text), shape) for row in block.rows]
    for sign in "ab":
        assert "".join(map("".join, read)).count(sign) == text.count(sign)


WHOLE = st.text(alphabet="abcdefghijklmnopqrstuvwxyzáéíóúñü", min_size=1, max_size=8)


@given(
    rows=st.lists(
        st.tuples(WHOLE, st.integers(10, 99999), st.dates(), CELLS.map(lambda text: text + "x")),
        min_size=4,
        max_size=30,
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_whole_file_comes_back_with_its_header_and_numbers(rows, delimiter, encoding, end):
    header = ["nombre", "monto", "fecha", "nota"]
    cells = [[str(cell) for cell in row] for row in rows]
    content = written([header, *cells], delimiter, end=end).encode(encoding)
    with tempfile.TemporaryDirectory() as folder:
        found = read_bytes(content, Path(folder))
    assert found.header == header
    assert found.rows == cells
    assert found.reading.dialect.delimiter == delimiter
    line, lines = 2, []
    for row in cells:
        lines.append(line)
        line += 1 + row[3].count("\n")
    assert found.numbers == lines


SPANISH = st.sampled_from(
    [
        *("año", "niñez", "Peña Nieto", "¿Cuándo?", "Águila", "público, privado", "Cigüeña"),
        *("«Ñandú»; norte", "calle 5 ", " x", '"sin techo"', "a | b", "007", "-1.5", ""),
        *("línea\nnueva", "ÁREA METROPOLITANA", "Muñoz"),
    ]
)
BYTES = ("cp1252", "latin-1", "cp850", "mac_roman")
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")


def divided(rows, delimiter, quote, end):
    """The text of a table whose delimiter may have several signs, which csv cannot write.

    A lone apostrophe is more often one than a quotation mark, so these stand around every cell.
    """
    signs = (*delimiter, quote, "\n", ";", ",", "|", "\t")

    def cell(text):
        odd = not text or text != text.strip() or any(sign in text for sign in signs)
        must = quote == "'" or odd
        return quote + text.replace(quote, quote * 2) + quote if must else text

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 9999).map(str), WHOLE, SPANISH, SPANISH), min_size=6, max_size=25
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|", "||", "::", "~"]),
    quote=st.sampled_from(['"', "'"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", *WIDE, *BYTES]),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_spanish_in_any_dialect_and_encoding_comes_back(rows, delimiter, quote, encoding, end):
    header = ["clave", "nombre", "descripción", "señas"]
    rows = [list(row) for row in rows]
    text = divided([header, *rows], delimiter, quote, end)
    with tempfile.TemporaryDirectory() as folder:
        found = read_bytes(text.encode(encoding), Path(folder))
    assert found.header == header
    assert [[cell or "" for cell in row] for row in found.rows] == rows
