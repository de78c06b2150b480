"""An operator's mistake is one sentence that names the variable and what to write."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from openup.options import make_home, options_of, signing_key


def _start(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own, as a portal does."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("OPENUP_")}
    return subprocess.run(
        [sys.executable, "-c", "import openup.settings"],
        env=plain | {"OPENUP_HOME": str(home), "OPENUP_LANG": "en"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_mistake_is_a_sentence_and_the_exit_code_is_2(tmp_path: Path) -> None:
    done = _start(
        tmp_path, OPENUP_MEMORY="3", OPENUP_TIME_ZONE="Monterrey", OPENUP_HOST="datos.example"
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "openup: There is no setting OPENUP_HOST; the nearest is OPENUP_HOSTS.",
        "openup: OPENUP_MEMORY is “3”, which cannot be used. "
        "Write a size of at least 128MB, such as 2GB.",
        "openup: OPENUP_TIME_ZONE is “Monterrey”, which cannot be used. "
        "Write a time zone by its name, such as America/Monterrey.",
    ]


def test_a_mistake_is_said_in_spanish_to_a_spanish_terminal(tmp_path: Path) -> None:
    done = _start(tmp_path, OPENUP_THREADS="muchos", OPENUP_LANG="es_MX.UTF-8")
    assert "Escribe un número entero de 1 a 256." in done.stderr


def test_a_password_does_not_reach_the_log(tmp_path: Path) -> None:
    done = _start(tmp_path, OPENUP_DATABASE_URL="mysql://user:hunter2@host/name")
    assert done.returncode == 2
    assert "hunter2" not in done.stderr


def test_a_home_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = _start(tmp_path / "file")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "set OPENUP_HOME to another folder" in done.stderr


def test_the_signing_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = make_home(tmp_path / "new" / "home")
    first = signing_key(home)
    assert len(first) > 50
    assert signing_key(home) == first
    assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("module", ["openup.kernel", "openup.store", "openup.publishing"])
def test_the_pure_stages_start_without_django_or_settings(module: str) -> None:
    listed = (
        "import importlib, pkgutil, sys; "
        f"package = importlib.import_module({module!r}); "
        "[importlib.import_module(one.name) for one in "
        "pkgutil.walk_packages(package.__path__, package.__name__ + '.')]; "
        "sys.exit(bool({'django', 'pydantic', 'openup.settings'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", listed], check=False).returncode == 0


@pytest.mark.parametrize(
    ("variable", "text", "expected"),
    [
        ("memory", "2GB", 2 * 2**30),
        ("memory", "134217728", 2**27),
        ("hosts", "a.mx, b.mx", ("a.mx", "b.mx")),
        ("languages", "en,es", ("en", "es")),
        ("debug", "TRUE", True),
        ("address", "https://datos.example:8443", "https://datos.example:8443"),
        ("threads", "", os.cpu_count()),
    ],
)
def test_a_setting_is_read(variable: str, text: str, expected: object) -> None:
    options, mistakes = options_of({f"OPENUP_{variable.upper()}": text})
    assert not mistakes
    assert getattr(options, variable) == expected


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("memory", "much"),
        ("memory", "64MB"),
        ("languages", "fr"),
        ("languages", ","),
        ("debug", "perhaps"),
        ("address", "datos.example"),
        ("threads", "0"),
        ("threads", "two"),
        ("time_zone", "America"),
        ("time_zone", "../etc"),
        ("portal_name", "x" * 61),
        ("database_url", "oracle://host/name"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(variable: str, text: str) -> None:
    _, mistakes = options_of({f"OPENUP_{variable.upper()}": text})
    assert [f"OPENUP_{variable.upper()} is " in str(said) for said in mistakes] == [True]
