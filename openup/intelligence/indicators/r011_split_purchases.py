"""R011: a purchase was split to stay below the maximum."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class SplitPurchases(Flag):
    """Purchases of one buyer from one supplier in one week stay under the maximum only apart.

    ## Why it is a flag
    Splitting one need into small purchases avoids the contest that the whole calls for; the law
    forbids it.

    ## How it is measured
    Processes that were not open, of the same buyer, supplier, matter and method, whose awards in
    force are dated in the same week from Monday: at least two, each at or under the verified
    maximum, and above it together. The value is the sum; the subject is the buyer and the
    supplier, the period the Monday of the week.

    ## What it cannot see
    Purchases split among friendly suppliers or over more than a week, and different needs that
    fell into one week.
    """

    code, title = "R011", say("Splitting purchases to avoid procurement thresholds")
    subject, pillar = Subject.PAIR, Pillar.LEGALITY
    needs = (
        "processes.method", "processes.category", "processes.jurisdiction", "processes.buyer",
        "awards.supplier", "awards.date", "awards.worth", "thresholds.value",
    )  # fmt: skip
    derivation = Derivation.LEGAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",
    )  # fmt: skip
    sql = """
with law as (
  select jurisdiction, matter, method, value, valid_from, valid_to, source
  from thresholds
  where parameter = 'maximum' and status = 'VERIFIED' and value is not null
    and budget_from is null and budget_to is null
), bought as (
  select
    live.ocid, jurisdiction, category, method, buyer, supplier,
    min(date_trunc('week', awards.date)) as week,
    cast(sum(awards.worth) as double) as worth,
    count(*) - count(awards.worth) as unknown
  from live
  join awards on awards.ocid = live.ocid and awards.status = 'active'
  where method in ('direct', 'limited', 'selective') and buyer is not null
    and supplier is not null and awards.date is not null
  group by live.ocid, jurisdiction, category, method, buyer, supplier
), weeks as (
  select
    jurisdiction, category, method, buyer, supplier, week,
    sum(worth) as worth,
    max(worth) as largest,
    sum(unknown) as unknown,
    array_join(array_sort(collect_set('processes/' || ocid)), chr(10)) as evidence
  from bought
  group by jurisdiction, category, method, buyer, supplier, week
  having count(*) > 1
), matched as (
  select
    buyer, supplier, week, weeks.worth, unknown, evidence,
    law.value as most,
    weeks.worth > law.value and largest <= law.value as split,
    case when category is null then 'processes.category'
         when weeks.jurisdiction is null then 'processes.jurisdiction'
         when unknown > 0 then 'awards.worth'
         else 'thresholds.value' end as missing
  from weeks
  left join law on law.jurisdiction = weeks.jurisdiction and law.matter = category
    and law.method = weeks.method and week >= coalesce(valid_from, week)
    and week < coalesce(valid_to, timestamp '9999-01-01 00:00:00')
)
select
  buyer || ' | ' || supplier as subject,
  substring(cast(week as string), 1, 10) as period,
  max(worth) as value,
  min(most) as threshold,
  case when bool_or(split) then true
       when count(most) = count(*) and sum(unknown) = 0 then false end as flagged,
  min(missing) as missing,
  max(case when split then evidence end) as evidence
from matched
group by buyer, supplier, week
"""
    examples = (
        Example(
            """
            thresholds: jurisdiction | matter | method | parameter | value | status
            x | goods | direct | maximum | 1000 | VERIFIED

            processes: ocid | jurisdiction | category | method | buyer
            1 | x | goods | direct | B
            2 | x | goods | direct | B
            3 | x | goods | direct | B
            4 | x | goods | direct | B
            5 | x | goods | direct | B
            6 | x | works | direct | B
            7 | x | works | direct | B

            awards: ocid | award | status | supplier | date | amount
            1 | 1 | active | S | 2025-03-03 | 600
            2 | 1 | active | S | 2025-03-07 | 700
            3 | 1 | active | T | 2025-03-03 | 300
            4 | 1 | active | T | 2025-03-07 | 300
            5 | 1 | active | T | 2025-03-10 | 900
            6 | 1 | active | U | 2025-03-03 | 600
            7 | 1 | active | U | 2025-03-03 | 600
            """,
            flagged=("B | S",),
            clear=("B | T",),
            not_computable=(("B | U", "thresholds.value"),),
            values=(("B | S", 1300),),
        ),
    )
