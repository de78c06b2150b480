"""`openup user`: who may sign in, and what they may do."""

from __future__ import annotations

import click

from openup.cli.language import said
from openup.cli.people import acting, asked_password, made_password
from openup.kernel.words import say
from openup.people import access, actions


@click.group(help=said(say("Create users and give them a role.")))
def user() -> None:
    pass


@user.command(
    help=said(
        say(
            "Create a user. The password is asked for, or read from standard input; "
            "--make-password makes one and shows it once."
        )
    )
)
@click.argument("username")
@click.option("--name", default="", help=said(say("Name of the person.")))
@click.option("--email", default="", help=said(say("Address of electronic mail.")))
@click.option(
    "--role",
    type=click.Choice([role.value for role in access.Role]),
    help=said(say("What the person is, in the institution or in the whole programme.")),
)
@click.option("--institution", default="", metavar="SLUG", help=said(say("Where the role holds.")))
@click.option("--make-password", is_flag=True, help=said(say("Make a password and show it.")))
@click.option("--by", "by_name", default="", metavar="USER", help=said(say("Who creates it.")))
def create(
    username: str,
    name: str,
    email: str,
    role: str | None,
    institution: str,
    make_password: bool,
    by_name: str,
) -> None:
    by = acting(by_name)
    where = access.institution_for(institution) if institution else None
    password = made_password() if make_password else asked_password()
    made = actions.create_user(by=by, username=username, name=name, email=email, password=password)
    if role:
        actions.grant_role(by=by, user=made, role=access.Role(role), institution=where)
    click.echo(said(say("User %(name)s is created.", name=username)))
    if make_password:
        click.echo(said(say("Password, shown only now: %(password)s", password=password)))
    if not role:
        click.echo(said(say("Without a role it can sign in but not publish. Add --role steward.")))


@user.command(help=said(say("Give a role to a user.")))
@click.argument("username")
@click.argument("role", type=click.Choice([role.value for role in access.Role]))
@click.option("--institution", default="", metavar="SLUG", help=said(say("Where the role holds.")))
@click.option("--by", "by_name", default="", metavar="USER", help=said(say("Who gives it.")))
def grant(username: str, role: str, institution: str, by_name: str) -> None:
    by = acting(by_name)
    where = access.institution_for(institution) if institution else None
    person = access.user_for(username)
    actions.grant_role(by=by, user=person, role=access.Role(role), institution=where)
    click.echo(said(say("%(name)s is now %(role)s.", name=username, role=role)))


@user.command(help=said(say("Set a new password.")))
@click.argument("username")
@click.option("--make-password", is_flag=True, help=said(say("Make a password and show it.")))
@click.option("--by", "by_name", default="", metavar="USER", help=said(say("Who sets it.")))
def password(username: str, make_password: bool, by_name: str) -> None:
    by, person = acting(by_name), access.user_for(username)
    chosen = made_password() if make_password else asked_password()
    actions.set_password(by=by, user=person, password=chosen)
    click.echo(said(say("The password of %(name)s is changed.", name=username)))
    if make_password:
        click.echo(said(say("Password, shown only now: %(password)s", password=chosen)))
