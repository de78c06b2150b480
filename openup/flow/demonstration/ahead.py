"""Files of the demonstration, written and read ahead in other processes while one records.

Reading takes most of the time and each file stands alone, so every processor reads; recording follows
the days, one after the other. A data set stays with one process, which makes its sheets only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Queue
from tempfile import mkdtemp
from threading import Thread

from openup.flow.demonstration.plan import DatasetPlan
from openup.flow.demonstration.programme import datasets
from openup.kernel.errors import OpenUpError
from openup.kernel.words import Words, say
from openup.publishing.draft import Draft
from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import prepare
from openup.publishing.table import Limits
from openup.store.engines.duckdb import Allowance, WritingEngine

_WAITING = 32
"""Drafts that may wait for their turn; they are small, their bytes lie in the folder."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One delivery, by its place in the plan, because a plan itself cannot cross to a process."""

    dataset: str
    table: int
    delivery: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What each reader may use: a folder, bytes of memory, and the limits of a reading."""

    folder: Path
    memory: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a reader gave up, in a form that crosses from its process."""

    sentence: Words
    advice: Words | None


_LOST = Trouble(
    say("A process that read the files of the demonstration ended too early."),
    say("Run it again: what is published stays. If it ends again, give it more memory."),
)


def drafts(errands: Sequence[Errand], desk: Desk, readers: int) -> Iterator[Draft]:
    """A draft of each errand, in their order. `readers` processes work; with one, none is started."""
    if readers < 2 or len(errands) < 4 * readers:
        yield from (_draft(errand, desk) for errand in errands)
        return
    turn = {plan.slug: place % readers for place, plan in enumerate(datasets())}
    shared = Desk(desk.folder, desk.memory // readers, desk.limits)
    started = [
        _start([each for each in errands if turn[each.dataset] == reader], shared)
        for reader in range(readers)
    ]
    try:
        for errand in errands:
            outcome = started[turn[errand.dataset]][1].get()
            if isinstance(outcome, Trouble):
                raise ReadingRefused(outcome.sentence, advice=outcome.advice)
            yield outcome
    finally:
        for process, _ in started:
            process.terminate()
            process.join()


def _start(errands: list[Errand], desk: Desk) -> tuple[BaseProcess, Queue[Draft | Trouble]]:
    spawning = get_context("spawn")
    ear, mouth = spawning.Pipe(duplex=False)
    process = spawning.Process(target=_read_all, args=(errands, desk, mouth), daemon=True)
    process.start()
    mouth.close()
    ready: Queue[Draft | Trouble] = Queue(_WAITING)
    Thread(target=_listen, args=(ear, ready, len(errands)), daemon=True).start()
    return process, ready


def _listen(ear: Connection, ready: Queue[Draft | Trouble], many: int) -> None:
    try:
        for _ in range(many):
            ready.put(ear.recv())
    except EOFError:
        ready.put(_LOST)


def _read_all(errands: list[Errand], desk: Desk, mouth: Connection) -> None:
    try:
        for errand in errands:
            mouth.send(_draft(errand, desk))
    except OpenUpError as trouble:
        mouth.send(Trouble(trouble.sentence, trouble.advice))


def _draft(errand: Errand, desk: Desk) -> Draft:
    plan = _plans()[errand.dataset]
    delivery = plan.tables[errand.table].deliveries[errand.delivery]
    path = Path(mkdtemp(dir=desk.folder, prefix="file-")) / delivery.name
    path.write_bytes(delivery.write())
    return prepare(
        path,
        name=delivery.name,
        workspace=desk.folder,
        engine_of=lambda folder: WritingEngine(folder, Allowance(desk.memory, 1)),
        limits=desk.limits,
    )


@cache
def _plans() -> dict[str, DatasetPlan]:
    return {plan.slug: plan for plan in datasets()}
