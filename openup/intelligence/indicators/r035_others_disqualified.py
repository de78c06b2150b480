"""R035: all bids but the winner's were disqualified."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class OthersDisqualified(Flag):
    """Only the winner's bid stood; every other bidder was disqualified.

    ## Why it is a flag
    Throwing out the rivals is a way to make a contest end as it was meant to.

    ## How it is measured
    The one bidder with a valid bid is the one supplier of all awards in force, no award is open,
    and at least so many other bidders have a disqualified bid: that number is the value. A
    consortium is one bidder, where Cardinal counts its members.

    ## What it cannot see
    Whether the bids were rightly thrown out, and lots: R035-C looks at each lot.
    """

    code, title = "R035", say("All except the winning bid were disqualified")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("bids.status", "bids.bidder", "awards.status", "awards.supplier")
    params = {"least": Param(1, say("least number of disqualified bidders"))}
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/035.html",)
    sql = """
with thrown as (
  select bids.ocid, count(distinct bids.bidder) as bidders
  from bids
  join heard on heard.ocid = bids.ocid and standing = other_standing and disqualified > 0
  where bids.status = 'disqualified' and bids.bidder <> standing
  group by bids.ocid
)
select
  live.ocid as subject,
  coalesce(thrown.bidders, 0) as value,
  $least as threshold,
  case when heard.ocid is null or unjudged > 0 then null
       else coalesce(
         standing = other_standing and standing = supplier and thrown.bidders >= $least, false
       ) end as flagged,
  'bids.status' as missing,
  'bidders/' || supplier as evidence
from live
join awarded on awarded.ocid = live.ocid
left join heard on heard.ocid = live.ocid
left join thrown on thrown.ocid = live.ocid
where supplier = other_supplier and pending = 0
  and (heard.ocid is not null or coalesce(live.method, '-') <> 'direct')
"""
    examples = (
        Example(
            """
            processes: ocid | method
            only | open
            team | open
            free | open
            more | open
            none | open
            odd  | open
            sole | direct

            awards: ocid | award | status | supplier
            only | 1 | active    | V
            only | 2 | cancelled | C
            team | 1 | active    | V + W
            free | 1 | active    | V
            more | 1 | active    | V
            none | 1 | active    | V
            odd  | 1 | active    | V
            sole | 1 | active    | V

            bids: ocid | bid | bidder | status
            only | 1 | V     | valid
            only | 2 | D     | disqualified
            only | 3 | E     | disqualified
            only | 4 | F     | withdrawn
            team | 1 | V + W | valid
            team | 2 | D     | disqualified
            free | 1 | V     | valid
            more | 1 | V     | valid
            more | 2 | D     | disqualified
            more | 3 | W     | valid
            odd  | 1 | V     | valid
            odd  | 2 | D     |
            """,
            flagged=("only", "team"),
            clear=("free", "more"),
            not_computable=(("none", "bids.status"), ("odd", "bids.status")),
            values=(("only", 2), ("free", 0)),
        ),
    )
