"""The records on PostgreSQL: the same tests, the same answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.skipif(
    "OPENUP_TEST_DATABASE_URL" in os.environ, reason="this run is on PostgreSQL already"
)
def test_people_catalogue_and_flow_stand_on_postgresql(postgres_url):
    ran = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
            "tests/people", "tests/catalog", "tests/flow/test_way.py", "tests/flow/test_jobs.py",
            "tests/flow/test_uploads.py",
        ],
        cwd=ROOT,
        env=os.environ | {"OPENUP_TEST_DATABASE_URL": postgres_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-4000:]
