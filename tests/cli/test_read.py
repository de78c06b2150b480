"""`openup read` says how a file was understood, and writes its table whole or not at all."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from openup.cli.group import run

TABLE = 'Reporte;;\nClave;Nombre;Monto\n007;José;"1,5"\n008;;2,5\n'


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "gasto.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_text_has_every_cell_as_written(table, tmp_path):
    assert run(["read", str(table), "--out", str(tmp_path / "out"), "--text"]) == 0
    assert rows_of(tmp_path / "out" / "gasto.csv.csv") == [
        ["Clave", "Nombre", "Monto"],
        ["007", "José", "1,5"],
        ["008", "", "2,5"],
    ]


def test_typed_values_are_written_as_csv_jsonl_and_parquet(table, tmp_path):
    for kind in ("csv", "jsonl", "parquet"):
        assert run(["read", str(table), "-o", str(tmp_path / f"t.{kind}"), "--to", kind]) == 0
    assert rows_of(tmp_path / "t.csv")[1] == ["007", "José", "1.5"]
    line = (tmp_path / "t.jsonl").read_text("utf-8").splitlines()[0]
    assert json.loads(line) == {"Clave": "007", "Nombre": "José", "Monto": 1.5}
    assert (tmp_path / "t.parquet").read_bytes()[:4] == b"PAR1"


def test_a_folder_is_walked_and_a_refusal_leaves_the_others(table, tmp_path, capfd):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.csv").write_bytes(table.read_bytes())
    (folder / "vacio.csv").write_bytes(b"")
    out = tmp_path / "out"
    assert run(["read", str(folder), "--out", str(out), "--text", "--report", "json"]) == 2
    assert sorted(path.name for path in out.rglob("*")) == ["a.csv.csv", "sub"]
    lines = map(json.loads, capfd.readouterr().out.splitlines())
    told = {one["input"]: one for one in lines}
    assert [told[name]["read"] for name in ("sub/a.csv", "vacio.csv")] == [True, False]
    (read,) = told["sub/a.csv"]["tables"]
    assert read["encoding"] == "cp1252"
    assert read["layout"]["title_rows"] == [1]


def test_standard_output_gets_the_table_alone(table, capfd):
    assert run(["read", str(table), "-o", "-", "--text"]) == 0
    assert capfd.readouterr().out.splitlines()[1] == '007,José,"1,5"'


def test_without_a_place_it_tells_how_it_was_read(table, capfd):
    assert run(["read", str(table)]) == 0
    said = capfd.readouterr().out
    assert "rows: 2, columns: 3" in said
    assert "cp1252" in said
    assert "Title rows" in said


def test_long_names_keep_the_end_that_tells_them_apart_and_units_are_said(tmp_path, capfd):
    path, before = tmp_path / "avance.csv", "Nombre o razón social de la persona adjudicada"
    lines = [f"{before} apellido paterno;{before} avance"]
    lines += [f"obra {n};{n} %" for n in range(1, 30)]
    path.write_text("\n".join(lines))
    assert run(["read", str(path)]) == 0
    said = capfd.readouterr().out
    assert "…" in said and "apellido paterno text\n" in said and "avance integer %\n" in said
    assert run(["read", str(path), "--report", "json"]) == 0
    (table,) = json.loads(capfd.readouterr().out)["tables"]
    assert (table["columns"][1]["unit"], table["columns"][1]["type"]) == ("%", "integer")
    assert table["columns"][1]["name"] == f"{before} avance"


def test_two_inputs_of_one_name_do_not_overwrite_each_other(table, tmp_path, capfd):
    other = tmp_path / "b" / "gasto.csv"
    other.parent.mkdir()
    other.write_text("a,b\n1,2\n")
    out = tmp_path / "out"
    assert run(["read", str(table), str(other), "--out", str(out), "--text"]) == 2
    assert len(rows_of(out / "gasto.csv.csv")) == 3
    assert "Two inputs" in capfd.readouterr().err


def test_a_missing_file_gets_a_sentence(tmp_path, capfd):
    assert run(["read", str(tmp_path / "nada.csv")]) == 2
    assert "There is no file" in capfd.readouterr().err


def test_whoever_stops_listening_is_told_of_no_error(tmp_path: Path) -> None:
    path = tmp_path / "largo.csv"
    path.write_text("clave,texto\n" + "".join(f"{n},{'x' * 90}\n" for n in range(20_000)))
    reading = subprocess.Popen(
        [sys.executable, "-m", "openup", "read", str(path), "--text", "-o", "-"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reading.stdout is not None and reading.stderr is not None
    assert reading.stdout.readline().startswith(b"clave,texto")
    reading.stdout.close()
    assert reading.stderr.read() == b""
    reading.stderr.close()
    reading.wait(timeout=30)
