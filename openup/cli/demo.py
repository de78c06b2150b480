"""`openup demo`: the fictitious state “Nuevo Horizonte”, published through the real way."""

from __future__ import annotations

import sys

import click

from openup.cli.language import said
from openup.cli.progress import ProgressLine
from openup.cli.records import demand_records
from openup.flow.demonstration import build
from openup.kernel.words import Words, say


@click.command(
    help=said(
        say(
            "Build the demonstration state “Nuevo Horizonte”: fictitious institutions and files, "
            "published the real way. What is already there stays."
        )
    )
)
def demo() -> None:
    demand_records()
    build_demonstration()


def build_demonstration() -> None:
    """Build it, with a line of progress on a terminal and one line per tenth elsewhere."""
    click.echo(said(say("Demonstration: writing and publishing files of a fictitious state")))
    line = ProgressLine() if sys.stderr.isatty() else Tenths()
    build.build(progress=line)
    line.done()


class Tenths:
    """A progress for logs: a line whenever another tenth is done."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, doing: Words, done: int, of: int) -> None:
        tenth = 10 * done // of if of else 0
        if tenth > self._told:
            self._told = tenth
            click.echo(f"{tenth * 10} % {said(doing)}", err=True)

    def done(self) -> None:
        pass
