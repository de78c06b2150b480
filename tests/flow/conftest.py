"""A portal of its own for each test, and real files to publish."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import LazySettings
from django.db import connection

from openup.catalog import actions as catalog
from openup.people import actions as people
from openup.people.models import User

Run = Callable[[str], subprocess.Popen[str]]

_HEAD = """
import sys, signal, os, time, threading
from datetime import timedelta
from pathlib import Path
import django
django.setup()
"""


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Path:
    """The home folder of this test's portal."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return settings.HOME


@pytest.fixture
def portal(db: None, home: Path) -> User:
    """The portal's own user; one institution and one category stand."""
    user = people.system_user()
    people.register_institution(by=user, slug="salud", name="Secretaría de Salud")
    catalog.create_category(by=user, slug="compras", name_es="Compras", name_en="Purchases")
    return user


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    """A CSV file of 50 rows with one date that does not exist."""
    return contracts_in(tmp_path / "contratos_2025.csv")


def contracts_in(path: Path, rows: int = 50) -> Path:
    lines = ["folio,proveedor,monto,fecha"]
    lines += [
        f"{number:05d},Proveedor {number % 7},{number}.50,{1 + number % 28:02d}/01/2025"
        for number in range(rows)
    ]
    lines.append("09999,Otro,7.00,31/02/2025")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def kept(home: Path) -> list[str]:
    """Every file that a portal keeps, but its records."""
    return sorted(
        str(path.relative_to(home))
        for folder in ("lake", "objects", "staging", "uploads")
        for path in (home / folder).rglob("*")
        if path.is_file()
    )


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Run]:
    """Runs Python in processes of their own, on a portal and a database of their own."""
    home = tmp_path / "elsewhere"
    env = os.environ | {"OPENUP_HOME": str(home), "OPENUP_DATABASE_URL": ""}
    server = os.environ.get("OPENUP_TEST_DATABASE_URL", "")
    name = f"openup_{uuid4().hex}"
    if server:
        _ask(server, f"create database {name}")
        env["OPENUP_DATABASE_URL"] = server.rpartition("/")[0] + "/" + name
    env.pop("OPENUP_TEST_DATABASE_URL", None)

    processes: list[subprocess.Popen[str]] = []

    def run(script: str) -> subprocess.Popen[str]:
        started = subprocess.Popen(
            [sys.executable, "-c", _HEAD + script],
            env=env,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(started)
        return started

    assert (
        run(
            "from django.core.management import call_command\n"
            "call_command('migrate', verbosity=0, skip_checks=True)\n"
            "from openup.people import actions\n"
            "by = actions.system_user()\n"
            "actions.register_institution(by=by, slug='salud', name='Salud')\n"
        ).wait(60)
        == 0
    )
    yield run
    for started in processes:
        started.kill()
        started.communicate()
    if server:
        _ask(server, f"drop database {name} with (force)")


def _ask(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(statement)


@pytest.fixture
def broken_search(portal: User) -> None:
    """The table of the full text is away: recording fails at its last step, for a real cause."""
    with connection.cursor() as cursor:
        cursor.execute("alter table catalog_fulltext rename to catalog_fulltext_away")
