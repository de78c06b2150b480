"""`openup migrate`: bring records, pages and, on a first run, the demonstration up to date."""

from __future__ import annotations

import time
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

from openup.catalog import selectors
from openup.cli import readiness
from openup.cli.demo import build_demonstration
from openup.cli.language import said
from openup.kernel.words import Words, say
from openup.web import assets


@click.command(
    help=said(say("Bring the records and the static files of the home folder up to this version."))
)
@click.option(
    "--demonstration",
    is_flag=True,
    help=said(say("Build the demonstration state too, if the portal has no institution.")),
)
def migrate(demonstration: bool) -> None:
    home: Path = settings.HOME
    began = time.monotonic()
    step(say("Records: bringing tables up to date"))
    call_command("migrate", verbosity=0, interactive=False)
    step(say("Pages: collecting styles and fonts"))
    assets.collect()
    unfinished = home / readiness.UNFINISHED
    if demonstration and (unfinished.exists() or not selectors.institutions()):
        unfinished.touch()
        build_demonstration()
        unfinished.unlink()
    readiness.keep_stamp(home)
    step(say("Ready in %(n)s seconds: %(home)s", n=f"{time.monotonic() - began:.1f}", home=home))


def step(words: Words) -> None:
    click.echo(said(words))
