"""Where the rows of each table stand in a compiled release, list within list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """One place that gives rows: the lists to open, one within the other, and what they are of.

    `stage` fills the column of that name; `parent` is the path whose value fills `parent`.
    `base` is the path that the table's columns are written for, where this place is another one;
    `moved` gives the columns whose path does not follow from it.
    """

    lists: tuple[str, ...] = ()
    stage: str = ""
    parent: str = ""
    base: str = ""
    moved: tuple[tuple[str, str], ...] = ()

    def path(self, column: str, path: str) -> str:
        """The path of a table's column as it is in this place."""
        for name, instead in self.moved:
            if name == column:
                return instead
        if self.base and path.startswith(f"{self.base}/"):
            return self.lists[-1] + path[len(self.base) :]
        return path


def _staged(kind: str, base: str) -> tuple[Source, ...]:
    """Every place that has documents, milestones or amendments."""
    return (
        Source((f"planning/{kind}",), "planning", base=base),
        Source((f"tender/{kind}",), "tender", base=base),
        Source(("awards", f"awards/{kind}"), "award", "awards/id", base),
        Source(("contracts", f"contracts/{kind}"), "contract", "contracts/id", base),
        Source(
            ("contracts", f"contracts/implementation/{kind}"),
            "implementation",
            "contracts/id",
            base,
        ),
    )


_DOCUMENTS: Final = (
    *_staged("documents", "tender/documents"),
    Source(("bids/details", "bids/details/documents"), "bid", "bids/details/id",
           "tender/documents"),
)  # fmt: skip
_AMENDMENTS: Final = tuple(
    one
    for one in _staged("amendments", "contracts/amendments")
    if one.stage in ("tender", "award", "contract")
)
_MILESTONES: Final = tuple(
    one
    for one in _staged("milestones", "contracts/implementation/milestones")
    if one.stage != "award"
)

SOURCES: Final[dict[str, tuple[Source, ...]]] = {
    "processes": (Source(),),
    "bids": (Source(("bids/details",)),),
    "bidders": (
        Source(("bids/details", "bids/details/tenderers")),
        Source(("tender/tenderers",), base="bids/details/tenderers", moved=(("bid", ""),)),
    ),
    "lots": (Source(("tender/lots",)),),
    "awards": (Source(("awards",)),),
    "suppliers": (Source(("awards", "awards/suppliers")),),
    "contracts": (Source(("contracts",)),),
    "items": (
        Source(("tender/items",), "tender"),
        Source(("awards", "awards/items"), "award", "awards/id", "tender/items"),
        Source(("contracts", "contracts/items"), "contract", "contracts/id", "tender/items"),
    ),
    "parties": (Source(("parties",)),),
    "documents": _DOCUMENTS,
    "amendments": _AMENDMENTS,
    "milestones": _MILESTONES,
    "transactions": (Source(("contracts", "contracts/implementation/transactions")),),
    "enquiries": (Source(("tender/enquiries",)),),
    "complaints": (Source(("complaints",)),),
    "fees": (Source(("tender/participationFees",)),),
    "owners": (
        Source(("parties", "parties/beneficialOwners"), "beneficial", moved=(("share", ""),)),
        Source(("parties", "parties/shareholders"), "shareholder",
               moved=(("owner", "parties/shareholders/shareholder/id"),
                      ("name", "parties/shareholders/shareholder/name"))),
    ),
    "related": (
        Source(("relatedProcesses",), "process", base="relatedProcesses"),
        Source(("contracts", "contracts/relatedProcesses"), "contract", "contracts/id",
               "relatedProcesses"),
    ),
}  # fmt: skip
"""The tables that are filled from a compiled release, and from where."""

LISTS: Final = frozenset(
    one for sources in SOURCES.values() for source in sources for one in source.lists
)
"""Paths of lists of objects."""

WORDS: Final = frozenset(
    {
        "awards/relatedLots",
        "bids/details/relatedLots",
        "contracts/relatedProcesses/relationship",
        "parties/roles",
        "relatedProcesses/relationship",
        "tender/participationFees/type",
    }
)
"""Paths of lists of text."""

REPEATED: Final = frozenset({"awards", "bids/details", "contracts"})
"""Lists whose elements are joined by their identifier, which must not be there twice."""

PARTIES: Final = {
    ("processes", "buyer"),
    ("processes", "entity"),
    ("bidders", "party"),
    ("suppliers", "party"),
    ("parties", "party"),
    ("owners", "party"),
    ("transactions", "payer"),
    ("transactions", "payee"),
}
"""Columns that hold who a party is."""

COUNT: Final = "releasesMerged"
FIRST: Final = "firstReleaseDate"
JURISDICTION: Final = "jurisdiction"
"""What we write into a release ourselves: of how many it was merged, the date of the first of them,
and whose law it is under.
"""

JOINED: Final = {
    ("bids", "bidder"): "bids/details/tenderers",
    ("awards", "supplier"): "awards/suppliers",
}
"""Columns that join the parties of a list, so that they compare as one."""

COUNTED: Final = {
    ("bids", "bidders"): "bids/details/tenderers",
    ("awards", "suppliers"): "awards/suppliers",
}
"""Columns that count a list of parties."""
