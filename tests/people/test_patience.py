"""Guessing of passwords is slowed, for a user name and for an address."""

from __future__ import annotations

from datetime import timedelta

import pytest

from openup.kernel import clock
from openup.people import patience
from openup.people.models import SignInTries

pytestmark = pytest.mark.django_db
HERE, THERE = "192.0.2.7", "198.51.100.9"


def fail(username: str, times: int, address: str = HERE) -> None:
    for _ in range(times):
        patience.begin(username=username, address=address)


def pause_of(username: str, address: str = HERE) -> int:
    try:
        patience.begin(username=username, address=address)
    except patience.TooManyTries as error:
        return error.seconds
    return 0


def test_a_name_has_to_wait_after_five_failures_wherever_the_next_try_comes_from():
    fail("ana", patience.OF_A_NAME)
    assert pause_of("ana") == pause_of(" Ana ", THERE) == 30
    assert pause_of("luis") == 0


def test_each_further_failure_doubles_the_pause_up_to_a_quarter_of_an_hour():
    fail("ana", patience.OF_A_NAME)
    moment, pauses = clock.now(), []
    for _ in range(7):
        with clock.standing_at(moment):
            pauses.append(pause_of("ana"))
        moment += timedelta(seconds=pauses[-1] + 1)
        with clock.standing_at(moment):
            fail("ana", 1)
    assert pauses == [30, 60, 120, 240, 480, 900, 900]


def test_an_address_that_tries_many_names_has_to_wait():
    for number in range(patience.OF_AN_ADDRESS):
        fail(f"name-{number}", 1)
    assert pause_of("somebody-else") == 30
    assert pause_of("somebody-else", THERE) == 0


def test_a_network_of_ipv6_counts_as_one_address():
    for number in range(patience.OF_AN_ADDRESS):
        fail(f"name-{number}", 1, f"2001:db8::{number:x}")
    assert pause_of("ana", "2001:db8::ffff") == 30


def test_a_try_that_succeeds_forgets_the_failures_of_its_name_alone():
    fail("ana", patience.OF_A_NAME - 1)
    fail("luis", 2)
    patience.begin(username="ana", address=HERE)
    patience.succeeded(username="ana", address=HERE)
    fail("ana", patience.OF_A_NAME - 1)
    assert sorted(SignInTries.objects.values_list("tries", flat=True)) == [2, 4, 10]


def test_failures_are_forgotten_after_a_day():
    fail("ana", patience.OF_A_NAME)
    with clock.standing_at(clock.now() + patience.FORGOTTEN + timedelta(seconds=1)):
        assert pause_of("ana") == 0


def test_neither_names_nor_addresses_are_kept():
    fail("ana", 1)
    kept = str(list(SignInTries.objects.values()))
    assert "ana" not in kept and HERE not in kept
