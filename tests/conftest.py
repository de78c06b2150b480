"""What every test may use: a private home, the real files if they are here, honest skips."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from _pytest.nodes import Item
from django.conf import settings

from tools import catalogue, postgresql

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ON_CI = os.environ.get("CI") == "true"
HOME = Path(tempfile.mkdtemp(prefix="openup-tests-"))

for name in [name for name in os.environ if name.startswith("OPENUP_")]:
    if name != "OPENUP_TEST_DATABASE_URL":
        del os.environ[name]
# pytest-django reads the settings after this file, so the home must be known here.
os.environ["DJANGO_SETTINGS_MODULE"] = "openup.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in the test's thread
os.environ["OPENUP_HOME"] = str(HOME)
os.environ["OPENUP_LANG"] = "en"
os.environ["OPENUP_DATABASE_URL"] = os.environ.get("OPENUP_TEST_DATABASE_URL", "")
# Django looks for the Spanish once, so it must be there before Django starts.
catalogue.compiled()
# Where a single folder is tested, its conftest imports records before pytest-django is ready.
django.setup()


def pytest_configure() -> None:
    """Let no test wait for slow passwords or hashed static files."""
    (HOME / "static").mkdir(exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_runtest_setup(item: Item) -> None:
    """A test that needs a browser or PostgreSQL skips by name here, and fails in CI."""
    if item.get_closest_marker("browser") and CHROMIUM is None:
        _lacking("Chromium is not installed (Debian: apt-get install chromium)")
    if item.get_closest_marker("postgres") and postgresql.programs() is None:
        _lacking("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def _lacking(reason: str) -> None:
    if ON_CI:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real government files, which is laid beside the checkout, or a skip."""
    if not SHARED.is_dir():
        pytest.skip("the real files (shared/data beside the checkout) are not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server of this test session alone."""
    with postgresql.server() as url:
        yield url
