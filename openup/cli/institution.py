"""`openup institution`: the public bodies that publish here."""

from __future__ import annotations

import click

from openup.catalog import selectors
from openup.cli.language import said
from openup.cli.people import acting
from openup.cli.records import demand_records
from openup.flow import institutions
from openup.kernel.ids import slug as slug_of
from openup.kernel.words import say
from openup.people import actions


@click.group(help=said(say("List, add and edit institutions.")))
def institution() -> None:
    pass


@institution.command(help=said(say("Add an institution. SLUG is its address for ever.")))
@click.argument("slug")
@click.option("--name", default="", help=said(say("Its full name.")))
@click.option("--acronym", default="", help=said(say("Its acronym.")))
@click.option("--kind", default="", help=said(say("What it is: secretariat, municipality …")))
@click.option("--description", default="", help=said(say("What it does, in one sentence.")))
@click.option("--website", default="", help=said(say("Address of its own pages.")))
@click.option("--by", "by_name", default="", metavar="USER", help=said(say("Who adds it.")))
def add(
    slug: str,
    name: str,
    acronym: str,
    kind: str,
    description: str,
    website: str,
    by_name: str,
) -> None:
    actions.register_institution(
        by=acting(by_name),
        slug=slug,
        name=name or slug.replace("-", " ").capitalize(),
        acronym=acronym,
        kind=kind,
        description=description,
        website=website,
    )
    click.echo(said(say("Institution %(slug)s is added.", slug=slug)))
    click.echo(f"  openup publish … --institution {slug_of(slug)}")


@institution.command(help=said(say("Change what an institution is called and said to be.")))
@click.argument("slug")
@click.option("--name", help=said(say("Its full name.")))
@click.option("--acronym", help=said(say("Its acronym.")))
@click.option("--kind", help=said(say("What it is: secretariat, municipality …")))
@click.option("--description", help=said(say("What it does, in one sentence.")))
@click.option("--website", help=said(say("Address of its own pages.")))
@click.option("--by", "by_name", default="", metavar="USER", help=said(say("Who edits it.")))
def edit(
    slug: str,
    name: str | None,
    acronym: str | None,
    kind: str | None,
    description: str | None,
    website: str | None,
    by_name: str,
) -> None:
    by = acting(by_name)
    page = selectors.institution(slug, "es")
    found = institutions.edit(
        by=by,
        slug=slug,
        name=page.line.name if name is None else name,
        acronym=page.line.acronym if acronym is None else acronym,
        kind=page.line.kind if kind is None else kind,
        description=page.description if description is None else description,
        website=page.website if website is None else website,
    )
    click.echo(said(say("Institution %(slug)s is changed.", slug=slug)))
    click.echo(said(say("Its %(n)s data sets are found by its new words.", n=found)))


@institution.command(name="list", help=said(say("List the institutions and what they publish.")))
def list_all() -> None:
    demand_records()
    lines = selectors.institutions()
    if not lines:
        click.echo(said(say("There is no institution yet. Add one: openup institution add …")))
    for line in lines:
        about = said(say("%(n)s data sets, %(rows)s rows", n=line.datasets, rows=f"{line.rows:,}"))
        click.echo(f"{line.slug}\t{line.name}\t{about}")
