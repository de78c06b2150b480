"""`openup work`: run the jobs that wait, until it is asked to stop."""

from __future__ import annotations

import signal
import threading

import click

from openup.cli.language import said
from openup.cli.lifeline import end_with_parent
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
@click.option("--with-parent", is_flag=True, hidden=True)
def work(with_parent: bool) -> None:
    if with_parent:
        end_with_parent()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs.work(stop)
