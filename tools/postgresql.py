"""Run a command beside a throw-away PostgreSQL server: `python -m tools.postgresql COMMAND...`.

The command finds the server's address in OPENUP_TEST_DATABASE_URL. Where PostgreSQL is not
installed the command is left out with a sentence, and under CI=true that is a failure.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, newest version first, or None."""
    versions = Path("/usr/lib/postgresql")
    found = sorted(versions.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server on a free port of the loopback address, and remove it afterwards."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="openup-postgresql-"))
    port = _free_port()
    try:
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            os.chown(folder, pwd.getpwnam(OWNER).pw_uid, -1)
        cluster = folder / "cluster"
        _run(binaries / "initdb", "-D", cluster, "-U", OWNER, "-A", "trust", "-E", "UTF8")
        flags = " ".join(f"-c {flag}" for flag in _FAST)
        listen = f"-c listen_addresses=127.0.0.1 -c port={port} -k {folder} {flags}"
        _run(binaries / "pg_ctl", "-D", cluster, "-w", "-l", folder / "log", "-o", listen, "start")
        try:
            yield f"postgresql://{OWNER}@127.0.0.1:{port}/postgres"
        finally:
            _run(binaries / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", OWNER, "--", *words]
    done = subprocess.run(
        words, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{words} failed: {done.stderr or done.stdout}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command with a server beside it, and end as it ends."""
    if programs() is None:
        sys.stderr.write("PostgreSQL is not installed: its tests are left out.\n")
        return 1 if os.environ.get("CI") == "true" else 0
    with server() as url:
        environment = {**os.environ, "OPENUP_TEST_DATABASE_URL": url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
