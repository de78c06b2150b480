"""What `pip install` brings is whole: pages, styles, both languages; no tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.repo import tree


def test_the_wheel_holds_all_that_a_portal_needs_and_nothing_else(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=tree.ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    package = {tree.shown(path) for path in tree.files() if tree.PACKAGE in path.parents}
    assert {name for name in package if not name.endswith(".pyc")} <= held
    assert "openup/locale/es/LC_MESSAGES/django.mo" in held
    licences = {"LICENSE", "NOTICE"}
    assert licences <= {Path(name).name for name in held}
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"openup"}
