"""Jobs: one worker at a time, none lost, none twice."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from openup.flow import jobs, queue
from openup.flow.errors import LeaseLost
from openup.flow.models import Job, JobState
from openup.kernel import clock
from openup.kernel.words import say

NOBODY = {"upload": "nobody"}


def test_a_job_is_taken_by_one_worker(db):
    queue.enqueue(kind="read_upload", arguments=NOBODY)
    assert queue.claim("one") is not None
    assert queue.claim("two") is None


def test_jobs_are_taken_in_their_order(db):
    made = [queue.enqueue(kind="read_upload", arguments=NOBODY) for _ in range(3)]
    taken = [queue.claim("one") for _ in range(3)]
    assert [held.job for held in taken if held] == made


def test_an_open_job_of_the_same_key_stands_for_a_new_one(db):
    first = queue.enqueue(kind="read_upload", arguments=NOBODY, key="a")
    assert queue.enqueue(kind="read_upload", arguments=NOBODY, key="a") == first
    held = queue.claim("one")
    queue.finish(held, None)
    assert queue.enqueue(kind="read_upload", arguments=NOBODY, key="a") != first


def test_a_silent_worker_loses_its_job_to_another(db):
    queue.enqueue(kind="read_upload", arguments=NOBODY)
    first = queue.claim("one")
    with clock.standing_at(clock.now() + queue.LEASE + timedelta(seconds=1)):
        second = queue.claim("two")
    assert second is not None
    assert (second.job, second.attempt) == (first.job, 2)
    for late in (
        lambda: queue.renew(first),
        lambda: queue.tell(first, say("x"), 1, 2),
        lambda: queue.finish(first, None),
    ):
        with pytest.raises(LeaseLost):
            late()
    queue.finish(second, None)


def test_a_worker_outlives_a_job_that_it_lost_while_it_broke(db):
    queue.enqueue(kind="read_upload", arguments=NOBODY)
    late = clock.now()
    for _ in range(queue.MOST_ATTEMPTS):
        with clock.standing_at(late):
            held = queue.claim("one")
        late += queue.LEASE + timedelta(seconds=1)
    with clock.standing_at(late):
        assert queue.claim("two") is None  # it is buried: its workers died too often
    jobs.run(held)
    assert Job.objects.get().state == JobState.FAILED


def test_a_worker_that_renews_keeps_its_job(db):
    queue.enqueue(kind="read_upload", arguments=NOBODY)
    held = queue.claim("one")
    later = clock.now() + queue.LEASE - timedelta(seconds=1)
    with clock.standing_at(later):
        queue.renew(held)
    with clock.standing_at(later + timedelta(seconds=5)):
        assert queue.claim("two") is None


def test_a_job_that_kills_its_workers_ends_with_a_sentence(db):
    queue.enqueue(kind="read_upload", arguments=NOBODY)
    moment = clock.now()
    for number in range(queue.MOST_ATTEMPTS + 1):
        with clock.standing_at(moment + number * (queue.LEASE + timedelta(seconds=1))):
            held = queue.claim(f"worker {number}")
    assert held is None
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "stopped" in job.error["sentence"]["words"]


def test_a_broken_job_is_tried_again_later_and_then_ends(db, caplog):
    queue.enqueue(kind="read_upload", arguments=NOBODY)
    assert jobs.run_pending() == 1
    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    assert "DoesNotExist" in job.trouble
    for minutes in (5, 10):
        with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
            jobs.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)


def test_a_worker_stops_when_it_is_told(portal, transactional_db):
    stop = threading.Event()
    worker = threading.Thread(target=jobs.work, args=(stop,), kwargs={"poll": 0.01})
    worker.start()
    stop.set()
    worker.join(10)
    assert not worker.is_alive()


@pytest.mark.slow
def test_two_workers_run_every_job_once(elsewhere):
    elsewhere(
        "from openup.flow import queue\n"
        "for _ in range(30): queue.enqueue(kind='read_upload', arguments={})\n"
    ).wait(60)
    script = """
from openup.flow import queue
me = queue.worker_name()
while (held := queue.claim(me)) is not None:
    queue.tell(held, queue.say("x"), 1, 2)
    queue.finish(held, None)
    print(held.job)
"""
    workers = [elsewhere(script) for _ in range(2)]
    ran = [[int(line) for line in one.communicate(timeout=120)[0].split()] for one in workers]
    assert sorted(ran[0] + ran[1]) == sorted({*ran[0], *ran[1]})
    assert len(ran[0] + ran[1]) == 30
