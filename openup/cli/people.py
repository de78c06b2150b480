"""Who acts when a command is typed, and how a password is asked for."""

from __future__ import annotations

import secrets
import sys

import click

from openup.cli.language import said
from openup.cli.records import demand_records
from openup.kernel.errors import OpenUpError
from openup.kernel.words import say
from openup.people import access, actions

SHORTEST = 10
"""Characters of the shortest password."""


def acting(username: str) -> access.User:
    """The named user; without a name the portal itself, for whoever may read its home folder."""
    demand_records()
    return access.user_for(username) if username else actions.system_user()


def asked_password() -> str:
    """A password asked for twice on a terminal, read as one line elsewhere."""
    if not sys.stdin.isatty():
        return demand_long(sys.stdin.readline().rstrip("\n"))
    prompt, again = said(say("Password")), said(say("The same again"))
    return demand_long(click.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True))


def demand_long(password: str) -> str:
    if len(password) < SHORTEST:
        raise OpenUpError(
            say("The password has %(n)s characters.", n=len(password)),
            advice=say("Use at least %(n)s; a sentence is easy to remember.", n=SHORTEST),
        )
    return password


def made_password() -> str:
    """A password that nobody can guess, to be shown once."""
    return secrets.token_urlsafe(12)
