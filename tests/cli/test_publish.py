"""`openup publish`: one file or many, whole or not at all, and it says what happened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openup.catalog import selectors
from tests.cli.conftest import Spawn, Type


@pytest.fixture
def spending(tmp_path: Path) -> Path:
    path = tmp_path / "gastos.csv"
    path.write_text("folio,monto\n001,10.50\n002,20.25\n", encoding="utf-8")
    return path


def test_a_file_becomes_a_release_and_says_where_it_is(
    portal: Path, type_: Type, spending: Path
) -> None:
    result = type_("publish", spending, "--institution", "salud")
    assert result.exit_code == 0, result.stderr
    assert "gastos@v1: 2 rows, 2 columns, 0 faults." in result.output
    assert "/datasets/gastos/gastos" in result.output
    assert selectors.dataset("gastos", "es").line.rows == 2


def test_the_same_bytes_again_are_no_new_release(portal: Path, type_: Type, spending: Path) -> None:
    type_("publish", spending, "--institution", "salud")
    again = type_("publish", spending, "--institution", "salud")
    assert again.exit_code == 0
    assert "gastos@v1 has these same bytes already" in again.output


def test_json_is_one_line_per_input(portal: Path, type_: Type, spending: Path) -> None:
    result = type_("publish", spending, "nada.csv", "--institution", "salud", "--json")
    assert result.exit_code == 2
    made, lost = (json.loads(line) for line in result.stdout.splitlines())
    assert made["tables"][0]["rows"] == 2 and made["tables"][0]["new"] is True
    assert lost["code"] == "missing" and lost["sentence"] and lost["advice"]


def test_a_refused_file_does_not_stop_the_others(
    portal: Path, type_: Type, spending: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "vacío.csv"
    empty.touch()
    result = type_("publish", empty, spending, "--institution", "salud")
    assert result.exit_code == 2
    assert "vacío.csv" in result.stderr
    assert "gastos@v1" in result.output


def test_an_unknown_institution_is_answered_with_the_nearest(
    portal: Path, type_: Type, spending: Path
) -> None:
    result = type_("publish", spending, "--institution", "salut")
    assert result.exit_code == 2
    assert "There is no institution “salut”." in result.stderr
    assert "The nearest are: salud." in result.stderr
    assert "salud" in type_("publish", spending, "--institution", "SSA").stderr


def test_a_portal_without_institutions_says_how_to_add_one(
    db: None, home: Path, type_: Type, spending: Path
) -> None:
    result = type_("publish", spending, "--institution", "salud")
    assert "openup institution add salud" in result.stderr


def test_who_may_not_publish_is_told_who_may(portal: Path, type_: Type, spending: Path) -> None:
    type_("user", "create", "ana", "--make-password")
    result = type_("publish", spending, "--institution", "salud", "--by", "ana")
    assert result.exit_code == 2
    assert "steward" in result.stderr


def test_a_steward_publishes(portal: Path, type_: Type, spending: Path) -> None:
    type_("user", "create", "ana", "--make-password", "--role", "steward", "--institution", "salud")
    result = type_("publish", spending, "--institution", "salud", "--by", "ana")
    assert result.exit_code == 0, result.stderr


def test_a_folder_is_a_sentence(portal: Path, type_: Type, tmp_path: Path) -> None:
    result = type_("publish", tmp_path, "--institution", "salud")
    assert result.exit_code == 2 and "is a folder" in result.stderr


def test_a_folder_without_a_portal_is_a_sentence(spawn: Spawn, spending: Path) -> None:
    done = spawn("publish", str(spending), "--institution", "salud", language="es")
    assert done.returncode == 2
    assert "Todavía no hay un portal en" in done.stderr and "openup migrate" in done.stderr


def test_a_file_is_published_as_its_reading_says_and_what_changed_is_told(
    portal: Path, type_: Type, spending: Path, tmp_path: Path
) -> None:
    said = tmp_path / "lectura.json"
    said.write_text('{"columns": [{"label": "folio", "type": "integer", "name": "número"}]}')
    assert type_("publish", spending, "--institution", "salud", "--reading", said).exit_code == 0
    found = selectors.resource("gastos", "gastos").reading
    assert (found.columns[0].name, found.columns[0].type.value) == ("número", "integer")
    spending.write_text("folio,monto,nota\n1,10.50,a\n2,20.25,b\n", encoding="utf-8")
    again = ("publish", spending, "--institution", "salud", "--resource", "gastos")
    assert "! Column nota is new: release 1 does not have it." in type_(*again).output
    made = json.loads(type_(*again[:2], "--institution", "salud", "--json").stdout)
    assert made["tables"][0]["changes"] == []
