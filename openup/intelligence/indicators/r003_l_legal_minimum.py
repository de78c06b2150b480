"""R003-L: the time to bid was shorter than the law's minimum."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class LegalSubmission(Flag):
    """Bidders had fewer days than the least that the law gives for this procedure.

    ## Why it is a flag
    The law's minimum is there so that whoever was not told beforehand can bid too.

    ## How it is measured
    Whole days from the start to the end of the tender period, against the verified minimum for the
    jurisdiction, matter and method that was in force when the period began. Where a threshold
    names a kind of procedure (“internacional”) that the details of the method contain, it goes
    before the general one.

    ## What it cannot see
    Reasons in writing for a shorter period, which the federal law allows down to ten days.
    """

    code, title = "R003-L", say("The submission period is shorter than the law's minimum")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = (
        "processes.tender_starts", "processes.tender_ends", "processes.jurisdiction",
        "processes.category", "processes.method", "thresholds.value",
    )  # fmt: skip
    derivation = Derivation.LEGAL
    sources = ("https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",)
    sql = """
with law as (
  select jurisdiction, matter, method, method_details, value, valid_from, valid_to, source
  from thresholds
  where parameter = 'submission_days' and status = 'VERIFIED' and value is not null
    and budget_from is null and budget_to is null
), matched as (
  select
    live.ocid,
    max(case when law.method_details is not null then law.value end) as own,
    max(law.value) as usual,
    min(law.source) as source
  from live
  join law on law.jurisdiction = live.jurisdiction and law.matter = live.category
    and law.method = live.method
    and (law.method_details is null
         or lower(live.method_details) like '%' || law.method_details || '%')
    and live.tender_starts >= coalesce(law.valid_from, live.tender_starts)
    and live.tender_starts < coalesce(law.valid_to, timestamp '9999-01-01 00:00:00')
  group by live.ocid
), asked as (
  select ocid, days_between(tender_starts, tender_ends) as days, $missing as missing
  from live
  where coalesce(method, '-') <> 'direct'
)
select
  asked.ocid as subject,
  days as value,
  coalesce(own, usual) as threshold,
  days < coalesce(own, usual) as flagged,
  coalesce(missing, 'thresholds.value') as missing,
  source as peers
from asked
left join matched on matched.ocid = asked.ocid
"""
    examples = (
        Example(
            """
            thresholds: jurisdiction | matter | method | method_details | parameter | value | valid_from | status
            x | goods | open |               | submission_days | 15 | 2025-01-01 | VERIFIED
            x | goods | open | internacional | submission_days | 20 | 2025-01-01 | VERIFIED
            x | works | open |               | submission_days | 10 |            | CANDIDATE

            processes: ocid | jurisdiction | category | method | method_details | tender_starts | tender_ends
            home  | x | goods | open   | Nacional      | 2025-03-01 | 2025-03-18
            world | x | goods | open   | Internacional | 2025-03-01 | 2025-03-18
            old   | x | goods | open   | Nacional      | 2024-03-01 | 2024-03-05
            built | x | works | open   | Nacional      | 2025-03-01 | 2025-03-05
            where |   | goods | open   | Nacional      | 2025-03-01 | 2025-03-18
            sole  | x | goods | direct |               | 2025-03-01 | 2025-03-02
            """,  # noqa: E501
            flagged=("world",),
            clear=("home",),
            not_computable=(
                ("old", "thresholds.value"),
                ("built", "thresholds.value"),
                ("where", "processes.jurisdiction"),
            ),
            values=(("world", 17),),
        ),
    )
