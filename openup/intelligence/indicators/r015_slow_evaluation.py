"""R015: bids lay open for long before they were judged."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class SlowEvaluation(Flag):
    """Many days lay between the opening of bids and their evaluation or the award.

    ## Why it is a flag
    While opened bids wait, there is time to bargain, to change papers, or to press a bidder.

    ## How it is measured
    Whole days from the opening of bids to the start of the award period or, where that is not
    published, to the first award, against a number of days. R015-L asks the law.

    ## What it cannot see
    Complaints and courts that held the process up.
    """

    code, title = "R015", say("Long time between bid opening and bid evaluation")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("processes.opening", "processes.evaluation_starts", "awards.date")
    params = {"days": Param(60, say("days above which it is flagged"))}
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/devgateway/ocvn",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )  # fmt: skip
    sql = """
with asked as (
  select
    live.ocid,
    opening,
    days_between(opening, coalesce(evaluation_starts, first_award)) as days
  from live
  left join awarded on awarded.ocid = live.ocid
  where coalesce(method, '-') <> 'direct'
    and (awarded.ocid is not null or evaluation_starts is not null)
)
select
  ocid as subject,
  days as value,
  $days as threshold,
  days > $days as flagged,
  case when opening is null then 'processes.opening' else 'awards.date' end as missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | method | opening | evaluation_starts
            slow  | open | 2024-01-01 |
            quick | open | 2024-01-01 | 2024-01-03
            never | open |            | 2024-01-03
            blank | open | 2024-01-01 |
            soon  | open | 2024-01-01 |

            awards: ocid | award | date
            slow  | 1 | 2024-04-01
            quick | 1 | 2024-04-01
            blank | 1 |
            """,
            flagged=("slow",),
            clear=("quick",),
            not_computable=(("never", "processes.opening"), ("blank", "awards.date")),
            values=(("slow", 91), ("quick", 2)),
        ),
    )
