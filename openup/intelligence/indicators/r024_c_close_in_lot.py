"""R024-C: the second bid of a lot was very close to the winning one."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class CloseInLot(Flag):
    """In some lot, the lowest bid that lost was within a small share of the price that won.

    ## Why it is a flag
    Bidders who agree who is to win bid just above that price, and so does one who was told it.

    ## How it is measured
    Within each lot, and within the process where there are none: the lowest valid bid of anybody
    else less the winner's lowest, divided by the winner's, in the base currency. A consortium is
    one bidder. Lots with one award in force are compared, where the winner was the lowest; the
    value is the least share. The threshold is a fixed share, not a fence of the file.

    ## What it cannot see
    Bids for several lots at one price, and markets where prices are close by nature.
    """

    code, title = "R024-C", say("Price close to the winning bid, lot by lot")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.worth", "bids.status", "bids.bidder", "awards.supplier", "awards.status")
    params = {"share": Param(0.01, say("share under which a price is close"))}
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://cardinal.readthedocs.io/en/latest/cli/indicators/R/024.html",
    )
    sql = """
with awarded as (
  select ocid, coalesce(lot, '') as lot, min(supplier) as winner
  from awards
  where status = 'active' and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, '')
  having count(*) = 1
), priced as (
  select
    awarded.ocid,
    awarded.lot,
    cast(min(case when bids.bidder = winner then bids.worth end) as double) as best,
    cast(min(case when bids.bidder <> winner then bids.worth end) as double) as next,
    count(*) - count(bids.worth) as unknown,
    count(bids.ocid) as bids,
    count(bids.ocid) - count(bids.bidder) as nameless
  from awarded
  left join bids on bids.ocid = awarded.ocid and coalesce(bids.lot, '') = awarded.lot
    and bids.status = 'valid' and coalesce(bids.lots, 0) <= 1
  group by awarded.ocid, awarded.lot
  having count(bids.ocid) = 0
    or min(bids.bidder) <> max(bids.bidder)
    or count(bids.ocid) > count(bids.bidder)
), asked as (
  select
    ocid,
    min((next - best) / best) as ratio,
    sum(case when best is null or next is null then 1 else unknown end) as unknown,
    sum(nameless) as nameless
  from priced
  where bids = 0 or best is null or next is null or best > 0 and next >= best
  group by ocid
)
select
  contested.ocid as subject,
  ratio as value,
  $share as threshold,
  case when ratio < $share then true when unknown = 0 then false end as flagged,
  case when nameless > 0 then 'bids.bidder' else 'bids.worth' end as missing
from contested
join asked on asked.ocid = contested.ocid
"""
    examples = (
        Example(
            """
            processes: ocid
            near
            far
            blank
            dear
            none
            who

            awards: ocid | award | lot | lots | status | supplier
            near  | 1 | 1 | 1 | active | W
            near  | 2 | 2 | 1 | active | L + M
            far   | 1 |   |   | active | W
            blank | 1 |   |   | active | W
            dear  | 1 |   |   | active | W
            none  | 1 |   |   | active | W
            who   | 1 |   |   | active | W

            bids: ocid | bid | lot | lots | bidder | status | amount
            near  | 1 | 1 | 1 | W     | valid | 100
            near  | 2 | 1 | 1 | L     | valid | 150
            near  | 3 | 2 | 1 | W     | valid | 200.50
            near  | 4 | 2 | 1 | L + M | valid | 200
            far   | 1 |   |   | W     | valid | 100
            far   | 2 |   |   | L     | valid | 120
            blank | 1 |   |   | W     | valid | 100
            blank | 2 |   |   | L     | valid |
            dear  | 1 |   |   | W     | valid | 101
            dear  | 2 |   |   | L     | valid | 100
            who   | 1 |   |   | W     | valid | 100
            who   | 2 |   |   |       | valid | 100
            who   | 3 |   |   |       | valid | 100
            """,
            flagged=("near",),
            clear=("far",),
            not_computable=(
                ("blank", "bids.worth"),
                ("none", "bids.worth"),
                ("who", "bids.bidder"),
            ),
            values=(("near", 0.0025), ("far", 0.2)),
        ),
    )
