"""The import contracts catch a stage that looks downstream and a face that reads models."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.repo import tree

BAD = {
    "look upstream": ("openup/store/bad.py", "from openup.publishing import draft\n"),
    "free of Django": ("openup/kernel/bad.py", "import django\n"),
    "door to the engine": ("openup/query/bad.py", "import duckdb\n"),
    "never models": ("openup/api/bad.py", "from openup.catalog import models\n"),
    "not listed as layers": ("openup/sideways/__init__.py", ""),
}


def test_each_contract_finds_a_bad_import(tmp_path: Path) -> None:
    shutil.copytree(tree.PACKAGE, tmp_path / "openup", ignore=shutil.ignore_patterns("static"))
    shutil.copy(tree.ROOT / "pyproject.toml", tmp_path)
    for name, source in BAD.values():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source)
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    lacking = [what for what in BAD if what not in done.stdout]
    assert not lacking, done.stdout
