"""`openup serve`: the web server alone, for a machine whose jobs run elsewhere."""

from __future__ import annotations

import os

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from openup.cli.language import said
from openup.cli.lifeline import end_with
from openup.cli.ports import demand_free
from openup.kernel.words import say

THREADS = 4
"""Requests that one process answers at a time: a long download does not stop a page."""


@click.command(help=said(say("Serve the pages alone; “openup work” runs the jobs elsewhere.")))
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
@click.option("--parent", default=0, hidden=True)
def serve(host: str, port: int, workers: int, parent: int) -> None:
    end_with(parent)
    demand_free(host, port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openup.settings")
    Granian(
        "openup.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()
