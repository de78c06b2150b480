"""The ledger: what was done, by whom, when. It is only ever added to."""

from __future__ import annotations

from openup.kernel import clock
from openup.people.models import LedgerEvent, User

Fact = str | int | bool | None


def record(
    *,
    by: User,
    verb: str,
    kind: str,
    subject: str,
    facts: dict[str, Fact] | None = None,
) -> None:
    """Add an event. `facts` holds identifiers, numbers and hashes, nothing personal."""
    LedgerEvent.objects.create(
        moment=clock.now(),
        by=by,
        verb=verb,
        subject_kind=kind,
        subject=subject,
        facts=facts or {},
    )
