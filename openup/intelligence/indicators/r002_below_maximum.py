"""R002: the value lies just below a maximum of the law."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class BelowMaximum(Flag):
    """The value of a purchase lies just below the maximum for its less open method.

    ## Why it is a flag
    A value that is trimmed to stay under the limit avoids the competition that the limit calls for.

    ## How it is measured
    The value of the tender over the verified maximum for its jurisdiction, matter and method, at
    the date of the call: flagged from the share up to the whole. Maxima that depend on the budget
    of the buyer are not asked, because the file does not say it; an operator may give the one of
    its tier.

    ## What it cannot see
    Honest values that happen to lie there: many of one buyer say more than one (R049).
    """

    code, title = "R002", say("Manipulation of procurement thresholds")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = (
        "processes.worth", "processes.method", "processes.category", "processes.jurisdiction",
        "thresholds.value",
    )  # fmt: skip
    params = {"share": Param(0.95, say("share of the maximum from which it is flagged"))}
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",
    )
    sql = """
with law as (
  select jurisdiction, matter, method, value, valid_from, valid_to, source
  from thresholds
  where parameter = 'maximum' and status = 'VERIFIED' and value is not null
    and budget_from is null and budget_to is null
), matched as (
  select live.ocid, min(law.value) as most, min(law.source) as source
  from live
  join law on law.jurisdiction = live.jurisdiction and law.matter = live.category
    and law.method = live.method
    and coalesce(live.tender_starts, live.first_date, timestamp '1900-01-01 00:00:00')
      >= coalesce(law.valid_from, timestamp '1900-01-01 00:00:00')
    and coalesce(live.tender_starts, live.first_date, timestamp '1900-01-01 00:00:00')
      < coalesce(law.valid_to, timestamp '9999-01-01 00:00:00')
  group by live.ocid
), asked as (
  select ocid, cast(worth as double) as worth, $missing as missing
  from live
  where coalesce(method, 'direct') <> 'open'
)
select
  asked.ocid as subject,
  worth / nullif(most, 0) as value,
  $share as threshold,
  worth >= $share * most and worth <= most as flagged,
  coalesce(missing, 'thresholds.value') as missing,
  source as peers
from asked
left join matched on matched.ocid = asked.ocid
"""
    examples = (
        Example(
            """
            thresholds: jurisdiction | matter | method | parameter | value | status | budget_to
            x | goods | direct | maximum | 1000 | VERIFIED  |
            x | works | direct | maximum | 5000 | CANDIDATE |
            y | goods | direct | maximum | 900  | VERIFIED  | 15000

            processes: ocid | jurisdiction | category | method | amount | tender_starts
            near  | x | goods | direct | 990  | 2025-02-01
            low   | x | goods | direct | 500  | 2025-02-01
            over  | x | goods | direct | 1200 | 2025-02-01
            works | x | works | direct | 4990 | 2025-02-01
            tier  | y | goods | direct | 890  | 2025-02-01
            blank | x | goods | direct |      | 2025-02-01
            open  | x | goods | open   | 990  | 2025-02-01
            """,
            flagged=("near",),
            clear=("low", "over"),
            not_computable=(
                ("works", "thresholds.value"),
                ("tier", "thresholds.value"),
                ("blank", "processes.worth"),
            ),
            values=(("near", 0.99),),
        ),
    )
