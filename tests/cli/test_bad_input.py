"""Whatever is thrown at it, OpenUp answers with a sentence and leaves nothing behind."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from openup.catalog import selectors
from openup.cli.told import not_written
from tests.cli.bad_files import BAD, Make, one_long_line
from tests.cli.conftest import Spawn, Type

MEMORY = 700 * 2**20
"""Bytes that a process may take to refuse a line of 1 GB."""
MEASURED = (
    "import resource, subprocess, sys;"
    "done = subprocess.run([sys.executable, '-m', 'openup', *sys.argv[1:]]);"
    "print('PEAK', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024);"
    "sys.exit(done.returncode)"
)


def everything_under(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def assert_a_sentence(said: str, file: str) -> None:
    assert file in said
    assert "Traceback" not in said and "Error:" not in said and "it is not your fault" not in said
    assert 1 <= len(said.strip().splitlines()) <= 3, said


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_publish_refuses_it_with_a_sentence_and_leaves_nothing(
    portal: Path, type_: Type, tmp_path: Path, make: Make
) -> None:
    bad = make(tmp_path)
    before = everything_under(portal)
    result = type_("publish", bad, "--institution", "salud")
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert_a_sentence(result.stderr, bad.name)
    assert everything_under(portal) == before
    assert selectors.home("es").releases == 0


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_read_refuses_it_with_a_sentence_and_writes_nothing(
    type_: Type, tmp_path: Path, make: Make
) -> None:
    bad, out = make(tmp_path), tmp_path / "out"
    result = type_("read", bad, "--out", out)
    assert result.exit_code == 2, result.output
    assert_a_sentence(result.stderr, bad.name)
    assert not out.exists() or list(out.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["read", "publish"])
def test_one_line_of_a_gigabyte_is_refused_in_bounded_memory(
    spawn: Spawn, tmp_path: Path, command: str
) -> None:
    line = one_long_line(tmp_path)
    words = ["read", str(line), "--out", str(tmp_path / "out")]
    if command == "publish":
        assert spawn("migrate").returncode == 0
        assert spawn("institution", "add", "salud").returncode == 0
        words = ["publish", str(line), "--institution", "salud"]
    before = everything_under(tmp_path)
    done = spawn(*words, program=MEASURED)
    assert done.returncode == 2, done.stderr
    assert_a_sentence(done.stderr, "linea.csv")
    assert int(done.stdout.split("PEAK ")[1]) < MEMORY
    assert everything_under(tmp_path) - before <= {"spawned/records.sqlite3-wal"}


CRAMPED = (
    "import resource, runpy, sys;"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20));"
    "runpy.run_module('openup', run_name='__main__')"
)
"""A machine on which no file can grow beyond a megabyte, as on a disk that is full."""


@pytest.mark.slow
def test_a_file_that_finds_no_room_is_refused_and_the_next_is_published(
    spawn: Spawn, tmp_path: Path
) -> None:
    assert spawn("migrate").returncode == 0
    assert spawn("institution", "add", "salud").returncode == 0
    large, small = tmp_path / "grande.csv", tmp_path / "chica.csv"
    large.write_text("a,b\n" + "".join(f"{n},texto {n}\n" for n in range(100_000)))
    small.write_text("a,b\n1,x\n2,y\n")
    done = spawn("publish", str(large), str(small), "--institution", "salud", program=CRAMPED)
    assert done.returncode == 2, done.stderr
    assert_a_sentence(done.stderr, "grande.csv")
    assert "chica.csv" in done.stdout


def test_what_the_machine_refuses_is_a_sentence() -> None:
    full = not_written(OSError(errno.ENOSPC, "No space left on device"))
    assert str(full.sentence) == "There is no room left on the disk."
    closed = not_written(PermissionError(errno.EACCES, "Permission denied", "a.csv"))
    assert str(closed.sentence) == "a.csv cannot be read or written."
