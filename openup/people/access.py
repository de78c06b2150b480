"""The only doors: who may do what where, and the way from an identifier to a record."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import F, Q

from openup.kernel.errors import Missing, Refused
from openup.kernel.words import Words, say
from openup.people.models import Institution, Membership, Standing, User


class Verb(StrEnum):
    """What can be allowed."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    EDIT_DATASET = "edit_dataset"
    REGISTER_INSTITUTION = "register_institution"
    EDIT_INSTITUTION = "edit_institution"
    CREATE_CATEGORY = "create_category"
    CREATE_USER = "create_user"
    GRANT_ROLE = "grant_role"


class Role(StrEnum):
    """What a person is in an institution, or in the whole programme."""

    STEWARD = "steward"
    LIAISON = "liaison"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


_LIAISON = frozenset({Verb.PUBLISH, Verb.EDIT_DATASET})
_STEWARD = _LIAISON | {Verb.WITHDRAW}
_COORDINATOR = _STEWARD | {
    Verb.REGISTER_INSTITUTION,
    Verb.EDIT_INSTITUTION,
    Verb.CREATE_CATEGORY,
}

MAY: dict[Role, frozenset[Verb]] = {
    Role.STEWARD: _STEWARD,
    Role.LIAISON: _LIAISON,
    Role.OFFICER: _STEWARD,
    Role.COORDINATOR: _COORDINATOR,
    Role.OPERATOR: frozenset(Verb),
}
"""The whole policy: a role allows these verbs, in its institution or in the whole programme."""

WHO: dict[Role, Words] = {
    Role.STEWARD: say("a steward of the institution"),
    Role.LIAISON: say("a liaison of the institution"),
    Role.OFFICER: say("an officer of the institution"),
    Role.COORDINATOR: say("a coordinator of the programme"),
    Role.OPERATOR: say("an operator of the portal"),
}
"""How a deed is told where the person is nobody's concern."""

_WHO: dict[Verb, Words] = {
    Verb.PUBLISH: say("A steward or liaison of the institution may publish."),
    Verb.WITHDRAW: say("A steward or officer of the institution may withdraw its releases."),
    Verb.EDIT_DATASET: say("A steward or liaison of the institution may edit its data sets."),
    Verb.REGISTER_INSTITUTION: say("A coordinator of the programme may register institutions."),
    Verb.EDIT_INSTITUTION: say("A coordinator of the programme may edit institutions."),
    Verb.CREATE_CATEGORY: say("A coordinator of the programme may create categories."),
    Verb.CREATE_USER: say("An operator of the portal may create users."),
    Verb.GRANT_ROLE: say("An operator of the portal may give roles."),
}


def _roles_with(verb: Verb) -> list[str]:
    return [role.value for role, verbs in MAY.items() if verb in verbs]


def _memberships(user: User, verb: Verb, institution: Institution | None) -> Q:
    held = Q(user=user, role__in=_roles_with(verb))
    if institution is None:
        return held & Q(institution=None)
    return held & (Q(institution=None) | Q(institution=institution))


def may(user: User, verb: Verb, institution: Institution | None = None) -> bool:
    """Whether this user may do this, in that institution or (without one) in the programme."""
    if not user.is_active:
        return False
    if user.is_system:
        return True
    return Membership.objects.filter(_memberships(user, verb, institution)).exists()


def demand(user: User, verb: Verb, institution: Institution | None = None) -> None:
    """Raise Refused, saying who may, unless this user may do this."""
    if not may(user, verb, institution):
        raise Refused(say("%(user)s may not do this here.", user=user.username), advice=_WHO[verb])
    if verb is Verb.PUBLISH and institution is not None:
        _demand_standing(institution)


def role_for(user: User, verb: Verb, institution: Institution) -> Role:
    """The role by which this user may do this, the one held in the institution first.

    Raises Refused when there is none.
    """
    demand(user, verb, institution)
    if user.is_system:
        return Role.OPERATOR
    held = Membership.objects.filter(_memberships(user, verb, institution))
    nearest = held.order_by(F("institution").asc(nulls_last=True), "pk").first()
    return Role(nearest.role) if nearest else Role.OPERATOR


def may_in(user: User, verb: Verb, institution: str) -> bool:
    """Whether this user may do this in the institution of this slug."""
    found = Institution.objects.filter(slug=institution).first() if user.is_active else None
    return found is not None and may(user, verb, found)


def _demand_standing(institution: Institution) -> None:
    if institution.standing != Standing.ACTIVE:
        raise Refused(
            say("%(institution)s cannot publish yet.", institution=institution.name),
            advice=say("Ask the coordinator of the programme to activate the institution."),
        )


def user_for(username: str) -> User:
    """The active user of this name. Raises Missing."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Missing(
            say("There is no user %(name)s.", name=username),
            advice=say("Create it first: openup user create %(name)s", name=username),
        )
    return user


def institution_for(slug: str) -> Institution:
    """The institution of this slug. Raises Missing."""
    institution = Institution.objects.filter(slug=slug).first()
    if institution is None:
        raise Missing(
            say("There is no institution %(slug)s.", slug=slug),
            advice=say("Look at the list of institutions, or ask a coordinator to register it."),
        )
    return institution


def institutions_for(user: User, verb: Verb) -> tuple[Institution, ...]:
    """The active institutions in which this user may do this, by name."""
    if not user.is_active:
        return ()
    active = Institution.objects.filter(standing=Standing.ACTIVE).order_by("name")
    if may(user, verb):
        return tuple(active)
    held = Membership.objects.filter(user=user, role__in=_roles_with(verb))
    return tuple(active.filter(pk__in=held.values("institution")))
