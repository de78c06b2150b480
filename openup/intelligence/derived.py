"""What many rules would work out again and again from the tables, said once under a name.

Rules ask these as they ask tables. They are views; before many rules are asked, `laid.keep` has
each of them worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openup.store.sql import Sql, fill


@dataclass(frozen=True, slots=True)
class Derived:
    """A named question over the tables and those before it. `kept` is whether it pays to keep."""

    name: str
    query: Sql
    kept: bool = True


LIVE: Final = Derived(
    "live",
    fill("select * from processes where coalesce(status, '') not in ('cancelled')"),
    kept=False,
)
"""The processes that were not cancelled."""

AWARDED: Final = Derived(
    "awarded",
    fill("""
select
  ocid,
  count(case when status = 'active' then 1 end) as awards,
  count(case when status not in ('active', 'cancelled', 'unsuccessful') then 1 end) as pending,
  min(case when status = 'active' then supplier end) as supplier,
  max(case when status = 'active' then supplier end) as other_supplier,
  min(case when status = 'active' then suppliers end) as suppliers,
  cast(sum(case when status = 'active' then worth end) as double) as worth,
  count(case when status = 'active' and worth is null then 1 end) as unpriced,
  min(date) as first_award
from awards
group by ocid
"""),
)
"""The awards of each process: how many are in force or not decided, to whom, and of what worth.

All awards in force are of one supplier where `supplier` is `other_supplier`.
"""

CONTESTED: Final = Derived(
    "contested",
    fill("""
select *
from live
where coalesce(method, 'open') <> 'direct'
  and (status = 'complete' or ocid in (select ocid from awarded where awards > 0))
"""),
    kept=False,
)
"""The live processes that were no direct award and have ended: in these there are bids."""

HEARD: Final = Derived(
    "heard",
    fill("""
select
  ocid,
  count(case when coalesce(status, '') not in ('invited', 'withdrawn') then 1 end) as handed,
  min(case when coalesce(status, '') not in ('invited', 'withdrawn') then bidder end) as bidder,
  max(case when coalesce(status, '') not in ('invited', 'withdrawn') then bidder end)
    as other_bidder,
  min(case when status = 'valid' then bidder end) as standing,
  max(case when status = 'valid' then bidder end) as other_standing,
  count(case when status = 'disqualified' then 1 end) as disqualified,
  count(case when status is null then 1 end) as unjudged,
  count(case when status = 'valid' and date is null then 1 end) as undated,
  count(case when status not in ('invited', 'withdrawn') and worth is null then 1 end)
    as unpriced,
  min(case when status not in ('invited', 'withdrawn') then worth end) as lowest,
  min(case when status = 'disqualified' then worth end) as lowest_disqualified,
  min(case when status = 'valid' then worth end) as lowest_valid
from bids
group by ocid
"""),
)
"""The bids of each process: how many were handed in, whose stood, and the lowest of each kind.

A process has several bidders where `bidder` is not `other_bidder`, one valid where `standing` is
`other_standing`. `undated`, `unpriced` and `unjudged` count bids that lack what is asked of them.
"""

CLASSED: Final = Derived(
    "classed",
    fill("""
select ocid, min(class) as class, max(class) as other_class
from items
where stage = 'tender' and class is not null
group by ocid
"""),
)
"""The first and the last class of the items of each tender, in the order of the alphabet.

Where both begin alike, all of them do.
"""

DERIVED: Final = (LIVE, AWARDED, CONTESTED, HEARD, CLASSED)
"""In an order in which each is made from those before it."""
