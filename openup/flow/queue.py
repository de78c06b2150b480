"""The records of jobs: one is put in, one worker takes it, keeps it by a lease, and ends it."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from openup.flow.errors import LeaseLost
from openup.flow.models import Job, JobState
from openup.kernel import clock
from openup.kernel.errors import OpenUpError
from openup.kernel.words import Words, say
from openup.publishing.errors import ToldRefused
from openup.publishing.written import Plain, dump

LEASE: Final = timedelta(seconds=60)
"""How long a worker may be silent before another one takes its job."""

MOST_ATTEMPTS: Final = 3
_PAUSES: Final = (timedelta(seconds=5), timedelta(minutes=1))
_OPEN: Final = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Held:
    """A job that this worker holds. `attempt` tells it from a worker that held it before."""

    job: int
    kind: str
    arguments: Mapping[str, Plain]
    worker: str
    attempt: int


def worker_name() -> str:
    """A name that no other worker has."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"


def enqueue(*, kind: str, arguments: Mapping[str, Plain], key: str = "") -> int:
    """Put a job in, in the caller's transaction. An open job of the same key stands for it."""
    standing = Job.objects.filter(key=key, state__in=_OPEN).first() if key else None
    if standing is not None:
        return standing.pk
    try:
        with transaction.atomic():
            moment = clock.now()
            return Job.objects.create(
                kind=kind, arguments=dict(arguments), key=key, made=moment, not_before=moment
            ).pk
    except IntegrityError:
        return Job.objects.get(key=key, state__in=_OPEN).pk


def claim(worker: str, *, lease: timedelta = LEASE) -> Held | None:
    """Take the oldest job that waits or whose lease was lost, or None."""
    moment = clock.now()
    ready = Q(state=JobState.WAITING, not_before__lte=moment)
    lost = Q(state=JobState.RUNNING, lease_until__lt=moment)
    with transaction.atomic():
        _bury_the_spent(moment)
        # SQLite has taken its write lock already; PostgreSQL steps over rows that others hold.
        job = Job.objects.select_for_update(skip_locked=True).filter(ready | lost).order_by("pk")
        job = job.first()
        if job is None:
            return None
        job.state, job.worker = JobState.RUNNING, worker
        job.lease_until = moment + lease
        job.attempts += 1
        job.save(update_fields=["state", "worker", "lease_until", "attempts"])
        return Held(job.pk, job.kind, job.arguments, worker, job.attempts)


def _bury_the_spent(moment: object) -> None:
    """A job whose workers died every time ends, so that it does not kill workers for ever."""
    words = say("The work stopped %(n)s times without an answer.", n=MOST_ATTEMPTS)
    Job.objects.filter(
        state=JobState.RUNNING, lease_until__lt=moment, attempts__gte=MOST_ATTEMPTS
    ).update(state=JobState.FAILED, ended=moment, error=_written(words))


def _written(sentence: Words, advice: Words | None = None) -> dict[str, Plain]:
    return {"sentence": dump(sentence), "advice": dump(advice)}


def _mine(held: Held) -> Q:
    return Q(pk=held.job, worker=held.worker, attempts=held.attempt, state=JobState.RUNNING)


def renew(held: Held, *, lease: timedelta = LEASE) -> None:
    """Keep the lease. Raises LeaseLost when another worker has the job."""
    if not Job.objects.filter(_mine(held)).update(lease_until=clock.now() + lease):
        raise LeaseLost(held.job)


def tell(held: Held, doing: Words, done: int, of: int) -> None:
    """Say how far the job is. Raises LeaseLost when another worker has it."""
    if not Job.objects.filter(_mine(held)).update(doing=dump(doing), done=done, of=of):
        raise LeaseLost(held.job)


def finish(held: Held, result: Plain) -> None:
    """End a job with its result."""
    _end(held, JobState.DONE, result=result)


def refuse(held: Held, error: OpenUpError) -> None:
    """End a job with a sentence for the person who asked for it."""
    field = error.field if isinstance(error, ToldRefused) else ""
    _end(held, JobState.REFUSED, error=_written(error.sentence, error.advice) | {"field": field})


def fail(held: Held, trouble: str) -> None:
    """Let a job wait for another attempt, or end it after the last one."""
    if held.attempt < MOST_ATTEMPTS:
        pause = _PAUSES[min(held.attempt, len(_PAUSES)) - 1]
        Job.objects.filter(_mine(held)).update(
            state=JobState.WAITING, not_before=clock.now() + pause, trouble=trouble
        )
        return
    words = say("Something broke while we worked on it; the portal's log says what.")
    _end(held, JobState.FAILED, error=_written(words), trouble=trouble)


def _end(
    held: Held,
    state: JobState,
    *,
    result: Plain = None,
    error: Plain = None,
    trouble: str = "",
) -> None:
    ended = Job.objects.filter(_mine(held)).update(
        state=state, ended=clock.now(), result=result, error=error, trouble=trouble
    )
    if not ended:
        raise LeaseLost(held.job)
