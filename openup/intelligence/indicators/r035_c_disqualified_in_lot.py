"""R035-C: of one lot, all bids but the winner's were disqualified."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class DisqualifiedInLot(Flag):
    """In some lot several bidders were disqualified and only the winner's bid stood.

    ## Why it is a flag
    Throwing out the rivals is a way to make a contest end as it was meant to.

    ## How it is measured
    Within each lot, and within the process where there are none: one bidder has a valid bid, it is
    the supplier of an award in force, and at least so many others are disqualified, a consortium
    being one. The value is the greatest number of disqualified bidders of such a lot.

    ## What it cannot see
    Whether the bids were rightly thrown out.
    """

    code, title = "R035-C", say("All except the winning bid were disqualified, lot by lot")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("bids.status", "bids.bidder", "awards.status", "awards.supplier")
    params = {"least": Param(2, say("least number of disqualified bidders"))}
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/ProzorroUKR/prozorro-risks",
        "https://cardinal.readthedocs.io/en/latest/cli/indicators/R/035.html",
    )
    sql = """
with awarded as (
  select ocid, coalesce(lot, '') as lot, min(supplier) as winner
  from awards
  where status = 'active' and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, '')
  having min(supplier) = max(supplier)
), contests as (
  select
    bids.ocid,
    coalesce(bids.lot, '') as lot,
    winner,
    min(case when bids.status = 'valid' then bidder end) = winner
      and max(case when bids.status = 'valid' then bidder end) = winner as won,
    count(case when bids.status = 'disqualified' then 1 end) as out,
    count(case when bids.status is null then 1 end) as unknown
  from bids
  join awarded on awarded.ocid = bids.ocid and awarded.lot = coalesce(bids.lot, '')
  where coalesce(bids.lots, 0) <= 1
  group by bids.ocid, coalesce(bids.lot, ''), winner
), thrown as (
  select contests.ocid, contests.lot, count(distinct bidder) as out
  from contests
  join bids on bids.ocid = contests.ocid and coalesce(bids.lot, '') = contests.lot
  where won and out > 0 and bids.status = 'disqualified' and bidder <> winner
    and coalesce(bids.lots, 0) <= 1
  group by contests.ocid, contests.lot
), asked as (
  select
    contests.ocid,
    coalesce(max(thrown.out), 0) as out,
    sum(unknown) as unknown
  from contests
  left join thrown on thrown.ocid = contests.ocid and thrown.lot = contests.lot
  group by contests.ocid
)
select
  contested.ocid as subject,
  out as value,
  $least as threshold,
  case when out >= $least then true when unknown = 0 then false end as flagged,
  'bids.status' as missing
from contested
left join asked on asked.ocid = contested.ocid
left join heard on heard.ocid = contested.ocid
where asked.ocid is not null or heard.ocid is null
"""
    examples = (
        Example(
            """
            processes: ocid
            lots
            free
            odd

            awards: ocid | award | lot | lots | status | supplier
            lots | 1 | 1 | 1 | active | V
            lots | 2 | 2 | 1 | active | W
            free | 1 |   |   | active | V
            odd  | 1 |   |   | active | V

            bids: ocid | bid | lot | lots | bidder | status
            lots | 1 | 1 | 1 | V | valid
            lots | 2 | 1 | 1 | W | disqualified
            lots | 3 | 1 | 1 | D | disqualified
            lots | 4 | 2 | 1 | W | valid
            free | 1 |   |   | V | valid
            free | 2 |   |   | D | disqualified
            odd  | 1 |   |   | V | valid
            odd  | 2 |   |   | D |
            """,
            flagged=("lots",),
            clear=("free",),
            not_computable=(("odd", "bids.status"),),
            values=(("lots", 2), ("free", 1)),
        ),
    )
