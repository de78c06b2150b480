"""Whether this portal shows the demonstration, and who can be signed in as to try it."""

from __future__ import annotations

from dataclasses import dataclass

from openup.kernel.words import Words, say
from openup.people import ledger
from openup.people.access import Role
from openup.people.models import LedgerEvent, User

_KIND, _SUBJECT = "portal", "demonstration"
_SHOWN = "nuevo-horizonte"
"""Public: the sign-in page of the demonstration shows it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the demonstration with a public password; `institution` is empty for all."""

    username: str
    name: str
    language: str
    role: Words
    grants: Role
    institution: str
    password: str = _SHOWN


ACCOUNTS = (
    Account("ana.rios", "Ana Ríos", "es", say("Steward of Health"), Role.STEWARD, "salud"),
    Account("luis.mena", "Luis Mena", "es", say("Programme coordinator"), Role.COORDINATOR, ""),
    Account("eva.noria", "Eva Noria", "es", say("Liaison of Administration"), Role.LIAISON,
            "administracion"),
    Account("olga.faro", "Olga Faro", "en", say("Operator of the portal"), Role.OPERATOR, ""),
)  # fmt: skip
"""Invented people; they exist only where the demonstration does."""


def declare(*, by: User) -> None:
    """Write in the ledger, once and for ever, that this portal shows the demonstration."""
    if not shown():
        ledger.record(by=by, verb="open_demonstration", kind=_KIND, subject=_SUBJECT)


def shown() -> bool:
    """Whether this portal shows the demonstration, so that each page must say that it is fictitious."""
    return LedgerEvent.objects.filter(subject_kind=_KIND, subject=_SUBJECT).exists()


def accounts() -> tuple[Account, ...]:
    """The people to try the demonstration as; none where there is no demonstration."""
    return ACCOUNTS if shown() else ()
