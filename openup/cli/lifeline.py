"""A child process ends when its parent is gone, so that nothing is left running unseen."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PARENT_DIED = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def end_with(parent: int) -> None:
    """Ask Linux to send SIGTERM here when the process `parent` is killed without a word.

    The parent gives its own number: it may be gone before this process first looks for it.
    """
    if parent and sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
