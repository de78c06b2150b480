"""`make run` says in a sentence what the machine lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repo.tree import ROOT

FAKE = """#!/bin/sh
case "$*" in
  *{fails}*) exit 1 ;;
  -V) echo Python 3.9.2 ;;
esac
"""


def _make_environment(checkout: Path, python: str) -> subprocess.CompletedProcess[str]:
    (checkout / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "environment.sh", checkout / "tools")
    shutil.copytree(ROOT / "requirements", checkout / "requirements")
    for name in ("pyproject.toml", "hatch_build.py"):
        shutil.copy(ROOT / name, checkout)
    return subprocess.run(
        [checkout / "tools" / "environment.sh", "run"],
        env=os.environ | {"PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("fails", "sentence"),
    [
        ("version_info", "is Python 3.9.2; OpenUp needs 3.11 or newer."),
        ("ensurepip", "cannot make environments. Debian: apt-get install python3-venv"),
    ],
)
def test_a_python_that_will_not_do_is_named(tmp_path: Path, fails: str, sentence: str) -> None:
    python = tmp_path / "python"
    python.write_text(FAKE.format(fails=fails))
    python.chmod(0o755)
    done = _make_environment(tmp_path / "checkout", str(python))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (tmp_path / "checkout" / ".venv").exists()


def test_an_absent_python_is_named(tmp_path: Path) -> None:
    done = _make_environment(tmp_path / "checkout", "/no/python")
    assert done.returncode == 2
    assert "There is no /no/python." in done.stderr
