"""What can be done to people and institutions."""

from __future__ import annotations

import re

from django.db import transaction

from openup.kernel.errors import Conflict
from openup.kernel.ids import slug as slug_of
from openup.kernel.words import say
from openup.people import access, ledger
from openup.people.access import Role, Verb
from openup.people.fitting import demand_fits
from openup.people.models import Institution, Membership, User

SYSTEM = "openup"
"""The name of the user that stands for the portal itself; nobody can sign in as it."""

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


@transaction.atomic
def system_user() -> User:
    """The portal itself, as the `by` of what no person does."""
    user, new = User.objects.get_or_create(
        username=SYSTEM, defaults={"is_system": True, "name": "OpenUp"}
    )
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def create_user(
    *,
    by: User,
    username: str,
    name: str = "",
    email: str = "",
    language: str = "es",
    password: str | None = None,
) -> User:
    """Create a user. Without a password nobody can sign in as it until one is set."""
    access.demand(by, Verb.CREATE_USER)
    if not _USERNAME.fullmatch(username):
        raise Conflict(
            say("«%(name)s» cannot be a user name.", name=username),
            advice=say("Use 2 to 60 small letters, digits, dots, hyphens or underscores."),
        )
    if User.objects.filter(username=username).exists():
        raise Conflict(
            say("There is already a user %(name)s.", name=username),
            advice=say("Choose another name."),
        )
    demand_fits(User, name=name, email=email)
    user = User(username=username, name=name, email=email, language=language)
    user.set_password(password)
    user.save()
    ledger.record(by=by, verb="create_user", kind="user", subject=str(user.pk))
    return user


@transaction.atomic
def set_password(*, by: User, user: User, password: str) -> None:
    """Give a user a new password. A person may change their own."""
    if by.pk != user.pk:
        access.demand(by, Verb.CREATE_USER)
    if user.is_system:
        raise Conflict(
            say("The user %(name)s stands for the portal itself; nobody signs in as it.",
                name=user.username),
            advice=say("Create a user for the person: openup user create NAME"),
        )  # fmt: skip
    user.set_password(password)
    user.save(update_fields=["password"])
    ledger.record(by=by, verb="set_password", kind="user", subject=str(user.pk))


@transaction.atomic
def set_language(*, by: User, language: str) -> None:
    """Keep the language in which this person wants to read."""
    by.language = language
    by.save(update_fields=["language"])


@transaction.atomic
def register_institution(
    *,
    by: User,
    slug: str,
    name: str,
    acronym: str = "",
    kind: str = "",
    description: str = "",
    website: str = "",
) -> Institution:
    """Register a public body under an address that it keeps for ever."""
    access.demand(by, Verb.REGISTER_INSTITUTION)
    if slug != slug_of(slug) or not slug:
        raise Conflict(
            say("«%(slug)s» cannot be an address.", slug=slug),
            advice=say("Use small letters, digits and hyphens, for example «secretaria-de-salud»."),
        )
    if Institution.objects.filter(slug=slug).exists():
        raise Conflict(
            say("There is already an institution %(slug)s.", slug=slug),
            advice=say("Choose another address."),
        )
    demand_fits(Institution, name=name, acronym=acronym, kind=kind, website=website)
    institution = Institution.objects.create(
        slug=slug,
        name=name,
        acronym=acronym,
        kind=kind,
        description=description,
        website=website,
    )
    ledger.record(by=by, verb="register_institution", kind="institution", subject=slug)
    return institution


@transaction.atomic
def edit_institution(
    *,
    by: User,
    slug: str,
    name: str,
    acronym: str,
    kind: str,
    description: str,
    website: str,
) -> Institution:
    """Say a public body's words anew, all of them; its address stays.

    Whoever calls this also has its data sets indexed anew: they are found by its name.
    """
    institution = access.institution_for(slug)
    access.demand(by, Verb.EDIT_INSTITUTION, institution)
    if not name.strip():
        raise Conflict(
            say("An institution cannot be without a name."),
            advice=say("Write its full name."),
        )
    demand_fits(Institution, name=name, acronym=acronym, kind=kind, website=website)
    institution.name, institution.acronym = name.strip(), acronym
    institution.kind, institution.description = kind, description
    institution.website = website
    institution.save()
    ledger.record(by=by, verb="edit_institution", kind="institution", subject=slug)
    return institution


@transaction.atomic
def grant_role(*, by: User, user: User, role: Role, institution: Institution | None = None) -> None:
    """Give a role in an institution, or (without one) in the whole programme."""
    access.demand(by, Verb.GRANT_ROLE)
    _, new = Membership.objects.get_or_create(
        user=user, institution=institution, role=Role(role).value
    )
    if new:
        _record_role("grant_role", by, user, role, institution)


@transaction.atomic
def revoke_role(
    *, by: User, user: User, role: Role, institution: Institution | None = None
) -> None:
    """Take a role back."""
    access.demand(by, Verb.GRANT_ROLE)
    held = Membership.objects.filter(user=user, institution=institution, role=Role(role).value)
    if held.delete()[0]:
        _record_role("revoke_role", by, user, role, institution)


def _record_role(
    verb: str, by: User, user: User, role: Role, institution: Institution | None
) -> None:
    where = institution.slug if institution else None
    ledger.record(
        by=by,
        verb=verb,
        kind="user",
        subject=str(user.pk),
        facts={"role": Role(role).value, "institution": where},
    )
