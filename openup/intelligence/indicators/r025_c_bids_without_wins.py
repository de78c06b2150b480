"""R025-C: a bidder with many bids won next to none."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class BidsWithoutWins(Flag):
    """A bidder took part in at least so many contests and won hardly any.

    ## Why it is a flag
    A firm that pays for bids it never wins may be bidding to make another look cheap.

    ## How it is measured
    Lots, or processes without lots, that have an award in force: those where the bidder handed in a
    bid, each counted once, and the share of them that it won. A consortium is a bidder of its own.
    Whoever bid fewer times than the least number is not judged.

    ## What it cannot see
    Why the bids lost: an honest firm with high prices looks the same.
    """

    code, title = "R025-C", say("Many bids, next to no wins")
    subject, pillar = Subject.BIDDER, Pillar.COMPETITION
    needs = ("bids.bidder", "bids.status", "awards.supplier", "awards.status")
    params = {
        "bids": Param(10, say("least number of contests")),
        "share": Param(0.05, say("share of wins under which it is flagged")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://github.com/kachmaroman/prozorro-anomaly-detection",)
    sql = """
with awarded as (
  select ocid, coalesce(lot, '') as lot, min(supplier) as one, max(supplier) as other,
    count(*) - count(supplier) as unknown
  from awards
  where status = 'active' and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, '')
), seen as (
  select
    bids.bidder, bids.ocid, coalesce(bids.lot, '') as lot,
    max(case when bids.bidder in (one, other) then 1 else 0 end) as won,
    max(case when one is null or unknown > 0 then 1 else 0 end) as unknown
  from bids
  join awarded on awarded.ocid = bids.ocid and awarded.lot = coalesce(bids.lot, '')
  where bids.status in ('valid', 'disqualified', 'pending') and bids.bidder is not null
    and bids.ocid in (select ocid from live)
  group by bids.bidder, bids.ocid, coalesce(bids.lot, '')
), tally as (
  select bidder, count(*) as bids, sum(unknown) as unknown,
    cast(sum(won) as double) / count(*) as share
  from seen
  group by bidder
  having count(*) >= $bids
)
select
  bidder as subject,
  share as value,
  $share as threshold,
  case when share >= $share then false when unknown = 0 then true end as flagged,
  'awards.supplier' as missing
from tally
"""
    examples = (
        Example(
            """
            processes: ocid
            1
            2
            3
            4

            awards: ocid | award | lot | status | supplier
            1 | 1 | 1 | active | A
            1 | 2 | 2 | active | B
            2 | 1 |   | active | A
            3 | 1 |   | active | A
            4 | 1 |   | active |

            bids: ocid | bid | lot | bidder | status
            1 | 1 | 1 | A    | valid
            1 | 2 | 1 | Much | valid
            1 | 3 | 2 | Much | disqualified
            2 | 1 |   | Much | valid
            2 | 2 |   | A    | valid
            3 | 1 |   | A    | valid
            2 | 3 |   | C    | valid
            3 | 2 |   | C    | valid
            4 | 1 |   | C    | valid
            """,
            flagged=("Much",),
            clear=("A",),
            not_computable=(("C", "awards.supplier"),),
            values=(("Much", 0), ("A", 1)),
            given=(("bids", 3),),
        ),
    )
