"""The tables of open contracting that rules ask, once every file has been understood.

One row of `processes` is one contracting process. Every other table names its process by `ocid`.
Moments are UTC without a zone. Amounts are as published; `worth` is the amount in the base
currency of the run, null where no rate is known. A party is known by its identifier, or by
`name:` and its normalised name where it has none; placeholders such as "N/A" are null. `lot` is
the one lot that a bid or an award is about, `lots` how many it names. `stage` is the part of the
process that a row belongs to (planning, tender, bid, award, contract, implementation), `parent`
the bid, award or contract within it. `roles` are words, each with a blank on both sides.

A bid, award or contract without an identifier is called by its place in the list (`#2`), one whose
identifier is there already by both (`b#3`), so that an identifier joins one row of a process. The
rows of `bidders` whose `bid` is null are the tenderers named without a bid.

A bid of several bidders is one bid: `bidders` counts those that it lists, and `bidder` is the party
of the one, or the known parties of a consortium in the order of the alphabet, ` + ` between them;
null where none is known. `suppliers` and `supplier` of an award likewise, so that the two compare.
"""

from __future__ import annotations

from typing import Final

from openup.intelligence.standards.model import Table, table

PROCESSES: Final[Table] = table(
    "processes",
    """
    ocid t ocid
    releases i
    first_date m date
    date m date
    language t language
    jurisdiction t jurisdiction
    buyer t buyer/id
    buyer_name t buyer/name
    entity t tender/procuringEntity/id
    entity_name t tender/procuringEntity/name
    title t tender/title
    description t tender/description
    status t tender/status
    method t tender/procurementMethod
    method_details t tender/procurementMethodDetails
    method_rationale t tender/procurementMethodRationale
    category t tender/mainProcurementCategory
    criteria t tender/awardCriteria
    criteria_details t tender/awardCriteriaDetails
    eligibility t tender/eligibilityCriteria
    framework b tender/techniques/hasFrameworkAgreement
    currency t tender/value/currency
    amount a tender/value/amount
    worth a
    budget_currency t planning/budget/amount/currency
    budget_amount a planning/budget/amount/amount
    budget_worth a
    tender_starts m tender/tenderPeriod/startDate
    tender_ends m tender/tenderPeriod/endDate
    enquiry_starts m tender/enquiryPeriod/startDate
    enquiry_ends m tender/enquiryPeriod/endDate
    opening m tender/bidOpening/date
    evaluation_starts m tender/awardPeriod/startDate
    evaluation_ends m tender/awardPeriod/endDate
    contract_starts m tender/contractPeriod/startDate
    contract_ends m tender/contractPeriod/endDate
    tenderers i tender/numberOfTenderers
    has_enquiries b tender/hasEnquiries
    """,
)
BIDS: Final[Table] = table(
    "bids",
    """
    ocid t ocid
    bid t bids/details/id
    lot t bids/details/relatedLots
    lots i
    bidder t
    bidders i
    date m bids/details/date
    status t bids/details/status
    currency t bids/details/value/currency
    amount a bids/details/value/amount
    worth a
    """,
)
BIDDERS: Final[Table] = table(
    "bidders",
    """
    ocid t ocid
    bid t bids/details/id
    party t bids/details/tenderers/id
    name t bids/details/tenderers/name
    """,
)
LOTS: Final[Table] = table(
    "lots",
    """
    ocid t ocid
    lot t tender/lots/id
    title t tender/lots/title
    status t tender/lots/status
    currency t tender/lots/value/currency
    amount a tender/lots/value/amount
    worth a
    """,
)
AWARDS: Final[Table] = table(
    "awards",
    """
    ocid t ocid
    award t awards/id
    lot t awards/relatedLots
    lots i
    bid t awards/relatedBid
    supplier t
    suppliers i
    title t awards/title
    description t awards/description
    rationale t awards/rationale
    status t awards/status
    date m awards/date
    currency t awards/value/currency
    amount a awards/value/amount
    worth a
    begins m awards/contractPeriod/startDate
    ends m awards/contractPeriod/endDate
    subcontracting b awards/hasSubcontracting
    subcontracting_share n awards/subcontracting/minimumPercentage
    """,
)
SUPPLIERS: Final[Table] = table(
    "suppliers",
    """
    ocid t ocid
    award t awards/id
    party t awards/suppliers/id
    name t awards/suppliers/name
    """,
)
CONTRACTS: Final[Table] = table(
    "contracts",
    """
    ocid t ocid
    contract t contracts/id
    award t contracts/awardID
    title t contracts/title
    description t contracts/description
    status t contracts/status
    signed m contracts/dateSigned
    begins m contracts/period/startDate
    ends m contracts/period/endDate
    currency t contracts/value/currency
    amount a contracts/value/amount
    worth a
    final_currency t contracts/implementation/finalValue/currency
    final_amount a contracts/implementation/finalValue/amount
    final_worth a
    """,
)
ITEMS: Final[Table] = table(
    "items",
    """
    ocid t ocid
    stage t
    parent t
    item t tender/items/id
    lot t tender/items/relatedLot
    scheme t tender/items/classification/scheme
    class t tender/items/classification/id
    description t tender/items/description
    quantity n tender/items/quantity
    unit t tender/items/unit/name
    unit_currency t tender/items/unit/value/currency
    unit_amount a tender/items/unit/value/amount
    unit_worth a
    place t tender/items/deliveryAddress/region
    """,
)
PARTIES: Final[Table] = table(
    "parties",
    """
    ocid t ocid
    party t parties/id
    name t parties/name
    scheme t parties/identifier/scheme
    identifier t parties/identifier/id
    roles t parties/roles
    street t parties/address/streetAddress
    locality t parties/address/locality
    region t parties/address/region
    postal_code t parties/address/postalCode
    country t parties/address/countryName
    contact t parties/contactPoint/name
    email t parties/contactPoint/email
    telephone t parties/contactPoint/telephone
    url t parties/contactPoint/url
    scale t parties/details/scale
    """,
)
DOCUMENTS: Final[Table] = table(
    "documents",
    """
    ocid t ocid
    stage t
    parent t
    document t tender/documents/id
    type t tender/documents/documentType
    title t tender/documents/title
    description t tender/documents/description
    url t tender/documents/url
    format t tender/documents/format
    language t tender/documents/language
    published m tender/documents/datePublished
    modified m tender/documents/dateModified
    """,
)
AMENDMENTS: Final[Table] = table(
    "amendments",
    """
    ocid t ocid
    stage t
    parent t
    amendment t contracts/amendments/id
    date m contracts/amendments/date
    rationale t contracts/amendments/rationale
    description t contracts/amendments/description
    """,
)
MILESTONES: Final[Table] = table(
    "milestones",
    """
    ocid t ocid
    stage t
    parent t
    milestone t contracts/implementation/milestones/id
    type t contracts/implementation/milestones/type
    title t contracts/implementation/milestones/title
    status t contracts/implementation/milestones/status
    due m contracts/implementation/milestones/dueDate
    met m contracts/implementation/milestones/dateMet
    """,
)
TRANSACTIONS: Final[Table] = table(
    "transactions",
    """
    ocid t ocid
    contract t contracts/id
    transaction t contracts/implementation/transactions/id
    date m contracts/implementation/transactions/date
    currency t contracts/implementation/transactions/value/currency
    amount a contracts/implementation/transactions/value/amount
    worth a
    payer t contracts/implementation/transactions/payer/id
    payee t contracts/implementation/transactions/payee/id
    """,
)
