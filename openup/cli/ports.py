"""Whether a server may listen at an address, and which port near it is free."""

from __future__ import annotations

import errno
import socket

from openup.kernel.errors import OpenUpError
from openup.kernel.words import say

NEARBY = 100
"""How many ports above a taken one are tried for the advice."""


def listen(host: str, port: int) -> int:
    """Try to listen at `host:port`; 0 when that works, else the error number."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        # A server may listen where closed connections still linger; so does this trial.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen(1)
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
    return 0


def demand_free(host: str, port: int) -> None:
    """Raise a sentence when no server can listen at `host:port`."""
    trouble = listen(host, port)
    if trouble == errno.EADDRINUSE:
        raise OpenUpError(
            say("Port %(port)s of %(host)s is taken by another program.", port=port, host=host),
            advice=say(
                "Stop that program, or choose another port: openup up --port %(free)s",
                free=next_free(host, port),
            ),
        )
    if trouble == errno.EACCES:
        raise OpenUpError(
            say("This user may not listen on port %(port)s.", port=port),
            advice=say("Choose a port above 1023: openup up --port %(free)s", free=8000),
        )
    if trouble:
        raise OpenUpError(
            say("This machine has no address %(host)s.", host=host),
            advice=say("Use 127.0.0.1 for this machine alone, or 0.0.0.0 for every network."),
        )


def next_free(host: str, port: int) -> int:
    """The first free port above `port`."""
    above = range(port + 1, min(port + NEARBY, 65535))
    return next((other for other in above if not listen(host, other)), port + 1)


def answers(host: str, port: int) -> bool:
    """Whether somebody accepts connections there now."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        socket.create_connection((target, port), timeout=1).close()
    except OSError:
        return False
    return True
