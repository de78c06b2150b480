"""R015-L: the award came later than the law allows."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class LegalDecision(Flag):
    """The award was decided more days after the opening of bids than the law allows.

    ## Why it is a flag
    The law bounds the wait, because while opened bids wait there is time to bargain.

    ## How it is measured
    Whole days from the opening of bids to the first award, against the verified number of days,
    with the extension that the law allows, for the jurisdiction and matter, in force when the bids
    were opened.

    ## What it cannot see
    Complaints and courts that held the process up.
    """

    code, title = "R015-L", say("The award decision is later than the law allows")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = (
        "processes.opening", "processes.jurisdiction", "processes.category", "awards.date",
        "thresholds.value",
    )  # fmt: skip
    derivation = Derivation.LEGAL
    sources = ("https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",)
    sql = """
with law as (
  select jurisdiction, matter, method, valid_from, valid_to, max(value) as days,
    min(source) as source
  from thresholds
  where parameter in ('decision_days', 'decision_days_extended') and status = 'VERIFIED'
  group by jurisdiction, matter, method, valid_from, valid_to
), asked as (
  select
    live.ocid, method, opening, jurisdiction, category, first_award,
    days_between(opening, first_award) as days,
    $missing as missing
  from live
  join awarded on awarded.ocid = live.ocid
  where method in ('open', 'selective')
)
select
  asked.ocid as subject,
  asked.days as value,
  law.days as threshold,
  asked.days > law.days as flagged,
  case when missing is not null then missing
       when first_award is null then 'awards.date' else 'thresholds.value' end as missing,
  source as peers
from asked
left join law on law.jurisdiction = asked.jurisdiction and law.matter = asked.category
  and law.method = asked.method
  and opening >= coalesce(valid_from, opening)
  and opening < coalesce(valid_to, timestamp '9999-01-01 00:00:00')
"""
    examples = (
        Example(
            """
            thresholds: jurisdiction | matter | method | parameter | value | status
            x | goods | open | decision_days          | 20 | VERIFIED
            x | goods | open | decision_days_extended | 40 | VERIFIED

            processes: ocid | jurisdiction | category | method | opening
            slow  | x | goods | open | 2025-05-01
            quick | x | goods | open | 2025-05-01
            works | x | works | open | 2025-05-01
            never | x | goods | open |
            blank | x | goods | open | 2025-05-01

            awards: ocid | award | date
            slow  | 1 | 2025-07-01
            quick | 1 | 2025-06-01
            works | 1 | 2025-06-01
            never | 1 | 2025-06-01
            blank | 1 |
            """,
            flagged=("slow",),
            clear=("quick",),
            not_computable=(
                ("works", "thresholds.value"),
                ("never", "processes.opening"),
                ("blank", "awards.date"),
            ),
            values=(("slow", 61),),
        ),
    )
