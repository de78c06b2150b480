"""R018: only one bid was received."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class SingleBid(Flag):
    """Only one bidder took part in a procedure that was open to competition.

    ## Why it is a flag
    Where nobody else bids, nothing holds the price down, and a requirement that was written for one
    firm looks just like this.

    ## How it is measured
    The published number of tenderers of an open or selective procedure that was not cancelled is
    one. Nothing is counted: the variant R018-C counts bidders where no number is published.

    ## What it cannot see
    Markets that have one supplier, bidders that withdrew before the number was published, and a
    rival who bid only for show.
    """

    code, title = "R018", say("Single bid")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("processes.method", "processes.tenderers")
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/018.html",)
    sql = """
select
  ocid as subject,
  tenderers as value,
  1 as threshold,
  case when method in ('open', 'selective') then tenderers = 1
       when method is not null then false end as flagged,
  $missing as missing
from live
"""
    examples = (
        Example(
            """
            processes: ocid | method    | tenderers | status
            one  | open      | 1 |
            two  | selective | 2 |
            sole | direct    | 1 |
            none | open      |   |
            odd  |           | 1 |
            gone | open      | 1 | cancelled
            """,
            flagged=("one",),
            clear=("two", "sole"),
            not_computable=(("none", "processes.tenderers"), ("odd", "processes.method")),
            values=(("one", 1), ("two", 2)),
        ),
    )
