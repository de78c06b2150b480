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
with awarded as (
  select
    ocid,
    min(case when status = 'active' then supplier end) as winner,
    max(case when status = 'active' then supplier end) as other
  from awards
  group by ocid
  having count(case when status = 'active' then 1 end) > 0
    and count(case when status not in ('active', 'cancelled', 'unsuccessful') then 1 end) = 0
), asked as (
  select
    ocid,
    min(case when status = 'valid' then bidder end) as standing,
    max(case when status = 'valid' then bidder end) as other,
    count(case when status = 'disqualified' then 1 end) as out,
    count(case when status is null then 1 end) as unknown
  from bids
  group by ocid
), thrown as (
  select bids.ocid, count(distinct bidder) as bidders
  from bids
  join asked on asked.ocid = bids.ocid and standing = asked.other and out > 0
  where status = 'disqualified' and bidder <> standing
  group by bids.ocid
)
select
  live.ocid as subject,
  coalesce(thrown.bidders, 0) as value,
  $least as threshold,
  case when asked.ocid is null or unknown > 0 then null
       else coalesce(
         standing = asked.other and standing = winner and thrown.bidders >= $least, false
       ) end as flagged,
  'bids.status' as missing,
  'bidders/' || winner as evidence
from live
join awarded on awarded.ocid = live.ocid and awarded.winner = awarded.other
left join asked on asked.ocid = live.ocid
left join thrown on thrown.ocid = live.ocid
where asked.ocid is not null or coalesce(live.method, '-') <> 'direct'
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
