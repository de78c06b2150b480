"""Brings a release of OCDS 1.0 to 1.1: organisations become parties, one change several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from openup.intelligence.standards.ocds.notes import Notes
from openup.intelligence.standards.ocds.tidy import Release

_IN_FULL: Final = ("identifier", "additionalIdentifiers", "address", "contactPoint")
_PLACES: Final = (
    ("tender", "procuringEntity", "procuringEntity"),
    ("tender", "tenderers", "tenderer"),
)


def upgraded(release: Release, notes: Notes) -> Release:
    """The release, changed in place. Noted once where any of it was as 1.0 has it."""
    older = _amendments(release)
    older = _transactions(release) or older
    older = _parties(release) or older
    if older:
        notes.add("ocds-older", str(release.get("ocid", "")), "")
    return release


def _objects(value: object) -> list[Release]:
    if isinstance(value, dict):
        return [value]
    return cast("list[Release]", value) if isinstance(value, list) else []


def _amendments(release: Release) -> bool:
    """The one amendment that 1.0 allows; its changes name fields and stay out."""
    found = False
    for section in ("tender", "awards", "contracts"):
        for one in _objects(release.get(section)):
            amendment = one.pop("amendment", None)
            if isinstance(amendment, dict) and (amendment.keys() - {"changes"}):
                listed = one.setdefault("amendments", [])
                assert isinstance(listed, list)
                listed.append(amendment)
                found = True
    return found


def _transactions(release: Release) -> bool:
    found = False
    for contract in _objects(release.get("contracts")):
        for implementation in _objects(contract.get("implementation")):
            for one in _objects(implementation.get("transactions")):
                for old, new in (
                    ("providerOrganization", "payer"),
                    ("receiverOrganization", "payee"),
                ):
                    identifier = one.pop(old, None)
                    if isinstance(identifier, dict):
                        one.setdefault(
                            new, {"name": identifier.get("legalName"), "identifier": identifier}
                        )
                        found = True
                amount = one.pop("amount", None)
                if amount is not None:
                    one.setdefault("value", amount)
                    found = True
    return found


def _references(release: Release) -> Iterator[tuple[Release, str]]:
    """Every organisation that is referred to, and its role."""
    for one in _objects(release.get("buyer")):
        yield one, "buyer"
    for section, place, role in _PLACES:
        for above in _objects(release.get(section)):
            for one in _objects(above.get(place)):
                yield one, role
    for above in _objects(release.get("bids")):
        for bid in _objects(above.get("details")):
            for one in _objects(bid.get("tenderers")):
                yield one, "tenderer"
    for award in _objects(release.get("awards")):
        for one in _objects(award.get("suppliers")):
            yield one, "supplier"
    for contract in _objects(release.get("contracts")):
        for implementation in _objects(contract.get("implementation")):
            for transaction in _objects(implementation.get("transactions")):
                for place in ("payer", "payee"):
                    for one in _objects(transaction.get(place)):
                        yield one, place


def _parties(release: Release) -> bool:
    """Organisations in full become parties, and what refers to them keeps identifier and name."""
    references = [
        (one, role, {key: one.pop(key) for key in _IN_FULL if key in one})
        for one, role in _references(release)
    ]
    for one, _, told in references:
        key = _identifier(told.get("identifier"))
        if key:
            one.setdefault("id", key)
    if not any(told for _, _, told in references):
        return False
    bare = "parties" not in release
    parties = {str(one.get("id")): one for one in _objects(release.get("parties"))}
    for one, role, told in references:
        if not (told or bare) or not (one.get("id") or one.get("name")):
            continue
        party = parties.setdefault(str(one.get("id") or f"name:{one['name']}"), dict(one))
        for name, value in told.items():
            party.setdefault(name, value)
        roles = party.setdefault("roles", [])
        if isinstance(roles, list) and role not in roles:
            roles.append(role)
    release["parties"] = list(parties.values())
    return True


def _identifier(value: object) -> str:
    """The identifier of a party of 1.1: that of its register, with the register's code before."""
    if not isinstance(value, dict) or not value.get("id"):
        return ""
    scheme = str(value.get("scheme") or "")
    plain = scheme.replace("-", "").replace("_", "").isalnum()
    return f"{scheme}-{value['id']}" if plain else str(value["id"])
