"""The stage before the play: institutions, categories and people of the demonstration."""

from __future__ import annotations

from openup.catalog import actions as catalog
from openup.catalog.models import Category
from openup.flow.demonstration.chance import chance
from openup.flow.demonstration.institutions import CATEGORIES, INSTITUTIONS, InstitutionFacts
from openup.flow.demonstration.people import full_name
from openup.flow.demonstration.state import ACCOUNTS, Account
from openup.people import access
from openup.people import actions as people
from openup.people.access import Role
from openup.people.models import Institution, User


def set_stage(*, by: User) -> None:
    """Register what the demonstration needs and does not stand yet."""
    standing = set(Institution.objects.values_list("slug", flat=True))
    for institution in INSTITUTIONS:
        if institution.slug not in standing:
            _register(institution, by)
    named = set(Category.objects.values_list("slug", flat=True))
    for position, category in enumerate(CATEGORIES, start=1):
        if category.slug not in named:
            catalog.create_category(
                by=by,
                slug=category.slug,
                name_es=category.name_es,
                name_en=category.name_en,
                question_es=category.question_es,
                question_en=category.question_en,
                position=position,
            )
    known = set(User.objects.values_list("username", flat=True))
    for institution in INSTITUTIONS:
        if steward_of(institution.slug) not in known:
            _hire(institution, by)
    for account in ACCOUNTS:
        if account.username not in known:
            _open(account, by)


def steward_of(institution: str) -> str:
    """The user who publishes for an institution."""
    return "ana.rios" if institution == "salud" else f"datos.{institution}"


def _register(institution: InstitutionFacts, by: User) -> None:
    people.register_institution(
        by=by,
        slug=institution.slug,
        name=institution.name,
        acronym=institution.acronym,
        kind=institution.kind,
        description=institution.description,
        website=institution.website,
    )


def _hire(institution: InstitutionFacts, by: User) -> None:
    """A steward for an institution, as whom nobody can sign in; Health has an open account instead."""
    if institution.slug == "salud":
        return
    steward = people.create_user(
        by=by,
        username=steward_of(institution.slug),
        name=full_name(chance(f"steward:{institution.slug}")),
    )
    people.grant_role(
        by=by,
        user=steward,
        role=Role.STEWARD,
        institution=access.institution_for(institution.slug),
    )


def _open(account: Account, by: User) -> None:
    user = people.create_user(
        by=by,
        username=account.username,
        name=account.name,
        language=account.language,
        password=account.password,
    )
    where = access.institution_for(account.institution) if account.institution else None
    people.grant_role(by=by, user=user, role=account.grants, institution=where)
