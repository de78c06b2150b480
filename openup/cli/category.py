"""`openup category`: the themes under which data sets are found."""

from __future__ import annotations

import click

from openup.catalog import actions, selectors
from openup.cli.language import said
from openup.cli.people import acting
from openup.cli.records import demand_records
from openup.kernel.translate import language
from openup.kernel.words import say


@click.group(help=said(say("List and add categories.")))
def category() -> None:
    pass


@category.command(help=said(say("Add a category. SLUG is its address for ever.")))
@click.argument("slug")
@click.option("--name", default="", help=said(say("Its name in Spanish.")))
@click.option("--name-en", default="", help=said(say("Its name in English, if it has one.")))
@click.option("--question", default="", help=said(say("What people ask of it, in Spanish.")))
@click.option("--question-en", default="", help=said(say("What people ask of it, in English.")))
@click.option("--by", "by_name", default="", metavar="USER", help=said(say("Who adds it.")))
def add(slug: str, name: str, name_en: str, question: str, question_en: str, by_name: str) -> None:
    shown = name or slug.replace("-", " ").capitalize()
    actions.create_category(
        by=acting(by_name),
        slug=slug,
        name_es=shown,
        name_en=name_en or shown,
        question_es=question,
        question_en=question_en or question,
        position=len(selectors.categories("es")) + 1,
    )
    click.echo(said(say("Category %(slug)s is added.", slug=slug)))


@category.command(name="list", help=said(say("List the categories and what they hold.")))
def list_all() -> None:
    demand_records()
    lines = selectors.categories(language())
    if not lines:
        click.echo(said(say("There is no category yet. Add one: openup category add …")))
    for line in lines:
        about = said(say("%(n)s data sets", n=line.datasets))
        click.echo(f"{line.slug}\t{line.name}\t{about}")
