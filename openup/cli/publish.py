"""`openup publish`: files go in, releases come out, or nothing has happened."""

from __future__ import annotations

import difflib
import json
from functools import partial
from pathlib import Path

import click

from openup.catalog import selectors
from openup.cli.arrivals import brought, named
from openup.cli.language import said
from openup.cli.people import acting
from openup.cli.progress import ProgressLine
from openup.cli.spoken import told_in
from openup.cli.told import not_written
from openup.flow import way
from openup.flow.orders import Order, Published, PublishedTable
from openup.kernel.errors import Missing, OpenUpError
from openup.kernel.words import say


@click.command(
    help=said(
        say(
            "Publish each INPUT, a file, an address (https://...) or standard input (-), as a "
            "release of an institution. What is refused leaves no trace; the others are still "
            "published, and the exit status is 2."
        )
    )
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--institution",
    required=True,
    metavar="SLUG",
    help=said(say("The institution that publishes.")),
)
@click.option("--dataset", default="", metavar="SLUG", help=said(say("The data set; made if new.")))
@click.option(
    "--resource", default="", metavar="SLUG", help=said(say("The table of the data set."))
)
@click.option("--category", default="", metavar="SLUG", help=said(say("The category.")))
@click.option("--title", default="", help=said(say("Title of a new data set.")))
@click.option(
    "--reading",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=said(say("Read as this JSON file says; what it does not say is found.")),
)
@click.option("--by", "username", default="", metavar="USER", help=said(say("Who publishes.")))
@click.option("--json", "as_json", is_flag=True, help=said(say("Print one JSON line per input.")))
@click.pass_context
def publish(
    ctx: click.Context,
    inputs: tuple[str, ...],
    institution: str,
    dataset: str,
    resource: str,
    category: str,
    title: str,
    reading: Path | None,
    username: str,
    as_json: bool,
) -> None:
    by = acting(username)
    demand_institution(institution)
    refused = 0
    ordered = partial(
        Order,
        institution=institution,
        dataset=dataset,
        resource=resource,
        category=category,
        title=title,
        told=told_in(reading),
    )
    for given in inputs:
        line = ProgressLine()
        try:
            with brought(named(given), line) as here:
                demand_file(here.path)
                order = ordered(path=here.path, name=here.name)
                published = way.publish(order, by=by, progress=line)
        except BrokenPipeError:  # whoever listened has seen enough: click ends it quietly
            raise
        except (OpenUpError, OSError) as failure:
            line.done()
            refused += 1
            error = failure if isinstance(failure, OpenUpError) else not_written(failure)
            tell_refused(given, error, as_json)
        else:
            line.done()
            tell_published(given, published, as_json)
    if refused:
        ctx.exit(2)


def demand_institution(slug: str) -> None:
    """Raise a sentence that names the nearest institutions when there is none called `slug`."""
    lines = selectors.institutions()
    if any(line.slug == slug for line in lines):
        return
    near = difflib.get_close_matches(slug, [line.slug for line in lines], n=3, cutoff=0.4)
    near += [
        line.slug
        for line in lines
        if slug.lower() in f"{line.name} {line.acronym}".lower() and line.slug not in near
    ]
    if near:
        advice = say("The nearest are: %(names)s.", names=", ".join(near[:5]))
    elif lines:
        advice = say("“openup institution list” shows the %(n)s that there are.", n=len(lines))
    else:
        advice = say("Add it first: openup institution add %(slug)s --name …", slug=slug)
    raise Missing(say("There is no institution “%(slug)s”.", slug=slug), advice=advice)


def demand_file(path: Path) -> None:
    if not path.exists():
        raise Missing(
            say("There is no file %(path)s.", path=path),
            advice=say("Look at how its name is written, and at the folder you are in."),
        )
    if path.is_dir():
        raise OpenUpError(
            say("%(path)s is a folder.", path=path),
            advice=say("Name its files: openup publish %(path)s/*", path=path),
        )
    if not path.is_file():
        raise OpenUpError(
            say("%(path)s is not a file but a pipe or a device.", path=path),
            advice=say("Save what comes out of it to a file, and publish that."),
        )


def tell_refused(given: str, error: OpenUpError, as_json: bool) -> None:
    sentence = said(error.sentence)
    advice = said(error.advice) if error.advice else ""
    if as_json:
        answer = {"input": given, "code": error.code, "sentence": sentence, "advice": advice}
        click.echo(json.dumps(answer, ensure_ascii=False))
    click.echo(f"{given}: {sentence}", err=True)
    if advice:
        click.echo(f"  {advice}", err=True)


def tell_published(given: str, published: Published, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(as_plain(given, published), ensure_ascii=False))
        return
    for table in published.tables:
        values = {
            "pin": f"{table.pin.resource}@v{table.pin.number}",
            "rows": f"{table.rows:,}",
            "columns": table.columns,
            "faults": f"{table.faults:,}",
        }
        if table.new:
            words = say("%(pin)s: %(rows)s rows, %(columns)s columns, %(faults)s faults.", **values)
        else:
            words = say("%(pin)s has these same bytes already; there is no new release.", **values)
        click.echo(f"{given}: {said(words)}")
        click.echo(f"  {page_of(table)}")
        for change in table.changes if table.new else ():
            click.echo(f"  ! {said(change)}")


def page_of(table: PublishedTable) -> str:
    """The path of the table's page."""
    return f"/datasets/{table.pin.dataset}/{table.pin.resource}"


def as_plain(given: str, published: Published) -> dict[str, object]:
    """What was published, as plain values for JSON."""
    tables = [
        {
            "table": table.name,
            "dataset": table.pin.dataset,
            "resource": table.pin.resource,
            "number": table.pin.number,
            "release": table.pin.release,
            "rows": table.rows,
            "columns": table.columns,
            "faults": table.faults,
            "new": table.new,
            "changes": [said(change) for change in table.changes if table.new],
            "page": page_of(table),
        }
        for table in published.tables
    ]
    return {
        "input": given,
        "dataset": published.dataset,
        "title": published.title,
        "sha256": published.source_sha256,
        "seconds": round(published.seconds, 3),
        "tables": tables,
    }
