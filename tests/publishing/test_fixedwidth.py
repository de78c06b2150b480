"""Text of fixed width is cut where its blanks stand, and ordinary text is left alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openup.publishing.faults import Place
from openup.publishing.steps.text.aligned import find_aligned
from tests.publishing.text import read_bytes

TOWNS = ["Apodaca", "García", "San Nicolás de los Garza", "Múzquiz", "General Escobedo", "Mina"]


def written(rows: list[list[str]], right: set[int], gap: int = 2) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = (
        (" " * gap).join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "".join(line.rstrip() + "\r\n" for line in lines)


def towns(count: int) -> list[list[str]]:
    chance = random.Random(count)
    return [
        [f"{at:05}", chance.choice(TOWNS), f"{chance.randrange(10**7):,}", chance.choice("HM")]
        for at in range(count)
    ]


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "cp850", "utf-16"])
@pytest.mark.parametrize("count", [7, 60, 3000])
def test_what_was_written_is_read(count, codec, tmp_path):
    head = ["CVEGEO", "NOM_MUN", "POBTOT", "S"]
    content = written([head, *towns(count)], {2}).encode(codec)
    found = read_bytes(content, tmp_path, name="iter.txt")
    assert found.reading.format == "fixedwidth"
    assert found.header == head
    assert found.rows == towns(count)
    assert not set(found.faults) - {"encoding"}
    reason = next(one for one in found.reading.reasons if one.subject == "dialect")
    assert "4 columns" in str(reason.words)
    assert reason.confidence > 0.9


def test_titles_and_notes_are_cut_and_kept(tmp_path):
    body = written([["Clave", "Municipio", "Total", "Sexo"], *towns(40)], {2})
    text = "Censo de Población y Vivienda 2020\r\n\r\n" + body + "\r\nFuente: INEGI.\r\n"
    found = read_bytes(text.encode(), tmp_path, name="censo.prn")
    assert found.rows == towns(40)
    assert found.reading.notes == ("Censo de Población y Vivienda 2020", "Fuente: INEGI.")


def test_the_header_of_each_page_is_left_out(tmp_path):
    page = written([["Clave", "Municipio", "Total", "Sexo"], *towns(20)], {2})
    text = "".join(f"Padrón  Página {at}\r\n\r\n{page}\r\n" for at in range(1, 4))
    found = read_bytes(text.encode(), tmp_path, name="padron.prn")
    assert found.rows == towns(20) * 3
    assert found.faults["repeated-header"] == 4


def test_a_cell_in_another_encoding_is_named_with_its_column(tmp_path):
    lines = written([["Clave", "Municipio", "Total", "Sexo"], *towns(40)], {2}).splitlines()
    lines[7] = lines[7][:7] + "Múgica".ljust(len(lines[7][7:].rstrip()) - 14) + lines[7][-14:]
    content = "\r\n".join(lines).encode().replace("Múgica".encode(), "Múgica".encode("cp1252"))
    found = read_bytes(content, tmp_path, name="padron.prn")
    fault = found.fault("encoding-mixed")
    assert (fault.place, fault.raw) == (Place(8, "Municipio"), "Múgica")
    assert found.rows[6][1] == "Múgica"


def test_a_second_table_is_said(tmp_path):
    first = written([["Clave", "Municipio", "Total", "Sexo"], *towns(20)], {2})
    second = written([["Folio", "Lugar", "Cuota", "Tipo"], *towns(20)], {2})
    found = read_bytes(f"{first}\r\n{second}".encode(), tmp_path, name="padron.prn")
    assert found.fault("several-tables").place.row == 23
    assert len(found.rows) == 41


def test_a_line_of_dashes_draws_the_columns(tmp_path):
    text = (
        "id nombre     monto\n-- ---------- -----\n"
        " 1 Ana López     12\n 2 José         3\n 3               41\n"
    )
    found = read_bytes(text.encode(), tmp_path, name="salida.txt")
    assert found.header == ["id", "nombre", "monto"]
    assert found.rows == [["1", "Ana López", "12"], ["2", "José", "3"], ["3", "", "41"]]


def test_a_line_that_runs_across_a_column_is_kept_and_told(tmp_path):
    lines = written([["CVE", "NOMBRE", "POB", "S"], *towns(900)], {2}).split("\r\n")
    lines[700] = "00699  Santa Catarina de los muchos nombres 55        H"
    found = read_bytes("\n".join(lines).encode(), tmp_path, name="t.dat")
    assert len(found.rows) == 900
    assert found.faults == {"crosses-columns": 1}
    assert found.fault("crosses-columns").place.row == 701
    assert "".join(found.rows[699]).replace(" ", "") == lines[700].replace(" ", "")


CSV = [
    "a, b, c\n" * 1 + "".join(f"{n},   x{n},    {n}\n" for n in range(40)),
    "a;b\n" + "".join(f"uno  dos {n};tres   cuatro\n" for n in range(40)),
    "nombre|monto\n" + "".join(f"Ana {n:<10}|{n:>10}\n" for n in range(40)),
    "a\tb\n" + "".join(f"x  {n}\ty  {n}\n" for n in range(40)),
    "a,b,c,d\n" + "".join(f"x   {n:>4},y{',z' * (n % 3)},{n:>9},fin  de\n" for n in range(40)),
    "x y z\n" + "".join(f"{n} {n * 2} {n * 3}\n" for n in range(40)),
]


@pytest.mark.parametrize("text", CSV)
def test_delimited_text_is_left_to_its_own_reader(text, tmp_path):
    assert read_bytes(text.encode(), tmp_path, name="t.txt").reading.format == "csv"


PROSE = (
    "La secretaría  publica los datos que tiene.  Quien los lee pregunta\n"
    "por lo que falta, y la  oficina  responde en un plazo  de cinco días\n"
    "hábiles. Si el dato   está mal, se corrige  y se publica de nuevo;\n"
    "la  versión  anterior  se conserva. Nadie  borra  lo  publicado.\n"
    "Todo   queda escrito   en la bitácora,  que  cualquiera  puede leer.\n"
    "Así  se   sabe  quién  hizo qué,  y cuándo lo hizo,   y por qué.\n"
)


@pytest.mark.parametrize("text", [PROSE, "0012345678901\n" * 30, "a b\n" * 30, "", "x\n" * 3])
def test_what_has_no_columns_has_none(text):
    assert find_aligned(text.splitlines(keepends=True)) is None


CELL = st.text(st.sampled_from("abcñ0123456789"), min_size=1, max_size=9)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=30,
                               max_size=60)
    ),
    st.sets(st.integers(0, 4)),
)  # fmt: skip
def test_any_cells_come_back_from_their_places(rows, right):
    lines = written(rows, right, gap=3).splitlines()
    found = find_aligned(lines)
    assert found is not None
    assert [found.cells(line) for line in lines] == rows
