"""The worker: takes jobs one after another and runs them, beside the server or on its own."""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from openup.flow import queue, rereading, uploads
from openup.flow.errors import LeaseLost
from openup.flow.queue import Held
from openup.flow.staging import sweep
from openup.kernel.errors import OpenUpError
from openup.kernel.words import Words
from openup.publishing.table import Progress
from openup.publishing.written import Plain

_log = logging.getLogger(__name__)

Work = Callable[[Mapping[str, Plain], Progress], Plain]

KINDS: Final[Mapping[str, Work]] = {
    "read_upload": rereading.read_job,
    "publish_upload": uploads.publish_job,
}
"""What each kind of job does. It may run twice, so each does nothing where its work is done."""

TOLD_EVERY: Final = 0.5
"""Seconds between two notes of progress."""

_TIDIED_EVERY: Final = 3600.0
_MOST_TROUBLE: Final = 10


def run_pending(*, most: int = 1000) -> int:
    """Run what waits, here and now, one after another; how many jobs were run."""
    worker = queue.worker_name()
    for number in range(most):
        held = queue.claim(worker)
        if held is None:
            return number
        run(held)
    return most


def work(stop: threading.Event, *, poll: float = 1.0, lease: timedelta = queue.LEASE) -> None:
    """Run jobs until `stop` is set. Tidies up at the start and every hour."""
    worker = queue.worker_name()
    tidied = -_TIDIED_EVERY
    trouble = 0
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() - tidied >= _TIDIED_EVERY:
                tidy()
                tidied = time.monotonic()
            held = queue.claim(worker, lease=lease)
            trouble = 0
        except OperationalError:
            # The database may be restarting. A worker that sees it gone for long gives up loudly.
            trouble += 1
            if trouble > _MOST_TROUBLE:
                raise
            stop.wait(poll * trouble)
            continue
        if held is None:
            stop.wait(poll)
        else:
            with heartbeat(held, lease):
                run(held)
    connection.close()


def tidy() -> None:
    """Remove what killed processes left, and uploads that nobody came back to."""
    sweep()
    uploads.expire()


def run(held: Held) -> None:
    """Run one job to its end: done, refused with a sentence, or waiting for another attempt."""
    try:
        _run(held)
    except LeaseLost:
        _log.warning("Job %s is held by another worker now.", held.job)
    except OperationalError:
        # The end could not be written; the lease runs out, and the job is taken once more.
        _log.exception("Job %s (%s) lost the database.", held.job, held.kind)


def _run(held: Held) -> None:
    try:
        result = KINDS[held.kind](held.arguments, _progress(held))
        queue.finish(held, result)
    except OpenUpError as error:
        queue.refuse(held, error)
    except LeaseLost:
        raise
    except Exception:  # noqa: BLE001
        # The edge of the worker: one broken job must not end it. The trouble is kept with the job.
        _log.exception("Job %s (%s) broke.", held.job, held.kind)
        queue.fail(held, traceback.format_exc())


def _progress(held: Held) -> Progress:
    told = [0.0, ""]

    def progress(doing: Words, done: int, of: int) -> None:
        moment = time.monotonic()
        if doing.msgid != told[1] or moment - float(told[0]) >= TOLD_EVERY:
            told[:] = [moment, doing.msgid]
            queue.tell(held, doing, done, of)

    return progress


class heartbeat:
    """Keeps the lease of a job from a thread of its own, while the job runs in this one."""

    def __init__(self, held: Held, lease: timedelta) -> None:
        self._held, self._lease = held, lease
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(self._lease.total_seconds() / 3):
            try:
                queue.renew(self._held, lease=self._lease)
            except LeaseLost:
                break
            except (OperationalError, InterfaceError):
                # A connection that broke is given up, so that the next beat opens another.
                connection.close()
        connection.close()
