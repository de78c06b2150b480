"""R028: different bidders asked the same price."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class IdenticalBids(Flag):
    """Two bids of different bidders for one process have the same price to the cent.

    ## Why it is a flag
    Bidders who do not know of each other hardly ever reach the same amount.

    ## How it is measured
    Bids that were handed in and not withdrawn, of one process, with the same amount in the same
    currency and different bidders; a consortium is one bidder.

    ## What it cannot see
    Prices fixed by a tariff, and bids for different lots: R028-C compares within a lot.
    """

    code, title = "R028", say("Identical bid prices")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.amount", "bids.currency", "bids.bidder", "bids.status")
    params = {
        "not_compared": Param((), say("details of methods whose bids are not compared by price")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/028.html",)
    sql = """
with prices as (
  select
    ocid, amount, currency,
    count(*) as bids,
    min(bidder) as one,
    max(bidder) as other
  from bids
  where status not in ('invited', 'withdrawn')
  group by ocid, amount, currency
), asked as (
  select
    ocid,
    sum(bids) as bids,
    count(case when amount is null or currency is null or one is null then 1 end) as unknown,
    max(case when amount is not null and currency is not null and one <> other then bids end)
      as alike,
    min(case when amount is not null and currency is not null and one <> other
        then 'bidders/' || one || chr(10) || 'bidders/' || other end) as evidence
  from prices
  group by ocid
)
select
  live.ocid as subject,
  coalesce(alike, 0) as value,
  2 as threshold,
  case when alike is not null then true when unknown = 0 then false end as flagged,
  case when alike is null then 'bids.amount' end as missing,
  evidence
from live
left join asked on asked.ocid = live.ocid
where coalesce(live.method_details, '-') not in $not_compared
  and (bids > 1 or bids is null and coalesce(method, '-') <> 'direct'
       and coalesce(status, 'complete') = 'complete')
"""
    examples = (
        Example(
            """
            processes: ocid | status
            alike | complete
            apart | complete
            money | complete
            again | complete
            blank | complete
            none  | complete
            soon  | active
            gone  | cancelled

            bids: ocid | bid | bidder | status | currency | amount
            alike | 1 | A     | valid        | MXN | 100.10
            alike | 2 | B + C | disqualified | MXN | 100.10
            apart | 1 | A     | valid        | MXN | 100.10
            apart | 2 | B     | valid        | MXN | 100.11
            apart | 3 | C     | withdrawn    | MXN | 100.10
            money | 1 | A     | valid        | MXN | 100
            money | 2 | B     | valid        | USD | 100
            again | 1 | A     | valid        | MXN | 100
            again | 2 | A     | valid        | MXN | 100
            blank | 1 | A     | valid        | MXN | 100
            blank | 2 | B     | valid        | MXN |
            gone  | 1 | A     | valid        | MXN | 100
            gone  | 2 | B     | valid        | MXN | 100
            """,
            flagged=("alike",),
            clear=("apart", "money", "again"),
            not_computable=(("blank", "bids.amount"), ("none", "bids.amount")),
            values=(("alike", 2),),
        ),
    )
