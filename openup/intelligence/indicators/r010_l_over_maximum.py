"""R010-L: a procedure that is not open, above the law's maximum."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class OverMaximum(Flag):
    """A direct award or an invitation is worth more than the law allows for that method.

    ## Why it is a flag
    Above the maximum the law wants an open contest, but for the grounds that it lists.

    ## How it is measured
    The worth of the awards in force, or the value of the tender where no award has one, against the
    verified maximum for the jurisdiction, matter and method, in force at the date of the call.
    Maxima that depend on the budget of the buyer are not asked.

    ## What it cannot see
    Grounds that allow a direct award of any size, such as an emergency or a patent.
    """

    code, title = "R010-L", say("Non competitive procedure above the law's maximum")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = (
        "processes.method", "processes.category", "processes.jurisdiction", "processes.worth",
        "thresholds.value",
    )  # fmt: skip
    derivation = Derivation.LEGAL
    sources = (
        "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",
        "https://github.com/devgateway/ocvn",
    )
    sql = """
with law as (
  select jurisdiction, matter, method, value, valid_from, valid_to, source
  from thresholds
  where parameter = 'maximum' and status = 'VERIFIED' and value is not null
    and budget_from is null and budget_to is null
), asked as (
  select
    live.ocid, method, category, jurisdiction,
    coalesce(awarded.worth, cast(live.worth as double)) as worth,
    coalesce(tender_starts, first_date) as called
  from live
  left join awarded on awarded.ocid = live.ocid
  where coalesce(method, 'direct') <> 'open'
), matched as (
  select asked.ocid, max(law.value) as most, min(law.source) as source
  from asked
  join law on law.jurisdiction = asked.jurisdiction and law.matter = asked.category
    and law.method = asked.method
    and asked.called >= coalesce(law.valid_from, asked.called)
    and asked.called < coalesce(law.valid_to, timestamp '9999-01-01 00:00:00')
  group by asked.ocid
)
select
  asked.ocid as subject,
  worth as value,
  most as threshold,
  worth > most as flagged,
  case when method is null then 'processes.method'
       when category is null then 'processes.category'
       when jurisdiction is null then 'processes.jurisdiction'
       when worth is null then 'processes.worth'
       else 'thresholds.value' end as missing,
  source as peers
from asked
left join matched on matched.ocid = asked.ocid
"""
    examples = (
        Example(
            """
            thresholds: jurisdiction | matter | method | parameter | value | valid_from | status
            x | goods | direct | maximum | 1000 | 2025-01-01 | VERIFIED
            x | works | direct | maximum | 5000 | 2025-01-01 | PENDING

            processes: ocid | jurisdiction | category | method | amount | tender_starts
            over  | x | goods | direct | 900  | 2025-02-01
            under | x | goods | direct | 900  | 2025-02-01
            old   | x | goods | direct | 9000 | 2024-02-01
            works | x | works | direct | 9000 | 2025-02-01
            where |   | works | direct | 9000 | 2025-02-01
            open  | x | goods | open   | 9000 | 2025-02-01

            awards: ocid | award | status | amount
            over | 1 | active | 600
            over | 2 | active | 600
            """,
            flagged=("over",),
            clear=("under",),
            not_computable=(
                ("old", "thresholds.value"),
                ("works", "thresholds.value"),
                ("where", "processes.jurisdiction"),
            ),
            values=(("over", 1200),),
        ),
    )
