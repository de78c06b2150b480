"""Child processes that live and die together with this one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

PATIENCE = 10.0
"""Seconds that a child has to finish what it does before it is killed."""


class Ended(Exception):
    """This process was asked to stop."""


class Children:
    """Processes by name, each at the head of its own group, so that its own children end too."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str]) -> None:
        # In a session of its own, or a Ctrl-C would reach it before this process has a say.
        self._running[name] = subprocess.Popen(command, start_new_session=True)

    def first_ended(self) -> tuple[str, int] | None:
        """Name and exit status of a child that ended on its own."""
        for name, child in self._running.items():
            status = child.poll()
            if status is not None:
                return name, status
        return None

    def stop(self) -> None:
        """Ask every child to end, wait, and kill the groups of those that do not."""
        for child in self._running.values():
            _signal(child, signal.SIGTERM, whole_group=False)
        deadline = time.monotonic() + PATIENCE
        for child in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            _signal(child, signal.SIGKILL, whole_group=True)
            child.wait()
        self._running.clear()


@contextmanager
def children() -> Iterator[Children]:
    """Children that are stopped when the block ends, however it ends; SIGTERM ends it too."""
    kept = Children()
    before = {
        number: signal.signal(number, _end)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    }
    try:
        yield kept
    finally:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        kept.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(_number: int, _frame: object) -> None:
    raise Ended


def _signal(child: subprocess.Popen[bytes], number: int, *, whole_group: bool) -> None:
    try:
        if whole_group:
            os.killpg(child.pid, number)
        elif child.poll() is None:
            child.send_signal(number)
    except (ProcessLookupError, PermissionError):
        pass
