"""Guessing of passwords is slowed: after some failures each further try waits, twice as long.

A try counts before its password is looked at, so that tries made at the same time count too. What
is kept is a keyed hash of the user name or of the address, never either of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from openup.kernel import clock
from openup.kernel.errors import OpenUpError
from openup.kernel.words import say
from openup.people.models import SignInTries

OF_A_NAME: Final = 5
"""Failures in a row of one user name before the first pause."""

OF_AN_ADDRESS: Final = 30
"""The same of one address, from which many people of one office may come."""

FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)
FORGOTTEN: Final = timedelta(days=1)


class TooManyTries(OpenUpError):
    """This user name or this address has to wait; `seconds` says how long."""

    code = "too-many-tries"

    def __init__(self, seconds: int) -> None:
        minutes = ceil(seconds / 60)
        super().__init__(
            say("There were too many tries with a wrong password."),
            advice=say("Wait %(minutes)s min and try again. Who runs the portal can give you a "
                       "new password.", minutes=minutes),
        )  # fmt: skip
        self.seconds = seconds


def _kept_as(kind: str, value: str) -> str:
    return salted_hmac(f"openup.people.patience.{kind}", value, algorithm="sha256").hexdigest()


def _limits(username: str, address: str) -> dict[str, int]:
    """The keys of a try, each with how many failures it may have."""
    return {
        _kept_as("name", username.strip().lower()[:150]): OF_A_NAME,
        _kept_as("address", _network(address)): OF_AN_ADDRESS,
    }


def _network(address: str) -> str:
    """One household of IPv6 has as many addresses as it likes: its network counts as one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def pause_after(tries: int, free: int) -> timedelta:
    """How long the next try has to wait: nothing at first, then twice as long each time."""
    if tries < free:
        return timedelta()
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(tries - free, 10))


@transaction.atomic
def begin(*, username: str, address: str) -> None:
    """Count a try. Raises TooManyTries while a pause lasts; such a try does not count."""
    moment = clock.now()
    SignInTries.objects.filter(last__lt=moment - FORGOTTEN).delete()
    limits = _limits(username, address)
    for key in sorted(limits):
        SignInTries.objects.get_or_create(key=key, defaults={"until": moment})
    rows = list(SignInTries.objects.select_for_update().filter(key__in=limits).order_by("key"))
    left = max(_left(row.until, moment) for row in rows)
    if left:
        raise TooManyTries(left)
    for row in rows:
        row.tries, row.last = row.tries + 1, moment
        row.until = moment + pause_after(row.tries, limits[row.key])
        row.save(update_fields=["tries", "last", "until"])


def _left(until: datetime, moment: datetime) -> int:
    return max(0, ceil((until - moment).total_seconds()))


@transaction.atomic
def succeeded(*, username: str, address: str) -> None:
    """The password was right: the name begins anew, and the address has one failure fewer."""
    name, place = _limits(username, address)
    SignInTries.objects.filter(key=name).delete()
    SignInTries.objects.filter(key=place, tries__gt=0).update(
        tries=F("tries") - 1, until=clock.now()
    )
