"""R003: the time to prepare a bid was short."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class ShortSubmission(Flag):
    """Bidders had fewer days than is usual between the call and the last moment to bid.

    ## Why it is a flag
    Whoever was told beforehand is ready; whoever was not has no time to write a good bid.

    ## How it is measured
    Whole days of 24 hours from the start to the end of the tender period, against a number of days
    that is the operator's, not the law's: R003-L asks the law. A procedure may have its own number
    by the details of its method.

    ## What it cannot see
    Whether the call was in fact public on the day that the period began, and reasons of urgency.
    """

    code, title = "R003", say("The submission period is too short")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("processes.tender_starts", "processes.tender_ends")
    params = {
        "threshold": Param(15, say("least number of days")),
        "methods": Param((), say("methods that are judged; none means all")),
        "by_details": Param({}, say("least number of days by the details of the method")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/003.html",)
    sql = """
with asked as (
  select
    ocid,
    days_between(tender_starts, tender_ends) as days,
    coalesce(own.number, $threshold) as least,
    $missing as missing
  from live
  left join $by_details as own
    on own.word = method_details
  where '' in $methods or method in $methods
)
select
  ocid as subject,
  days as value,
  least as threshold,
  days < least as flagged,
  missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | tender_starts | tender_ends | status
            two   | 2024-01-01 18:00 | 2024-01-16 17:59 |
            three | 2024-01-01 18:00 | 2024-01-16 18:00 |
            from  |                  | 2024-01-16 |
            till  | 2024-01-01       |            |
            gone  | 2024-01-01       | 2024-01-02 | cancelled
            """,
            flagged=("two",),
            clear=("three",),
            not_computable=(
                ("from", "processes.tender_starts"),
                ("till", "processes.tender_ends"),
            ),
            values=(("two", 14), ("three", 15)),
        ),
        Example(
            """
            processes: ocid | method | method_details | tender_starts | tender_ends
            soon | open   | Emergency | 2024-01-01 | 2024-01-07
            slow | open   | Usual     | 2024-01-01 | 2024-01-07
            sole | direct | Usual     | 2024-01-01 | 2024-01-07
            """,
            flagged=("slow",),
            clear=("soon",),
            given=(("methods", ("open", "selective")), ("by_details", {"Emergency": 5})),
        ),
    )
