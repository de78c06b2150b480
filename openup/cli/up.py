"""`openup up`: from nothing to a portal that answers, and back to nothing when it is stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import click

from openup.cli import readiness
from openup.cli.language import said
from openup.cli.ports import answers, demand_free
from openup.cli.supervise import Children, Ended, children
from openup.kernel.errors import OpenUpError
from openup.kernel.words import say

OPENUP = (sys.executable, "-m", "openup")

OPENING = 60.0
"""Seconds that the server has to answer for the first time."""


@click.command(
    help=said(
        say(
            "Start the portal on this machine: records, demonstration on the first run, "
            "server and jobs. Ctrl-C stops it."
        )
    )
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help=said(say("Address to listen at."))
)
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help=said(say("Port to listen at.")),
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help=said(say("Server processes; each answers several requests at a time.")),
)
@click.option(
    "--empty", is_flag=True, help=said(say("Begin without the demonstration (first run only)."))
)
def up(host: str, port: int, workers: int, empty: bool) -> None:
    demand_free(host, port)
    if not readiness.stands():
        prepare(empty)
    try:
        with children() as running:
            start(running, host, port, workers)
            watch(running)
    except Ended:
        click.echo(said(say("The portal is stopped.")))


def prepare(empty: bool) -> None:
    """Bring the home folder up to date in a process of its own, whose memory is given back."""
    command = [*OPENUP, "migrate"]
    status = subprocess.call(command if empty else [*command, "--demonstration"])
    if status:
        raise SystemExit(status)


def start(running: Children, host: str, port: int, workers: int) -> None:
    """Start the server, say its address once it answers, and only then start the jobs.

    Both load the same code: together they would make the first page wait for the jobs.
    """
    place = ["--host", host, "--port", str(port), "--workers", str(workers)]
    running.start("server", [*OPENUP, "serve", "--parent", str(os.getpid()), *place])
    deadline = time.monotonic() + OPENING
    while not answers(host, port):
        demand_alive(running)
        if time.monotonic() > deadline:
            raise OpenUpError(say("The server did not answer within %(n)s seconds.", n=OPENING))
        time.sleep(0.02)
    where = address(host, port)
    click.echo(said(say("OpenUp is at %(address)s  (Ctrl-C stops it)", address=where)))
    running.start("jobs", [*OPENUP, "work", "--parent", str(os.getpid())])


def watch(running: Children) -> None:
    """Wait until a process ends, which is never wanted, or until somebody ends this one."""
    while True:
        demand_alive(running)
        time.sleep(1.0)


def demand_alive(running: Children) -> None:
    """Raise a sentence when a process has ended."""
    ended = running.first_ended()
    if ended:
        raise OpenUpError(
            say(
                "The process “%(name)s” ended with status %(status)s.",
                name=ended[0],
                status=ended[1],
            ),
            advice=say("The portal is stopped. What it said stands above."),
        )


def address(host: str, port: int) -> str:
    """What to write in a browser to see what listens at `host:port`."""
    seen = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)
    return f"http://{f'[{seen}]' if ':' in seen and seen[0] != '[' else seen}:{port}/"
