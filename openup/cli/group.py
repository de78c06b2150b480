"""The commands of `openup`: each is imported only when it is called, and errors are sentences."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from openup.cli.language import let_click_speak, said
from openup.kernel.errors import OpenUpError
from openup.kernel.words import Words, say

REFUSED = 2
"""Exit status of a refusal; 1 is a fault of OpenUp, 130 is Ctrl-C as in shells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command not imported yet: where it is, its line of help, whether it needs records."""

    module: str
    command: str
    summary: Words
    records: bool = True


ENTRIES = {
    "up": Entry("openup.cli.up", "up", say("Start the portal on this machine."), records=False),
    "read": Entry("openup.cli.reading", "read", say("Read files without a portal."), records=False),
    "publish": Entry("openup.cli.publish", "publish", say("Publish files as releases.")),
    "withdraw": Entry("openup.cli.withdraw", "withdraw", say("Take a release back.")),
    "rule": Entry(
        "openup.cli.rule", "rule", say("Show the page of a rule, or all rules."), records=False
    ),
    "institution": Entry(
        "openup.cli.institution", "institution", say("List, add and edit institutions.")
    ),
    "category": Entry("openup.cli.category", "category", say("List and add categories.")),
    "user": Entry("openup.cli.user", "user", say("Create users and give them a role.")),
    "demo": Entry("openup.cli.demo", "demo", say("Build the demonstration state.")),
    "migrate": Entry("openup.cli.migrate", "migrate", say("Bring the records up to date.")),
    "serve": Entry(
        "openup.cli.serve", "serve", say("Serve the pages alone, without jobs."), records=False
    ),
    "work": Entry("openup.cli.work", "work", say("Run the jobs that wait, until stopped.")),
}


BROKEN_DATABASE = ("OperationalError", "DatabaseError")
"""What Django raises where the records cannot be reached, or their file is damaged."""


class Commands(click.Group):
    """A group that knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        if entry.records:
            prepare_records()
        command: click.Command = getattr(importlib.import_module(entry.module), entry.command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(said(say("Commands"))):
            formatter.write_dl([(name, said(entry.summary)) for name, entry in ENTRIES.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in ENTRIES and not args[0].startswith("-"):
            raise OpenUpError(
                say("There is no command “%(name)s”.", name=args[0]),
                advice=say("The commands are: %(names)s.", names=", ".join(ENTRIES)),
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OpenUpError as error:
            if ctx.params.get("debug"):
                raise
            tell(error)
            ctx.exit(REFUSED)


def prepare_records() -> None:
    """Load Django and its settings, once, for the commands that read or write records."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openup.settings")
    importlib.import_module("django").setup()


def tell(error: OpenUpError) -> None:
    """Say an error on stderr: the sentence, then what to do."""
    click.echo(said(error.sentence), err=True)
    if error.advice:
        click.echo(said(error.advice), err=True)


def print_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        number = importlib.import_module("openup.kernel.version").number
        click.echo(f"openup {number()}")
        ctx.exit()


@click.group(
    cls=Commands,
    help=said(say("Run an open-data portal: read, publish, find and use public files.")),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--debug", is_flag=True, help=said(say("Show the whole trace of an error.")))
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help=said(say("Show the version and stop.")),
)
def openup(debug: bool) -> None:
    pass


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit status; no error leaves a trace unless asked for."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    let_click_speak()
    if "--debug" not in given:
        sys.excepthook = report_fault
    try:
        ended = openup.main(given, prog_name="openup", standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except click.ClickException as refusal:
        refusal.show()
        return REFUSED
    except (KeyboardInterrupt, click.Abort):
        click.echo(said(say("Stopped.")), err=True)
        return 130


def report_fault(kind: type[BaseException], problem: BaseException, _trace: object) -> None:
    """Say that the database cannot be used, or that OpenUp itself failed and how to report it."""
    if kind.__module__ == "django.db.utils" and kind.__name__ in BROKEN_DATABASE:
        why = " ".join(str(problem).split())
        click.echo(said(say("The database cannot be used: %(why)s", why=why)), err=True)
        click.echo(said(say("See that it runs and that OPENUP_DATABASE_URL names it.")), err=True)
        return
    fault = say("OpenUp failed, and it is not your fault (%(kind)s).", kind=kind.__name__)
    click.echo(said(fault), err=True)
    report = say(
        "Write “openup --debug …” to see the whole trace, and report it with your command."
    )
    click.echo(said(report), err=True)
