"""`--reading` says how a file is read, `--save-reading` writes how it was."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

TEXT = "Corte;;\nclave;monto;nota\nunidad;pesos;\n007;1,5;a\n008;2,5;PEND\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "gasto.csv"
    path.write_text(TEXT)
    return path


@pytest.fixture
def reading(tmp_path: Path):
    def written(**said: object) -> Path:
        path = tmp_path / "lectura.json"
        path.write_text(json.dumps(said))
        return path

    return written


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_file_is_read_as_its_reading_says(type_, table, reading, tmp_path):
    said = reading(
        header_rows=[2],
        first_data_row=4,
        columns=[
            {"label": "clave", "type": "integer", "name": "número"},
            {"place": 2, "type": "text"},
        ],
    )
    out = tmp_path / "out.csv"
    assert type_("read", table, "--reading", said, "-o", out).exit_code == 0
    assert rows_of(out) == [["número", "monto", "nota"], ["", "1,5", "a"], ["", "2,5", "PEND"]]


def test_the_text_of_a_file_is_cut_as_its_reading_says(type_, table, reading, tmp_path):
    out = tmp_path / "out.csv"
    given = ("read", table, "--text", "-o", out, "--reading", reading(header_rows=[2, 3]))
    assert type_(*given).exit_code == 0
    assert rows_of(out)[0] == ["clave unidad", "monto pesos", "nota"]


def test_a_saved_reading_can_be_corrected_and_given_back(type_, table, tmp_path):
    saved, out = tmp_path / "lectura.json", tmp_path / "out.csv"
    assert type_("read", table, "--save-reading", saved).exit_code == 0
    said = json.loads(saved.read_text())
    (found,) = said["tables"]
    assert (found["delimiter"], found["encoding"]) == (";", "utf-8")
    assert found["columns"][0]["label"].startswith("clave")
    assert type_("read", table, "--reading", saved, "-o", out).exit_code == 0
    before = rows_of(out)
    found["columns"][0]["name"] = "clave de obra"
    saved.write_text(json.dumps(said))
    report = type_("read", table, "--reading", saved, "-o", out, "--report", "json")
    assert rows_of(out) == [["clave de obra", *before[0][1:]], *before[1:]]
    told = json.loads(report.output)["tables"][0]["told"]
    assert {"field": "encoding", "column": ""} in told


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        ({"encoding": "klingon"}, ("“encoding” cannot be", "cp1252")),
        ({"header_rows": [3, 2]}, ("“header_rows” cannot be [3, 2]", "a list of rows in order")),
        ({"foot_rows": -1}, ("“foot_rows” cannot be -1", "from 0 to 60")),
        ({"decimal_comma": True}, ("no field “decimal_comma”", "It may hold: ")),
        ({"columns": [{"label": "a", "type": "money"}]}, ("“type” cannot be", "integer, decimal")),
        ({"columns": [{"place": 1, "pattern": "%A"}]}, ("“pattern” cannot be", "%d/%m/%Y")),
        ({"columns": [{"type": "text"}]}, ("neither “label” nor “place”",)),
        ({"columns": {}}, ("“columns” must be a list",)),
        ({"delimiter": "\n"}, ("“delimiter” cannot be",)),
        ({"tables": [3]}, ("A table must be an object",)),
        ({"first_data_row": True}, ("“first_data_row” cannot be true",)),
        ({"columns": [{"label": "Edad", "type": "text"}]}, ("no column Edad", "clave")),
        ({"encoding": "utf-32"}, ("the encoding as you said does not fit: line 1",)),
    ],
)
def test_what_a_reading_cannot_say_is_refused_with_what_it_may(
    type_, table, reading, said, sentences
):
    answer = type_("read", table, "--reading", reading(**said))
    assert answer.exit_code != 0
    for sentence in sentences:
        assert sentence in answer.stderr


def test_a_reading_that_is_no_json_or_is_not_there_is_refused(type_, table, tmp_path):
    path = tmp_path / "x.json"
    assert "cannot be read" in type_("read", table, "--reading", path).stderr
    path.write_text("{")
    assert "is not JSON from line 1, sign 2" in type_("read", table, "--reading", path).stderr
    path.write_text("[" * 20_000)
    assert "is not JSON" in type_("read", table, "--reading", path).stderr


def test_a_reading_is_saved_of_one_input_with_its_types(type_, table, tmp_path):
    saved = tmp_path / "x.json"
    for more in (("--text",), (table,)):
        answer = type_("read", table, *more, "--save-reading", saved)
        assert "--save-reading goes with one input" in answer.stderr
    assert not saved.exists()


def test_two_inputs_are_never_written_to_one_file(type_, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.json").write_text('{"b": [{"n": 1}], "c": [{"n": 2}]}')
    (tmp_path / "x.json.b").write_text("n\n1\n2\n")
    out = tmp_path / "out"
    answer = type_("read", tmp_path / "a" / "x.json", tmp_path / "x.json.b", "--out", out)
    assert answer.exit_code == 2
    assert "Two inputs would be written as x.json.b.csv" in answer.stderr
    assert rows_of(out / "x.json.b.csv") == [["n"], ["1"]]


def test_what_a_kind_of_file_does_not_have_cannot_be_said_of_it(type_, reading, tmp_path):
    path = tmp_path / "x.json"
    path.write_text('[{"clave": "a", "monto": 1}]')
    answer = type_("read", path, "--reading", reading(encoding="cp1252"))
    assert answer.exit_code == 2
    assert "A file of this kind does not have what you said: the encoding." in answer.stderr
    saved = tmp_path / "s.json"
    assert type_("read", path, "--save-reading", saved).exit_code == 0
    assert type_("read", path, "--reading", saved).exit_code == 0
