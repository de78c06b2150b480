"""The command line as a person types it, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import LazySettings

from openup.cli.group import openup
from openup.people import actions as people

Type = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def type_() -> Type:
    """Type a command; what it prints is in `.output`, its errors in `.stderr`."""

    def typed(*words: str, given: str | None = None) -> Result:
        return CliRunner().invoke(openup, [str(word) for word in words], input=given)

    return typed


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    """The home folder of this test's portal."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return settings.HOME


@pytest.fixture
def portal(db: None, home: Path) -> Path:
    """A portal with one institution, `salud`."""
    people.register_institution(
        by=people.system_user(), slug="salud", name="Secretaría de Salud", acronym="SSA"
    )
    return home


@pytest.fixture
def spawn(tmp_path: Path) -> Spawn:
    """Run `openup`, or a program given as text, in a process with a home of its own."""

    def spawned(*words: str, language: str = "en", program: str = "", **environment: str) -> object:
        return subprocess.run(
            [sys.executable, *(["-c", program] if program else ["-m", "openup"]), *words],
            env={
                **os.environ,
                "OPENUP_HOME": str(tmp_path / "spawned"),
                "OPENUP_LANG": language,
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return spawned  # type: ignore[return-value]
