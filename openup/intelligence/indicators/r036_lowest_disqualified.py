"""R036: the lowest bid was disqualified."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class LowestDisqualified(Flag):
    """The cheapest bid of an awarded process was thrown out, and a dearer one was accepted.

    ## Why it is a flag
    Where the price decides, disqualifying the cheapest costs the public the difference.

    ## How it is measured
    An award is in force, some valid bid has a price, and no bid that was handed in and not
    withdrawn is cheaper than a disqualified one. The value is how much dearer the cheapest valid
    bid is, as a share of the lowest. The award criteria are not read; R036-C reads them.

    ## What it cannot see
    Whether the bid was rightly thrown out, criteria other than the price, and lots.
    """

    code, title = "R036", say("Lowest bid disqualified")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.worth", "bids.status", "awards.status")
    params = {
        "not_compared": Param((), say("details of methods whose bids are not compared by price")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/036.html",)
    sql = """
with cheapest as (
  select bids.ocid, array_join(array_sort(collect_set('bids/' || bid)), chr(10)) as evidence
  from bids
  join heard on heard.ocid = bids.ocid and lowest_disqualified = lowest
  where bids.status = 'disqualified' and bids.worth = lowest and lowest_valid is not null
  group by bids.ocid
)
select
  live.ocid as subject,
  case when lowest > 0
       then cast(lowest_valid - lowest as double) / cast(lowest as double) end as value,
  0 as threshold,
  case when lowest_disqualified = lowest and lowest_valid is not null then true
       when lowest is not null and unpriced = 0 and unjudged = 0 then false end as flagged,
  'bids.worth' as missing,
  evidence
from live
left join heard on heard.ocid = live.ocid
left join cheapest on cheapest.ocid = live.ocid
where coalesce(live.method_details, '-') not in $not_compared
  and live.ocid in (select ocid from awarded where awards > 0)
  and (heard.ocid is not null or coalesce(live.method, '-') <> 'direct')
"""
    examples = (
        Example(
            """
            processes: ocid | status
            cheap | complete
            dear  | complete
            alone | complete
            blank | complete
            none  | complete
            gone  | cancelled

            awards: ocid | award | status
            cheap | 1 | active
            dear  | 1 | active
            alone | 1 | active
            blank | 1 | active
            none  | 1 | active
            gone  | 1 | active

            bids: ocid | bid | status | amount
            cheap | 1 | disqualified | 100
            cheap | 2 | valid        | 150
            cheap | 3 | withdrawn    | 10
            dear  | 1 | disqualified | 100
            dear  | 2 | valid        | 90
            alone | 1 | disqualified | 100
            blank | 1 | disqualified | 100
            blank | 2 | valid        |
            gone  | 1 | disqualified | 100
            gone  | 2 | valid        | 150
            """,
            flagged=("cheap",),
            clear=("dear", "alone"),
            not_computable=(("blank", "bids.worth"), ("none", "bids.worth")),
            values=(("cheap", 0.5),),
        ),
    )
