"""R025: a bidder bids much and hardly ever wins."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class ManyLosses(Flag):
    """A bidder took part in many processes and won unusually few of them.

    ## Why it is a flag
    A firm that pays for bids it never wins may be bidding to make another look cheap.

    ## How it is measured
    Of the processes with one award in force to one supplier and no open award, those where the
    bidder made a valid bid, each counted once, and how many of them it won. It is flagged when it
    bid at least as often as the percentile of all bidders and its share is at or under the lower
    fence of all shares. Where the fence is not above nought, or the quartiles are the same, the
    flag is not computable.

    ## What it cannot see
    Newcomers and honest losers: a bidder with a single bid can be flagged in a small file, which
    R025-C mends by a least number of bids.
    """

    code, title = "R025", say("Excessive unsuccessful bids")
    subject, pillar = Subject.BIDDER, Pillar.COMPETITION
    needs = ("bids.bidder", "bids.status", "awards.supplier", "awards.status")
    params = {
        "percentile": Param(75, say("percentile of the number of bids from which one is judged")),
        "threshold": Param(0, say("largest share that is flagged; 0 draws a fence")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/025.html",)
    sql = """
with seen as (
  select distinct bids.ocid, bidder, case when bidder = supplier then 1 else 0 end as won
  from bids
  join awarded on awarded.ocid = bids.ocid
  where awards = 1 and pending = 0 and suppliers = 1 and bids.status = 'valid' and bids.bidders = 1
    and bidder is not null and bids.ocid in (select ocid from live)
), tally as (
  select bidder, cast(count(*) as double) as bids, sum(won) / cast(count(*) as double) as ratio
  from seen
  group by bidder
), fences as (
  select
    unbiased_percentile(collect_list(bids), $percentile / 100.0) as many,
    unbiased_percentile(collect_list(ratio), 0.25) as low,
    unbiased_percentile(collect_list(ratio), 0.75) as high
  from tally
), fence as (
  select
    many,
    case when $threshold > 0 then $threshold
         when high > low and low - 1.5 * (high - low) > 0 then low - 1.5 * (high - low)
    end as fence
  from fences
)
select
  bidder as subject,
  ratio as value,
  fence as threshold,
  bids >= many and ratio <= fence as flagged,
  case when bids >= many and fence is null then 'peers' end as missing
from tally
cross join fence
"""
    examples = (
        Example(
            """
            processes: ocid
            1
            2
            3

            awards: ocid | award | status | supplier | suppliers
            1 | 1 | active | A | 1
            2 | 1 | active | B | 1
            3 | 1 | active | C | 1

            bids: ocid | bid | bidder | bidders | status
            1 | 1 | A    | 1 | valid
            1 | 2 | Much | 1 | valid
            2 | 1 | B    | 1 | valid
            2 | 2 | Much | 1 | valid
            3 | 1 | C    | 1 | valid
            3 | 2 | Much | 1 | valid
            3 | 3 |      | 1 | valid
            """,
            flagged=("Much",),
            clear=("A", "B", "C"),
            values=(("Much", 0), ("A", 1)),
            given=(("threshold", 0.05),),
        ),
        Example(
            """
            processes: ocid
            1

            awards: ocid | award | status | supplier | suppliers
            1 | 1 | active | A | 1

            bids: ocid | bid | bidder | bidders | status
            1 | 1 | A | 1 | valid
            """,
            not_computable=(("A", "peers"),),
        ),
    )
