"""`openup withdraw`: a release is taken back, and everybody can read why."""

from __future__ import annotations

import re

import click

from openup.catalog import actions, selectors
from openup.catalog.pages import Pin
from openup.cli.language import said
from openup.cli.people import acting
from openup.kernel.errors import Missing
from openup.kernel.words import say

_RELEASE = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+)@v?([0-9]{1,9})")


@click.command(
    help=said(
        say(
            "Take a release back. It stays in the list with the reason; its rows and files are "
            "not given any more, and the release before it becomes the current one."
        )
    )
)
@click.argument("release", metavar="DATASET/TABLE@vN")
@click.option("--reason", default="", help=said(say("Why, in one sentence for everybody.")))
@click.option("--by", "username", default="", metavar="USER", help=said(say("Who withdraws it.")))
def withdraw(release: str, reason: str, username: str) -> None:
    by = acting(username)
    remains = actions.withdraw_release(by=by, release=pin_of(release), reason=reason)
    click.echo(said(say("%(release)s is withdrawn.", release=release)))
    if remains.current:
        current = f"{remains.current.dataset}/{remains.current.resource}@v{remains.current.number}"
        click.echo(said(say("The current release is now %(release)s.", release=current)))
    else:
        click.echo(said(say("Nothing of this table stands now.")))


def pin_of(text: str) -> Pin:
    """The release that is written like this. Raises Missing."""
    found = _RELEASE.fullmatch(text)
    if found is None:
        raise Missing(
            say("“%(text)s” does not name a release.", text=text),
            advice=say("Write data set, table and number: contratos/adjudicados@v3"),
        )
    dataset, resource, number = found.groups()
    return selectors.resource(dataset, resource, int(number)).release.pin
