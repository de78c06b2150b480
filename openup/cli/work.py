"""`openup work`: run the jobs that wait, until it is asked to stop."""

from __future__ import annotations

import signal
import threading

import click

from openup.cli.language import said
from openup.cli.lifeline import end_with
from openup.cli.records import demand_records
from openup.flow import jobs
from openup.kernel.words import say


@click.command(
    help=said(
        say(
            "Run the jobs that wait, until stopped. “openup up” already runs one; "
            "run more of them for more work."
        )
    )
)
@click.option("--parent", default=0, hidden=True)
def work(parent: int) -> None:
    end_with(parent)
    demand_records()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs.work(stop)
