"""Accents come out right whatever program wrote them, or the file says that they were lost."""

from __future__ import annotations

import random

import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Place
from openup.publishing.prepare import prepare
from openup.publishing.steps.text.accents import repaired
from openup.publishing.table import Limits
from openup.store.engines.duckdb import WritingEngine
from tests.publishing.text import read_all, read_bytes

NAMES = [
    *("Ángel Muñoz Peña", "Constructora del Río", "Núñez y Asociados", "Educación pública"),
    *("Órgano técnico", "Señalización", "Año fiscal", "Camión", "Ingeniería Ibáñez", "Público"),
    *("Cigüeña", "Régimen jurídico", "ÁREA", "NIÑEZ"),
]


@pytest.mark.parametrize("rows", [2, 5, 60])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-be"])
def test_names_with_accents_are_read_right(codec, rows, tmp_path):
    chance = random.Random(rows)
    names = [chance.choice(NAMES) for _ in range(rows)]
    text = "clave,nombre\n" + "".join(f"{at},{name}\n" for at, name in enumerate(names))
    found = read_bytes(text.encode(codec), tmp_path)
    assert [row[1] for row in found.rows] == names


def test_signs_that_only_windows_has_are_kept(tmp_path):
    found = read_bytes("a,b\n1,“año” – 5 €\n".encode("cp1252"), tmp_path)
    assert found.rows == [["1", "“año” – 5 €"]]
    assert found.reading.encoding == "cp1252"
    assert found.faults["encoding"] == 1


def test_text_whose_accents_were_lost_says_so(shared_data, tmp_path):
    path = shared_data / "inventory" / "adela_invalid_encoding_inventory.csv"
    found = read_bytes(path.read_bytes(), tmp_path)
    assert found.faults["encoding-unknown"] == 1
    assert next(one for one in found.reading.reasons if one.subject == "encoding").confidence < 0.5
    assert len(found.rows) == 30


def test_mangled_text_is_said_with_a_repair_and_never_changed(tmp_path):
    found = read_bytes("id,ciudad\n1,Ciudad AcuÃ±a\n2,León\n".encode(), tmp_path)
    assert found.rows[0] == ["1", "Ciudad AcuÃ±a"]
    fault = found.fault("mojibake")
    assert fault.place == Place(2, "ciudad")
    assert fault.raw == "AcuÃ±a"
    assert "“Acuña”" in str(fault.advice)


def test_one_line_of_windows_in_a_file_of_utf8_is_named(tmp_path):
    lines = [f"{at},Educación pública en Nuevo León\n".encode() for at in range(50)]
    lines[7] = "7,Señal\n".encode("cp1252")
    found = read_bytes(b"id,texto\n" + b"".join(lines), tmp_path)
    assert found.rows[7] == ["7", "Señal"]
    assert found.fault("encoding-mixed").place == Place(9, "texto")


def test_all_broken_lines_are_counted_and_a_hundred_are_shown(tmp_path):
    good = ["7,Educación pública en Nuevo León, año de la educación\n".encode()] * 900
    broken = ["7,Señal\n".encode("cp1252")] * 150
    found = read_bytes(b"id,texto\n" + b"".join(good + broken), tmp_path)
    group = found.table.faults.groups["encoding-mixed", "texto"]
    assert (group.total, len(group.examples)) == (150, 100)
    assert (group.examples[0].place, group.examples[0].raw) == (Place(902, "texto"), "Señal")


def test_all_mangled_cells_are_counted_by_their_column(tmp_path):
    rows = 'AcuÃ±a,"LeÃ³n,\nsin nÃºmero"\n' * 130
    found = read_bytes(("ciudad,direcciÃ³n\n" + rows).encode(), tmp_path)
    groups = found.table.faults.groups
    assert groups["mojibake", "ciudad"].total == 130
    group = next(one for (code, name), one in groups.items() if name not in ("ciudad", None))
    assert group.total == 131
    assert {fault.place.row for fault in group.examples[:2]} == {2, 4}


def test_mangled_text_is_said_in_formats_without_an_encoding_too(tmp_path):
    text = '[{"ciudad": "León"}, {"ciudad": "AcuÃ±a"}]'
    found = read_bytes(text.encode(), tmp_path, "ciudades.json")
    assert found.rows == [["León"], ["AcuÃ±a"]]
    assert found.fault("mojibake").place.column == "ciudad"
    assert "“Acuña”" in str(found.fault("mojibake").advice)


def test_mangled_text_is_counted_the_same_when_the_table_is_typed(tmp_path):
    path = tmp_path / "ciudades.csv"
    path.write_text("id,ciudad\n" + "1,AcuÃ±a\n2,León\n" * 300, encoding="utf-8")
    draft = prepare(path, name=path.name, workspace=tmp_path / "work", engine_of=WritingEngine)
    group = draft.tables[0].faults.groups["mojibake", "ciudad"]
    assert (group.total, group.examples[1].place) == (300, Place(4, "ciudad"))


@pytest.mark.parametrize(
    ("mangled", "meant"),
    [("AcuÃ±a", "Acuña"), ("Ã\x8dndice", "Índice"), ("ÃƒÂ±", "ñ"), ("Â¿QuÃ©", "¿Qué")],
)
def test_a_repair_is_proposed_even_where_windows_has_no_sign_or_it_happened_twice(mangled, meant):
    assert repaired(mangled) == meant


def test_signs_that_were_lost_before_are_said(tmp_path):
    found = read_bytes("id,ciudad\n1,Acu\ufffda\n2,Le\ufffdn\n".encode(), tmp_path / "utf8")
    assert "were lost before" in str(found.fault("lost-signs").advice)
    half = "id,ciudad\n1,x".encode("utf-16") + b"\x00\xd8" + ",\n".encode("utf-16-le")
    assert read_bytes(half, tmp_path / "utf16").faults["lost-signs"] == 1


def test_a_line_of_lone_returns_is_as_long_as_it_is(tmp_path):
    text = b"a,b\n" * 60 + (b"x" * 900_000 + b"\r") * 9 + b"\n"
    (tmp_path / "t.csv").write_bytes(text)
    with pytest.raises(ReadingRefused, match="line of more than 1 MB"):
        read_all(tmp_path / "t.csv", tmp_path / "work", Limits(line_bytes=1 << 20))
