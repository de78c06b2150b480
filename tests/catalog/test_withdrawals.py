"""Taking a release back: it stays in sight with its reason, and nothing of it is given any more."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from openup.catalog import selectors
from openup.catalog.actions import (
    LONGEST_REASON,
    DatasetWords,
    edit_dataset,
    withdraw_release,
)
from openup.catalog.errors import ReleaseWithdrawn
from openup.catalog.models import Release, Withdrawal
from openup.catalog.pages import SearchQuery
from openup.catalog.search.models import FacetEntry, Word
from openup.kernel.errors import Conflict, Missing, Refused
from openup.people import access, actions
from openup.people.access import Role
from openup.people.models import LedgerEvent
from tests.catalog.conftest import release_of

WHY = "Traía nombres de pacientes."


@pytest.fixture
def two(publish):
    """Two releases of one table; the second says something else."""
    first = publish("camas", "Camas de hospital", release_of("uno", values=("Urgencias",)))
    second = publish(
        "camas", "Camas de hospital", release_of("dos", rows=99, values=("Maternidad",))
    )
    return first.pin, second.pin


def total(text: str) -> int:
    return selectors.search(SearchQuery(text), "es").total


def test_the_release_before_becomes_current_in_figures_and_in_the_search(two, portal):
    first, second = two
    remains = withdraw_release(by=portal, release=second, reason=WHY)
    assert (remains.current, remains.dataset) == (first, "camas")
    assert selectors.resource("camas", "tabla").release.pin == first
    line = selectors.dataset("camas", "es").line
    assert (line.rows, line.pin) == (10, first)
    assert (total("urgencias"), total("maternidad")) == (1, 0)
    home = selectors.home("es")
    assert (home.releases, home.rows, home.weeks[-1].releases) == (1, 10, 1)


def test_a_withdrawn_release_stays_listed_with_day_role_and_reason(two, portal):
    withdraw_release(by=portal, release=two[1], reason=f"  {WHY}\n")
    gone, stands = selectors.releases_of("camas", "tabla")
    assert gone.withdrawn is not None and not gone.current
    assert (gone.withdrawn.reason, gone.withdrawn.role) == (WHY, "operator")
    assert str(gone.withdrawn.who) == "an operator of the portal"
    assert stands.withdrawn is None and stands.current
    assert selectors.dataset("camas", "es").releases == (gone, stands)
    assert gone in selectors.institution("salud", "es").releases


def test_its_address_says_why_and_what_stands_instead(two, portal):
    withdraw_release(by=portal, release=two[1], reason=WHY)
    for ask in (
        lambda: selectors.resource("camas", "tabla", 2),
        lambda: selectors.pin(two[1].release),
    ):
        with pytest.raises(ReleaseWithdrawn) as refusal:
            ask()
        assert WHY in str(refusal.value)
        assert "The current release is number 1: /datasets/camas/tabla" in str(refusal.value)


def test_an_older_release_is_withdrawn_and_the_current_one_stays(two, portal):
    remains = withdraw_release(by=portal, release=two[0], reason=WHY)
    assert remains.current == two[1]
    assert selectors.resource("camas", "tabla").release.pin == two[1]


def test_with_its_only_release_a_data_set_leaves_the_catalogue(publish, portal):
    pin = publish("camas", "Camas de hospital", category="contratacion").pin
    remains = withdraw_release(by=portal, release=pin, reason=WHY)
    assert (remains.current, remains.dataset, remains.institution) == (None, "", "salud")
    home = selectors.home("es")
    assert (home.datasets, home.tables, home.rows, home.cells, home.faults) == (0, 0, 0, 0, 0)
    assert (home.latest, home.releases) == ((), 0)
    assert selectors.category("contratacion", "es").datasets == ()
    assert (total("camas"), total("")) == (0, 0)
    assert not FacetEntry.objects.exists() and not Word.objects.exists()
    for ask in (
        lambda: selectors.dataset("camas", "es"),
        lambda: selectors.resource("camas", "tabla"),
    ):
        with pytest.raises(ReleaseWithdrawn, match="No other release of it stands"):
            ask()
    with pytest.raises(Missing):
        selectors.resource("camas", "tabla", 7)


def test_a_table_that_is_gone_leaves_the_others_of_its_data_set(publish, portal):
    publish("libro", "Libro", release_of("a", resource="enero"), release_of("b", resource="julio"))
    january = selectors.resource("libro", "enero").release.pin
    assert selectors.dataset("libro", "es").line.pin == january
    remains = withdraw_release(by=portal, release=january, reason=WHY)
    assert (remains.current, remains.dataset) == (None, "libro")
    page = selectors.dataset("libro", "es")
    assert [one.slug for one in page.resources] == ["julio"]
    assert (page.line.tables, page.line.pin.resource) == (1, "julio")
    assert (total("enero"), total("julio")) == (0, 1)


def test_the_main_table_stands_for_the_data_set_whichever_was_published_last(publish):
    publish("libro", "Libro", release_of("a", resource="enero"), release_of("b", resource="julio"))
    publish("libro", "Libro", release_of("c", resource="julio"))
    assert selectors.dataset("libro", "es").line.pin.resource == "enero"


def test_the_same_bytes_are_a_new_release_after_a_withdrawal(publish, portal):
    first = publish("camas", "Camas").pin
    withdraw_release(by=portal, release=first, reason=WHY)
    again = publish("camas", "Camas")
    assert (again.new, again.pin.number, again.pin.release) == (True, 2, first.release)
    assert selectors.pin(first.release) == again.pin
    assert selectors.dataset("camas", "es").line.rows == 10
    assert total("camas") == 1
    with pytest.raises(ReleaseWithdrawn):
        selectors.resource("camas", "tabla", 1)


def test_a_number_is_never_used_twice(two, publish, portal):
    withdraw_release(by=portal, release=two[1], reason=WHY)
    assert selectors.last_numbers("camas") == {"tabla": 2}
    assert publish("camas", "Camas", release_of("tres")).pin.number == 3


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        (Role.STEWARD, "salud", True),
        (Role.OFFICER, "salud", True),
        (Role.COORDINATOR, "", True),
        (Role.OPERATOR, "", True),
        (Role.LIAISON, "salud", False),
        (Role.STEWARD, "obras", False),
    ],
)
def test_who_may_withdraw_is_told_by_role(two, portal, role, where, may):
    ana = actions.create_user(by=portal, username="ana", name="Ana Ríos")
    institution = access.institution_for(where) if where else None
    actions.grant_role(by=portal, user=ana, role=role, institution=institution)
    assert access.may_in(ana, access.Verb.WITHDRAW, "salud") is may
    if may:
        withdraw_release(by=ana, release=two[1], reason=WHY)
        assert selectors.releases_of("camas", "tabla")[0].withdrawn.role == role.value
    else:
        with pytest.raises(Refused, match="steward or officer"):
            withdraw_release(by=ana, release=two[1], reason=WHY)
        assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("reason", ["", "  \n\0 ", "x" * (LONGEST_REASON + 1)])
def test_without_a_reason_nothing_is_withdrawn(two, portal, reason):
    with pytest.raises(Conflict, match="reason"):
        withdraw_release(by=portal, release=two[1], reason=reason)
    assert not Withdrawal.objects.exists()


def test_a_release_is_withdrawn_once(two, portal):
    withdraw_release(by=portal, release=two[1], reason=WHY)
    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw_release(by=portal, release=two[1], reason="Otra vez.")


def test_the_ledger_tells_the_withdrawal_without_its_words(two, portal):
    withdraw_release(by=portal, release=two[1], reason=WHY)
    event = LedgerEvent.objects.get(verb="withdraw_release")
    assert (event.subject_kind, event.subject) == ("release", two[1].release)
    assert event.facts == {
        "dataset": "camas", "resource": "tabla", "number": 2, "role": "operator", "current": 1,
    }  # fmt: skip


def test_neither_the_release_nor_its_withdrawal_can_be_changed(two, portal):
    withdraw_release(by=portal, release=two[1], reason=WHY)
    assert Release.objects.count() == 2
    with pytest.raises(Refused):
        Withdrawal.objects.get().save()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update catalog_withdrawal set reason = ''")


def test_what_was_withdrawn_is_not_found_again_by_editing_its_words(publish, portal):
    pin = publish("camas", "Camas").pin
    withdraw_release(by=portal, release=pin, reason=WHY)
    edit_dataset(by=portal, words=DatasetWords("camas", "Camas nuevas"))
    assert total("camas") == 0
