"""R014: bids were opened soon after the call."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class ShortNotice(Flag):
    """Few days lay between the advertisement of the tender and the opening of bids.

    ## Why it is a flag
    Whoever was told beforehand is ready; whoever was not has no time to write a good bid.

    ## How it is measured
    Whole days from the first notice, or from the start of the tender period where no notice has a
    date, to the opening of bids, against a number of days that is the operator's. Direct awards
    are not judged.

    ## What it cannot see
    Reasons of urgency, and notices that were corrected on the way.
    """

    code, title = "R014", say("Short time between tender advertising and bid opening")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("processes.opening", "processes.tender_starts")
    params = {"days": Param(15, say("least number of days"))}
    derivation = Derivation.LEGAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",
    )  # fmt: skip
    sql = """
with notices as (
  select ocid, min(published) as first
  from documents
  where stage = 'tender' and type = 'tenderNotice'
  group by ocid
), asked as (
  select
    live.ocid,
    opening,
    days_between(coalesce(first, tender_starts), opening) as days
  from live
  left join notices on notices.ocid = live.ocid
  where coalesce(method, '-') <> 'direct'
)
select
  ocid as subject,
  days as value,
  $days as threshold,
  days < $days as flagged,
  case when opening is null then 'processes.opening' else 'processes.tender_starts' end as missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | method | tender_starts | opening
            soon  | open   | 2024-01-01 | 2024-01-20
            slow  | open   | 2024-01-01 | 2024-01-20
            never | open   | 2024-01-01 |
            since | open   |            | 2024-01-20
            sole  | direct | 2024-01-01 | 2024-01-02

            documents: ocid | stage | document | type | published
            soon | tender | 1 | tenderNotice | 2024-01-10
            """,
            flagged=("soon",),
            clear=("slow",),
            not_computable=(
                ("never", "processes.opening"),
                ("since", "processes.tender_starts"),
            ),
            values=(("soon", 10), ("slow", 19)),
        ),
    )
