"""R036-C: where price alone decides, the lowest bid was disqualified."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class LowestByPrice(Flag):
    """In a contest that price alone decides, the cheapest bid was thrown out.

    ## Why it is a flag
    Where the price decides, disqualifying the cheapest costs the public the difference.

    ## How it is measured
    The award criterion is the price or the lowest cost. Within each lot, and within the process
    where there are none, a disqualified bid is cheaper than every valid one and an award is in
    force. The value is the greatest difference, as a share of the disqualified price.

    ## What it cannot see
    Whether the bid was rightly thrown out, and processes whose criterion is not published.
    """

    code, title = "R036-C", say("Lowest bid disqualified where price decides")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("processes.criteria", "bids.worth", "bids.status", "awards.status")
    params = {
        "price": Param(
            ("priceOnly", "lowestCost", "costOnly"), say("award criteria that are of price alone")
        ),
    }
    derivation = Derivation.PROPOSAL
    sources = (
        "https://cardinal.readthedocs.io/en/latest/cli/indicators/R/036.html",
        "https://standard.open-contracting.org/1.1/en/schema/codelists/#award-criteria",
    )
    sql = """
with contests as (
  select
    ocid, coalesce(lot, '') as lot,
    cast(min(case when status = 'disqualified' then worth end) as double) as thrown,
    cast(min(case when status = 'valid' then worth end) as double) as valid,
    count(*) - count(worth) as unknown
  from bids
  where status in ('valid', 'disqualified') and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, '')
), asked as (
  select
    ocid,
    max(case when thrown > 0 and thrown < valid then (valid - thrown) / thrown end) as gap,
    sum(unknown) as unknown
  from contests
  group by ocid
)
select
  contested.ocid as subject,
  gap as value,
  0 as threshold,
  case when criteria is null then null
       when gap > 0 then true
       when unknown = 0 then false end as flagged,
  case when criteria is null then 'processes.criteria' else 'bids.worth' end as missing
from contested
left join asked on asked.ocid = contested.ocid
where coalesce(criteria, 'priceOnly') in $price
  and contested.ocid in (select ocid from awarded where awards > 0)
"""
    examples = (
        Example(
            """
            processes: ocid | criteria
            cheap | priceOnly
            rated | ratedCriteria
            fair  | lowestCost
            odd   |
            blank | priceOnly
            none  | priceOnly

            awards: ocid | award | status
            cheap | 1 | active
            rated | 1 | active
            fair  | 1 | active
            odd   | 1 | active
            blank | 1 | active
            none  | 1 | active

            bids: ocid | bid | lot | lots | status | amount
            cheap | 1 | 1 | 1 | disqualified | 100
            cheap | 2 | 1 | 1 | valid        | 150
            cheap | 3 | 2 | 1 | valid        | 10
            rated | 1 |   |   | disqualified | 100
            rated | 2 |   |   | valid        | 150
            fair  | 1 |   |   | disqualified | 200
            fair  | 2 |   |   | valid        | 150
            odd   | 1 |   |   | disqualified | 100
            odd   | 2 |   |   | valid        | 150
            blank | 1 |   |   | disqualified | 100
            blank | 2 |   |   | valid        |
            """,
            flagged=("cheap",),
            clear=("fair",),
            not_computable=(
                ("odd", "processes.criteria"),
                ("blank", "bids.worth"),
                ("none", "bids.worth"),
            ),
            values=(("cheap", 0.5),),
        ),
    )
