"""The fields of a release of OCDS 1.1 and of the extensions that rules need, and how they merge.

Each shape is a name and its fields: a name, a kind (t text, i integer, n number, m moment,
b truth, x anything, or another shape), `*` for a list, and its merge rule where it has one: `omit`
fields are left out of a compiled release, `whole` lists are replaced and not merged by the `id` of
what is in them. Lists of text are always replaced.

Source: the release schema of OCDS 1.1.5, Apache-2.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from openup.intelligence.standards.model import Kind

_TEXT: Final = """
Release: ocid t, id t omit, date m omit, tag t* omit, initiationType t, parties Organization*,
  buyer Reference, planning Planning, tender Tender, bids Bids, awards Award*, contracts Contract*,
  language t, relatedProcesses Related*, complaints Complaint*, jurisdiction t
Planning: rationale t, budget Budget, documents Document*, milestones Milestone*
Budget: id t, description t, amount Value, project t, projectID t, uri t, source t
Tender: id t, title t, description t, status t, procuringEntity Reference, items Item*,
  value Value, minValue Value, procurementMethod t, procurementMethodDetails t,
  procurementMethodRationale t, mainProcurementCategory t, additionalProcurementCategories t*,
  awardCriteria t, awardCriteriaDetails t, submissionMethod t*, submissionMethodDetails t,
  tenderPeriod Period, enquiryPeriod Period, hasEnquiries b, eligibilityCriteria t,
  awardPeriod Period, contractPeriod Period, numberOfTenderers i, tenderers Reference*,
  documents Document*, milestones Milestone*, amendments Amendment*, amendment Amendment,
  lots Lot*, techniques Techniques, participationFees Fee*, enquiries Enquiry*, bidOpening Opening
Lot: id t, title t, description t, status t, value Value
Techniques: hasFrameworkAgreement b
Fee: id t, type t*, value Value, description t
Enquiry: id t, date m, author Reference, title t, description t, answer t, dateAnswered m,
  relatedItem t, relatedLot t
Opening: date m
Bids: details Bid*
Bid: id t, date m, status t, tenderers Reference*, value Value, documents Document*,
  relatedLots t*
Award: id t, title t, description t, rationale t, status t, date m, value Value,
  suppliers Reference*, items Item*, contractPeriod Period, documents Document*,
  amendments Amendment*, amendment Amendment, relatedLots t*, relatedBid t, hasSubcontracting b,
  subcontracting Subcontracting
Subcontracting: minimumPercentage n
Contract: id t, awardID t, title t, description t, status t, period Period, value Value,
  items Item*, dateSigned m, documents Document*, implementation Implementation,
  relatedProcesses Related*, milestones Milestone*, amendments Amendment*, amendment Amendment
Implementation: transactions Transaction*, milestones Milestone*, documents Document*,
  finalValue Value
Transaction: id t, source t, date m, value Value, payer Reference, payee Reference, uri t,
  amount Value, providerOrganization Identifier, receiverOrganization Identifier
Milestone: id t, title t, type t, description t, code t, dueDate m, dateMet m, dateModified m,
  status t, documents Document*
Document: id t, documentType t, title t, description t, url t, datePublished m, dateModified m,
  format t, language t
Organization: name t, id t, identifier Identifier, additionalIdentifiers Identifier* whole,
  address Address, contactPoint Contact, roles t*, details Details, beneficialOwners Owner*,
  shareholders Shareholder*
Reference: name t, id t, identifier Identifier, address Address,
  additionalIdentifiers Identifier* whole, contactPoint Contact
Details: scale t
Owner: id t, name t
Shareholder: id t, shareholder Reference, shareholding n
Item: id t, description t, classification Classification,
  additionalClassifications Classification* whole, quantity n, unit Unit, relatedLot t,
  deliveryAddress Address
Unit: scheme t, id t, name t, value Value, uri t
Amendment: date m, rationale t, id t, description t, amendsReleaseID t, releaseID t,
  changes Change* whole
Change: property t, former_value x
Classification: scheme t, id t, description t, uri t
Identifier: scheme t, id t, legalName t, uri t
Address: streetAddress t, locality t, region t, postalCode t, countryName t
Contact: name t, email t, telephone t, faxNumber t, url t
Value: amount n, currency t
Period: startDate m, endDate m, maxExtentDate m, durationInDays i
Related: id t, relationship t*, title t, scheme t, identifier t, uri t
Complaint: id t, date m, status t, title t, description t
"""

_KINDS: Final = {
    "t": Kind.TEXT,
    "i": Kind.INTEGER,
    "n": Kind.NUMBER,
    "m": Kind.MOMENT,
    "b": Kind.TRUTH,
    "x": None,
}


@dataclass(frozen=True, slots=True)
class Known:
    """A field of a release: its kind or its shape, whether it is a list, its merge rule.

    Neither kind nor shape: anything may stand there, and is left as it is.
    """

    name: str
    kind: Kind | None
    shape: str
    many: bool
    rule: str


def _read(text: str) -> dict[str, dict[str, Known]]:
    shapes: dict[str, dict[str, Known]] = {}
    for block in text.strip().replace("\n  ", " ").splitlines():
        shape, _, fields = block.partition(":")
        shapes[shape] = {}
        for field in fields.split(","):
            name, kind, *rule = field.split()
            one = kind.removesuffix("*")
            shapes[shape][name] = Known(
                name,
                _KINDS.get(one),
                "" if one in _KINDS else one,
                kind.endswith("*"),
                rule[0] if rule else "",
            )
    return shapes


SHAPES: Final[Mapping[str, Mapping[str, Known]]] = _read(_TEXT)
"""Every shape by name, and its fields by theirs."""

Rules = dict[tuple[str, ...], str]


def walk(
    shape: str = "Release", above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Known]]:
    """Every field with the path that leads to it."""
    for name, field in SHAPES[shape].items():
        yield (*above, name), field
        if field.shape:
            yield from walk(field.shape, (*above, name))


def merge_rules() -> Rules:
    """The paths that do not merge as the others do, and how: `omit` or `replace`."""
    found: Rules = {}
    for path, field in walk():
        if field.rule == "omit":
            found[path] = "omit"
        elif field.rule == "whole" or (field.many and not field.shape):
            found[path] = "replace"
    return found
