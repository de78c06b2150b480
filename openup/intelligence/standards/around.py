"""What stands around the contracts: extensions of the standard, the law, rates, other registers.

`history` has the watched fields of a process as each of its releases gave them: the path of OCDS,
the identifiers of the elements of lists on the way (`c1`), the value. The `kind` of an owner is
`beneficial` or `shareholder`; a `share` is a fraction of one. `thresholds` and `rates` are files of
ours or of the operator; `sanctions`, `registered`, `officials` come from other data sets.
"""

from __future__ import annotations

from typing import Final

from openup.intelligence.standards.model import Table, table

ENQUIRIES: Final[Table] = table(
    "enquiries",
    """
    ocid t ocid
    enquiry t tender/enquiries/id
    date m tender/enquiries/date
    answered m tender/enquiries/dateAnswered
    answer t tender/enquiries/answer
    """,
)
COMPLAINTS: Final[Table] = table(
    "complaints",
    """
    ocid t ocid
    complaint t complaints/id
    date m complaints/date
    status t complaints/status
    """,
)
FEES: Final[Table] = table(
    "fees",
    """
    ocid t ocid
    fee t tender/participationFees/id
    type t tender/participationFees/type
    currency t tender/participationFees/value/currency
    amount a tender/participationFees/value/amount
    worth a
    """,
)
OWNERS: Final[Table] = table(
    "owners",
    """
    ocid t ocid
    party t parties/id
    kind t
    owner t parties/beneficialOwners/id
    name t parties/beneficialOwners/name
    share n parties/shareholders/shareholding
    """,
)
RELATED: Final[Table] = table(
    "related",
    """
    ocid t ocid
    stage t
    parent t
    relationship t relatedProcesses/relationship
    identifier t relatedProcesses/identifier
    """,
)
HISTORY: Final[Table] = table(
    "history",
    """
    ocid t ocid
    release t id
    date m date
    path t
    element t
    value t
    """,
)
THRESHOLDS: Final[Table] = table(
    "thresholds",
    """
    jurisdiction t
    matter t
    method t
    method_details t
    parameter t
    value n
    unit t
    currency t
    valid_from m
    valid_to m
    budget_from n
    budget_to n
    status t
    source t
    """,
)
RATES: Final[Table] = table(
    "rates",
    """
    currency t
    date m
    rate n
    """,
)
SANCTIONS: Final[Table] = table(
    "sanctions",
    """
    party t
    name t
    begins m
    ends m
    ground t
    source t
    """,
)
REGISTERED: Final[Table] = table(
    "registered",
    """
    party t
    name t
    since m
    """,
)
OFFICIALS: Final[Table] = table(
    "officials",
    """
    institution t
    name t
    email t
    telephone t
    """,
)
