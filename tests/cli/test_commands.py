"""The command itself: quick to start, plain in both languages, silent about its insides."""

from __future__ import annotations

import subprocess
import sys

import pytest

from openup.cli import group
from openup.cli.group import ENTRIES
from openup.kernel.errors import OpenUpError
from openup.kernel.words import say
from tests.cli.conftest import Spawn, Type

HEAVY = ("django", "duckdb", "pyarrow", "pydantic", "granian")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["up", "--help"]])
def test_help_and_version_import_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys; from openup.cli.group import run; run(sys.argv[1:]);"
        f"print('HEAVY', sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY []"


@pytest.mark.parametrize("language", ["es", "en"])
def test_help_speaks_the_language_of_the_person(spawn: Spawn, language: str) -> None:
    done = spawn("--help", language=language)
    assert ("Publica archivos como versiones." in done.stdout) == (language == "es")
    assert ("Uso:" in done.stdout) == (language == "es")
    assert "There is no" not in done.stdout and done.returncode == 0


def test_every_command_is_there_and_has_help(type_: Type) -> None:
    for name in ENTRIES:
        result = type_(name, "--help")
        assert result.exit_code == 0, (name, result.output)
        assert "--help" in result.output


def test_a_command_that_does_not_exist_is_a_sentence(type_: Type) -> None:
    result = type_("publicar")
    assert result.exit_code == 2
    assert "There is no command “publicar”." in result.stderr
    assert "publish" in result.stderr


def test_a_mistyped_option_is_said_in_spanish(spawn: Spawn) -> None:
    done = spawn("up", "--prot", "1", language="es")
    assert done.returncode == 2
    assert "No hay una opción '--prot'." in done.stderr


def test_a_fault_of_openup_leaves_no_trace_unless_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    group.run(["--version"])
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("x"), None)
    said = capsys.readouterr().err
    assert "OpenUp failed, and it is not your fault (ZeroDivisionError)." in said
    assert "--debug" in said and "Traceback" not in said


def test_a_refusal_is_said_with_its_advice(capsys: pytest.CaptureFixture[str]) -> None:
    group.tell(OpenUpError(say("It is shut."), advice=say("Open it.")))
    assert capsys.readouterr().err == "It is shut.\nOpen it.\n"


def test_a_rule_prints_its_page(type_: Type) -> None:
    assert type_("rule", "csv").output.startswith("# csv: ")
    assert "csv\t" in type_("rule").output
    lost = type_("rule", "csb")
    assert lost.exit_code == 2 and "The nearest are: csv" in lost.stderr
