"""R024: the second bid was very close to the winning one."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class CloseSecond(Flag):
    """The lowest bid that lost was unusually close to the price that won.

    ## Why it is a flag
    Bidders who agree who is to win bid just above that price, and so does one who was told it.

    ## How it is measured
    The lowest valid bid of anybody else less the winner's lowest, divided by the winner's, where
    one award is in force, it has one supplier, no award is open and the winner was the lowest. It
    is flagged at or under the lower fence of all such processes (the first quartile less 1.5 times
    the distance of the quartiles), or under a threshold that is set. Where the fence is not above
    nought, or the quartiles are the same, there is no telling and the flag is not computable.

    ## What it cannot see
    Lots and consortia, which R024-C compares, and markets where prices are close by nature.
    """

    code, title = "R024", say("Price close to the winning bid")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.worth", "bids.status", "bids.bidder", "awards.supplier", "awards.status")
    params = {
        "threshold": Param(0, say("largest share that is flagged; 0 draws a fence")),
        "not_compared": Param((), say("details of methods whose bids are not compared by price")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/024.html",)
    sql = """
with priced as (
  select
    live.ocid,
    awarded.supplier as winner,
    cast(min(case when bids.bidder = supplier then bids.worth end) as double) as best,
    cast(min(case when bids.bidder <> supplier then bids.worth end) as double) as next,
    count(bids.ocid) - count(bids.bidder) as nameless
  from live
  join awarded on awarded.ocid = live.ocid
  left join bids on bids.ocid = live.ocid and bids.status = 'valid' and bids.bidders = 1
  where awards = 1 and pending = 0 and suppliers = 1
    and coalesce(live.method_details, '-') not in $not_compared
    and (bids.ocid is not null or coalesce(live.method, '-') <> 'direct')
  group by live.ocid, awarded.supplier
  having count(bids.ocid) = 0
    or min(bids.bidder) <> max(bids.bidder)
    or count(bids.ocid) > count(bids.bidder)
), compared as (
  select ocid, winner, next, best, nameless, (next - best) / best as ratio
  from priced
  where best > 0 and next >= best or best is null or next is null
), quartiles as (
  select
    unbiased_percentile(collect_list(ratio), 0.25) as low,
    unbiased_percentile(collect_list(ratio), 0.75) as high
  from compared
), fence as (
  select
    case when $threshold > 0 then $threshold
         when high > low and low - 1.5 * (high - low) > 0 then low - 1.5 * (high - low)
    end as fence
  from quartiles
), rivals as (
  select compared.ocid, min(bids.bidder) as rival
  from compared
  cross join fence
  join bids on bids.ocid = compared.ocid and bids.status = 'valid' and bids.bidders = 1
  where ratio <= fence and cast(bids.worth as double) = next and bidder <> winner
  group by compared.ocid
)
select
  compared.ocid as subject,
  ratio as value,
  fence as threshold,
  ratio <= fence as flagged,
  case when ratio is null and nameless > 0 then 'bids.bidder'
       when ratio is null then 'bids.worth' when fence is null then 'peers' end as missing,
  'bidders/' || winner || chr(10) || 'bidders/' || rival as evidence
from compared
cross join fence
left join rivals on rivals.ocid = compared.ocid
"""
    examples = (
        Example(
            """
            processes: ocid | status
            close | complete
            a     | complete
            b     | complete
            c     | complete
            d     | complete
            blank | complete
            alone | complete
            who   | complete
            off   | cancelled

            awards: ocid | award | status | supplier | suppliers
            close | 1 | active | W | 1
            a     | 1 | active | W | 1
            b     | 1 | active | W | 1
            c     | 1 | active | W | 1
            d     | 1 | active | W | 1
            blank | 1 | active | W | 1
            alone | 1 | active | W | 1
            who   | 1 | active | W | 1
            off   | 1 | active | W | 1

            bids: ocid | bid | bidder | bidders | status | amount
            close | 1 | W | 1 | valid | 100
            close | 2 | L | 1 | valid | 101
            close | 3 | M | 1 | valid | 140
            a     | 1 | W | 1 | valid | 100
            a     | 2 | L | 1 | valid | 130
            b     | 1 | W | 1 | valid | 100
            b     | 2 | L | 1 | valid | 131
            c     | 1 | W | 1 | valid | 100
            c     | 2 | L | 1 | valid | 132
            d     | 1 | W | 1 | valid | 100
            d     | 2 | L | 1 | valid | 133
            blank | 1 | W | 1 | valid |
            blank | 2 | L | 1 | valid | 100
            alone | 1 | W | 1 | valid | 100
            who   | 1 | W | 1 | valid | 100
            who   | 2 |   | 1 | valid | 120
            off   | 1 | W | 1 | valid | 100
            off   | 2 | L | 1 | valid | 100
            """,
            flagged=("close",),
            clear=("a", "b", "c", "d"),
            not_computable=(("blank", "bids.worth"), ("who", "bids.bidder")),
            values=(("close", 0.01), ("a", 0.3)),
            given=(("threshold", 0.05),),
        ),
        Example(
            """
            processes: ocid
            a
            b

            awards: ocid | award | status | supplier | suppliers
            a | 1 | active | W | 1
            b | 1 | active | W | 1

            bids: ocid | bid | bidder | bidders | status | amount
            a | 1 | W | 1 | valid | 100
            a | 2 | L | 1 | valid | 110
            b | 1 | W | 1 | valid | 100
            b | 2 | L | 1 | valid | 110
            """,
            not_computable=(("a", "peers"), ("b", "peers")),
        ),
    )
