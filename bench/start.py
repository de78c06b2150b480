"""How long until a portal answers: `openup up` to the first page, warm and from nothing.

usage: python -m bench.start [RUNS] [--first-run]

Warm: the home folder is up to date. The yardstick is the least that any such portal must do:
a Python that imports Django and sets it up. `--first-run` begins with an empty folder each time,
without the demonstration; it is slower, so it is asked for.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.side_by_side import LEAST, Side, Took, measure

PYTHON = sys.executable
PATIENCE = 120.0


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def first_page(home: Path) -> Took:
    """Seconds from the command to a whole first page; the portal is then stopped, not counted."""
    port, environment = free_port(), {**os.environ, "OPENUP_HOME": str(home)}
    began = time.perf_counter()
    portal = subprocess.Popen(
        [PYTHON, "-m", "openup", "up", "--empty", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - began < PATIENCE:
            try:
                with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                    page.read()
                    return Took(time.perf_counter() - began, _cpu_of(portal.pid))
            except (URLError, ConnectionError):
                time.sleep(0.005)
    finally:
        portal.send_signal(signal.SIGTERM)
        portal.wait()
    raise SystemExit("the portal did not answer")


def first_page_from_nothing(home: Path) -> Took:
    shutil.rmtree(home, ignore_errors=True)
    return first_page(home)


def _cpu_of(parent: int) -> float:
    """CPU seconds of a process and of all that descend from it, so far."""
    ticks, children = {}, {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(place.parent.name)
        # Fields 14 to 17 of proc(5): user, system, and those of children that were waited for.
        ticks[number] = sum(map(int, fields[11:15]))
        children.setdefault(int(fields[1]), []).append(number)
    total, waiting = 0, [parent]
    while waiting:
        number = waiting.pop()
        total += ticks.get(number, 0)
        waiting += children.get(number, [])
    return total / os.sysconf("SC_CLK_TCK")


def django_alone(home: Path) -> None:
    subprocess.run(
        [PYTHON, "-c", "import django; django.setup()"],
        env={**os.environ, "OPENUP_HOME": str(home), "DJANGO_SETTINGS_MODULE": "openup.settings"},
        check=True,
    )


def command(*words: str) -> None:
    subprocess.run([PYTHON, *words], check=True, stdout=subprocess.DEVNULL)


def main(words: list[str]) -> None:
    runs = next((int(word) for word in words if word.isdigit()), LEAST)
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as folder:
        home = Path(folder) / "home"
        first_page(home)
        yardstick = Side("python: django.setup()", partial(django_alone, home))
        ours = Side("openup up to first page", partial(first_page, home))
        measure("Warm start", ours, yardstick, runs=runs)
        if "--first-run" in words:
            other = Path(folder) / "other"
            ours = Side("openup up --empty", partial(first_page_from_nothing, other))
            measure("First run", ours, yardstick, runs=runs)
    ours = Side("openup --version", partial(command, "-m", "openup", "--version"))
    measure(
        "The command alone", ours, Side("python -c pass", partial(command, "-c", "pass")), runs=runs
    )


if __name__ == "__main__":
    main(sys.argv[1:])
