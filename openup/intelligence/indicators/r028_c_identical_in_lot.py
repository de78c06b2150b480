"""R028-C: different bidders asked the same price for one lot."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class IdenticalInLot(Flag):
    """Two bidders for one lot asked the same price, and it is not the published estimate.

    ## Why it is a flag
    Bidders who do not know of each other hardly ever reach the same amount.

    ## How it is measured
    Bids that were handed in and not withdrawn, within a lot, or within the process where there are
    none, of the same worth in the base currency. Bids for several lots are left out, and so is a
    price that equals the estimate of the tender or of the lot: whoever copies it needs no accord.

    ## What it cannot see
    Prices fixed by a tariff.
    """

    code, title = "R028-C", say("Identical bid prices within a lot")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.worth", "bids.bidder", "bids.status")
    derivation = Derivation.PROPOSAL
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/028.html",)
    sql = """
with prices as (
  select
    ocid, coalesce(lot, '') as lot, worth,
    count(*) as bids,
    min(bidder) as one,
    max(bidder) as other
  from bids
  where coalesce(status, 'valid') not in ('invited', 'withdrawn') and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, ''), worth
), contests as (
  select
    prices.ocid, prices.lot,
    sum(bids) as bids,
    count(case when prices.worth is null or one is null then 1 end) as unknown,
    max(case when one <> other and prices.worth <> coalesce(contested.worth, -1)
        and prices.worth <> coalesce(lots.worth, -1) then bids end) as alike,
    min(case when one <> other then 'bidders/' || one || chr(10) || 'bidders/' || other end)
      as evidence
  from prices
  join contested on contested.ocid = prices.ocid
  left join lots on lots.ocid = prices.ocid and lots.lot = prices.lot
  group by prices.ocid, prices.lot
), asked as (
  select
    ocid,
    max(bids) as bids,
    max(alike) as alike,
    sum(unknown) as unknown,
    min(case when alike is not null then evidence end) as evidence
  from contests
  group by ocid
)
select
  contested.ocid as subject,
  coalesce(alike, 0) as value,
  2 as threshold,
  case when alike is not null then true when unknown = 0 then false end as flagged,
  'bids.worth' as missing,
  evidence
from contested
left join asked on asked.ocid = contested.ocid
where coalesce(bids, 2) > 1
"""
    examples = (
        Example(
            """
            processes: ocid | status | amount
            lot   | complete |
            lots  | complete |
            guess | complete | 100
            blank | complete |
            none  | complete |

            bids: ocid | bid | lot | lots | bidder | status | amount
            lot   | 1 | 1 | 1 | A     | valid        | 100
            lot   | 2 | 1 | 1 | B + C | disqualified | 100
            lots  | 1 | 1 | 1 | A     | valid        | 100
            lots  | 2 | 2 | 1 | B     | valid        | 100
            lots  | 3 | 2 | 1 | A     | valid        | 110
            guess | 1 |   |   | A     | valid        | 100
            guess | 2 |   |   | B     | valid        | 100
            blank | 1 |   |   | A     | valid        | 100
            blank | 2 |   |   | B     | valid        |
            """,
            flagged=("lot",),
            clear=("lots", "guess"),
            not_computable=(("blank", "bids.worth"), ("none", "bids.worth")),
            values=(("lot", 2),),
        ),
    )
