"""R029: the first digits of bids are not those of natural prices."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class Benford(Flag):
    """The first digits of the bids that a buyer gets do not follow Benford's law.

    ## Why it is a flag
    Prices that arise freely begin with a one far more often than with a nine; invented ones rarely
    do.

    ## How it is measured
    The mean distance between the share of each first digit from one to nine, and the share that the
    law gives, over all submitted bids of the buyer's processes, where there are enough. It is
    flagged above the distance that is taken as not conforming.

    ## What it cannot see
    Buyers whose purchases are all of one size, which follow no such law; it says nothing of any
    bid.
    """

    code, title = "R029", say("Bid prices deviate from Benford's law")
    subject, pillar = Subject.BUYER, Pillar.PRICE
    needs = ("bids.amount", "processes.buyer")
    params = {
        "distance": Param(0.015, say("mean distance above which it is flagged")),
        "least": Param(100, say("least number of bids")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/INTVP/proACT",
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
    )
    sql = """
with digits as (
  select buyer, regexp_extract(cast(bids.amount as string), '[1-9]', 0) as digit, count(*) as bids
  from bids
  join live on live.ocid = bids.ocid
  where buyer is not null and coalesce(bids.status, 'valid') not in ('invited', 'withdrawn')
  group by buyer, regexp_extract(cast(bids.amount as string), '[1-9]', 0)
), known as (
  select
    buyer,
    sum(bids) as bids,
    cast(sum(case when digit between '1' and '9' then bids else 0 end) as double) as known
  from digits
  group by buyer
  having sum(bids) >= $least
), law as (
  select '1' as digit, 0.30103 as share
  union all select '2', 0.17609
  union all select '3', 0.12494
  union all select '4', 0.09691
  union all select '5', 0.07918
  union all select '6', 0.06695
  union all select '7', 0.05799
  union all select '8', 0.05115
  union all select '9', 0.04576
), asked as (
  select
    known.buyer,
    case when min(known) >= $least
         then avg(abs(coalesce(digits.bids, 0) / nullif(known, 0) - share)) end as distance
  from known
  cross join law
  left join digits on digits.buyer = known.buyer and digits.digit = law.digit
  group by known.buyer
)
select
  buyer as subject,
  distance as value,
  $distance as threshold,
  distance > $distance as flagged,
  'bids.amount' as missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | buyer
            1 | odd
            2 | free
            3 | dark

            bids: ocid | bid | status | amount
            1 | 1 | valid | 900
            1 | 2 | valid | 950
            1 | 3 | valid | 0.99
            2 | 1 | valid | 100
            2 | 2 | valid | 15
            2 | 3 | valid | 2000
            2 | 4 | valid | 0.31
            2 | 5 | valid | 45
            2 | 6 | valid | 60
            3 | 1 | valid |
            3 | 2 | valid |
            3 | 3 | valid | 10
            """,
            flagged=("odd",),
            clear=("free",),
            not_computable=(("dark", "bids.amount"),),
            given=(("least", 3), ("distance", 0.1)),
        ),
    )
