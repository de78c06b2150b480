"""Who may do what, and what the ledger keeps of it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from openup.kernel.errors import Conflict, Missing, Refused
from openup.people import access, actions
from openup.people.access import Role, Verb
from openup.people.models import Institution, LedgerEvent, Standing, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal() -> User:
    return actions.system_user()


@pytest.fixture
def health(portal: User) -> Institution:
    return actions.register_institution(by=portal, slug="salud", name="Secretaría de Salud")


@pytest.fixture
def ana(portal: User) -> User:
    return actions.create_user(by=portal, username="ana", name="Ana Ríos", password="largo-y-raro")


def test_a_steward_publishes_in_their_institution_and_nowhere_else(portal, health, ana):
    other = actions.register_institution(by=portal, slug="agua", name="Agua")
    actions.grant_role(by=portal, user=ana, role=Role.STEWARD, institution=health)
    assert access.may(ana, Verb.PUBLISH, health)
    assert not access.may(ana, Verb.PUBLISH, other)
    assert not access.may(ana, Verb.PUBLISH)
    assert access.institutions_for(ana, Verb.PUBLISH) == (health,)


def test_a_role_without_institution_holds_everywhere(portal, health, ana):
    actions.grant_role(by=portal, user=ana, role=Role.COORDINATOR)
    assert access.may(ana, Verb.PUBLISH, health)
    assert access.institutions_for(ana, Verb.PUBLISH) == (health,)
    assert not access.may(ana, Verb.CREATE_USER)


def test_a_role_can_be_taken_back(portal, health, ana):
    actions.grant_role(by=portal, user=ana, role=Role.LIAISON, institution=health)
    actions.revoke_role(by=portal, user=ana, role=Role.LIAISON, institution=health)
    assert not access.may(ana, Verb.PUBLISH, health)


def test_a_refusal_says_who_may(health, ana):
    with pytest.raises(Refused) as refusal:
        access.demand(ana, Verb.PUBLISH, health)
    assert "steward or liaison" in str(refusal.value)


def test_an_institution_that_is_joining_does_not_publish_yet(portal, health):
    Institution.objects.update(standing=Standing.JOINING)
    health.refresh_from_db()
    with pytest.raises(Refused, match="cannot publish yet"):
        access.demand(portal, Verb.PUBLISH, health)


def test_a_user_who_left_may_nothing(portal, health, ana):
    actions.grant_role(by=portal, user=ana, role=Role.OPERATOR)
    User.objects.filter(pk=ana.pk).update(is_active=False)
    ana.refresh_from_db()
    assert not access.may(ana, Verb.PUBLISH, health)
    with pytest.raises(Missing):
        access.user_for("ana")


def test_a_person_without_the_role_creates_nobody(ana):
    with pytest.raises(Refused):
        actions.create_user(by=ana, username="beto")
    assert not User.objects.filter(username="beto").exists()


@pytest.mark.parametrize("name", ["", "a", "Ana", "ana rios", "ana@x", "ñandú"])
def test_a_name_that_cannot_be_is_refused(portal, name):
    with pytest.raises(Conflict, match="cannot be a user name"):
        actions.create_user(by=portal, username=name)


def test_a_name_is_taken_once(portal, ana):
    with pytest.raises(Conflict, match="already a user"):
        actions.create_user(by=portal, username="ana")


@pytest.mark.parametrize("slug", ["", "Salud", "salud pública", "-salud"])
def test_an_address_that_cannot_be_is_refused(portal, slug):
    with pytest.raises(Conflict):
        actions.register_institution(by=portal, slug=slug, name="Salud")


def test_nobody_signs_in_as_the_portal(portal):
    assert not portal.has_usable_password()


def test_a_user_without_password_cannot_sign_in_until_one_is_set(portal):
    beto = actions.create_user(by=portal, username="beto")
    assert not beto.has_usable_password()
    actions.set_password(by=beto, user=beto, password="otra-larga")
    assert beto.check_password("otra-larga")


def test_a_person_changes_only_their_own_password(portal, ana):
    with pytest.raises(Refused):
        actions.set_password(by=ana, user=portal, password="x")


def test_each_deed_is_in_the_ledger_without_what_anybody_is_called(portal, health, ana):
    actions.grant_role(by=portal, user=ana, role=Role.STEWARD, institution=health)
    actions.grant_role(by=portal, user=ana, role=Role.STEWARD, institution=health)
    events = list(LedgerEvent.objects.values_list("verb", "subject", "facts"))
    assert events == [
        ("register_institution", "salud", {}),
        ("create_user", str(ana.pk), {}),
        ("grant_role", str(ana.pk), {"role": "steward", "institution": "salud"}),
    ]


def test_the_ledger_cannot_be_changed_through_its_records(health):
    event = LedgerEvent.objects.get()
    for change in (
        event.save,
        event.delete,
        LedgerEvent.objects.all().delete,
        lambda: LedgerEvent.objects.update(verb="x"),
    ):
        with pytest.raises(Refused, match="cannot be changed"):
            change()


def test_the_database_itself_refuses_to_change_the_ledger(health):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update people_ledgerevent set verb = 'nothing'")


def test_a_deed_that_fails_leaves_no_event(portal, health):
    with pytest.raises(Conflict):
        actions.register_institution(by=portal, slug="salud", name="Otra")
    assert LedgerEvent.objects.count() == 1


def test_nobody_gets_a_password_for_the_portal_itself(portal):
    with pytest.raises(Conflict, match="stands for the portal"):
        actions.set_password(by=portal, user=portal, password="largo-y-raro")
    assert not User.objects.get(pk=portal.pk).has_usable_password()


def test_words_that_do_not_fit_are_refused(portal, health):
    with pytest.raises(Conflict, match="at most 200 characters"):
        actions.register_institution(by=portal, slug="agua", name="A" * 201)
    with pytest.raises(Conflict, match="at most 150 characters"):
        actions.create_user(by=portal, username="luis", name="L" * 151)
