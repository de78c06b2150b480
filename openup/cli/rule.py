"""`openup rule`: the public page of a rule, as its own file tells it."""

from __future__ import annotations

import difflib

import click

from openup.cli.language import said
from openup.kernel.errors import Missing
from openup.kernel.registry import Rule
from openup.kernel.rulepages import page
from openup.kernel.translate import translate
from openup.kernel.words import say
from openup.publishing.format import formats


@click.command(help=said(say("Show the page of the rule CODE; without CODE, list all rules.")))
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    rules: dict[str, Rule] = {**formats.rules}
    if code is None:
        for known, one in rules.items():
            click.echo(f"{known}\t{said(one.title)}")
        return
    if code not in rules:
        near = difflib.get_close_matches(code, list(rules), n=3) or list(rules)
        raise Missing(
            say("There is no rule “%(code)s”.", code=code),
            advice=say("The nearest are: %(names)s.", names=", ".join(near)),
        )
    click.echo(page(rules[code]).markdown(translate))
