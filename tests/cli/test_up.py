"""`openup up`: checks first, one clear line, and nothing left running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from openup.cli.ports import listen, next_free
from openup.cli.up import address
from tests.cli.conftest import Spawn

PATIENCE = 90.0

Up = Callable[..., "subprocess.Popen[str]"]


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def running_in(home: Path) -> list[int]:
    """Processes whose home folder is this one."""
    mark = f"OPENUP_HOME={home}\0".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes() and (place / "exe").readlink():
                found.append(int(place.name))
        except OSError:
            continue
    return found


def until(what: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Up]:
    """Start a portal without the demonstration, and read its output until it says its address."""
    started: list[subprocess.Popen[str]] = []

    def start(port: int) -> subprocess.Popen[str]:
        home = {"OPENUP_HOME": str(tmp_path / "home"), "OPENUP_LANG": "en"}
        process = subprocess.Popen(
            [sys.executable, "-m", "openup", "up", "--empty", "--port", str(port)],
            env={**os.environ, **home},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "http://" in line:
                return process
        raise AssertionError("".join(said))

    yield start
    for process in started:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_pages_and_ends_whole_when_asked(up: Up, tmp_path: Path, number: int) -> None:
    port = free_port()
    process = up(port)
    with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
        assert page.status == 200
    assert until(lambda: len(running_in(tmp_path / "home")) >= 4)
    process.send_signal(number)
    assert process.wait(timeout=PATIENCE) == 0
    assert process.stdout is not None and "The portal is stopped." in process.stdout.read()
    assert running_in(tmp_path / "home") == []
    assert listen("127.0.0.1", port) == 0


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells children")
def test_killing_it_without_a_word_leaves_no_orphan(up: Up, tmp_path: Path) -> None:
    process = up(free_port())
    assert until(lambda: len(running_in(tmp_path / "home")) >= 4)
    process.kill()
    process.wait()
    assert until(lambda: running_in(tmp_path / "home") == [], 20)


def test_a_taken_port_is_a_sentence_before_anything_is_made(spawn: Spawn, tmp_path: Path) -> None:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        done = spawn("up", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} of 127.0.0.1 is taken by another program." in done.stderr
    assert "openup up --port" in done.stderr
    assert not (tmp_path / "spawned").exists()


def test_an_address_that_this_machine_has_not_is_a_sentence(spawn: Spawn) -> None:
    done = spawn("up", "--host", "192.0.2.1", language="es")
    assert done.returncode == 2
    assert "Esta máquina no tiene la dirección 192.0.2.1." in done.stderr


def test_a_folder_that_cannot_be_written_is_a_sentence(spawn: Spawn, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = spawn("up", "--port", str(free_port()), OPENUP_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_the_advice_names_a_port_that_is_free() -> None:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        taken = int(door.getsockname()[1])
        assert listen("127.0.0.1", next_free("127.0.0.1", taken)) == 0


def test_the_address_is_one_that_a_browser_opens() -> None:
    assert address("127.0.0.1", 8000) == "http://127.0.0.1:8000/"
    assert address("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert address("::1", 8000) == "http://[::1]:8000/"
