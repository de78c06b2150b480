"""R009: the fee to take part rose while the tender ran."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class FeeRaised(Flag):
    """A later OCDS release of a process asks a higher fee than an earlier one.

    ## Why it is a flag
    A fee raised on the way keeps out those who had not paid yet.

    ## How it is measured
    The highest fee that each OCDS release of a process gives, in the order of their dates: flagged
    when one is above the one before it. The value is the greatest rise, as a share.

    ## What it cannot see
    Files that hold only the last state of each process: those have no history.
    """

    code, title = "R009", say("Buyer increases the cost of the bidding documents")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("history.value", "history.date", "fees.amount")
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://github.com/open-contracting-extensions/ocds_participationFee_extension",
    )  # fmt: skip
    sql = """
with asked as (
  select ocid, date, release, max(try_cast(value as double)) as fee
  from history
  where path = 'tender/participationFees/value/amount' and date is not null
  group by ocid, date, release
), turned as (
  select ocid, fee, lag(fee) over (partition by ocid order by date, release) as before
  from asked
), risen as (
  select ocid, max(case when before > 0 then fee / before - 1 else 0 end) as rise
  from turned
  group by ocid
), charged as (
  select distinct ocid
  from fees
)
select
  live.ocid as subject,
  rise as value,
  0 as threshold,
  rise > 0 as flagged,
  'history.value' as missing
from live
join charged on charged.ocid = live.ocid
left join risen on risen.ocid = live.ocid
"""
    examples = (
        Example(
            """
            processes: ocid
            rose
            same
            once

            fees: ocid | fee | amount
            rose | 1 | 300
            same | 1 | 200
            once | 1 | 200

            history: ocid | release | date | path | value
            rose | 1 | 2024-01-01 | tender/participationFees/value/amount | 200
            rose | 2 | 2024-01-05 | tender/participationFees/value/amount | 300
            same | 1 | 2024-01-01 | tender/participationFees/value/amount | 200
            same | 2 | 2024-01-05 | tender/participationFees/value/amount | 200
            """,
            flagged=("rose",),
            clear=("same",),
            not_computable=(("once", "history.value"),),
            values=(("rose", 0.5), ("same", 0)),
        ),
    )
