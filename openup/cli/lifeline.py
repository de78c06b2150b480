"""A child process ends when its parent is gone, so that nothing is left running unseen."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PARENT_DIED = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def end_with_parent() -> None:
    """Ask Linux to send SIGTERM here when the parent is killed without a word."""
    if sys.platform.startswith("linux"):
        parent = os.getppid()
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)
        if os.getppid() != parent:
            # It died before it was asked about.
            os.kill(os.getpid(), signal.SIGTERM)
