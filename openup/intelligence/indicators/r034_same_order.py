"""R034: two bidders hand in one right after the other, every time."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class SameOrder(Flag):
    """Two bidders handed in their bids shortly one after the other, in the same order, every time.

    ## Why it is a flag
    Bids that are written in one office are carried there together.

    ## How it is measured
    The processes where both made one dated bid: the share of them where the same one came first and
    the other followed within so many hours. Processes with very many bidders are left out. The
    subject is the pair, the first of them first.

    ## What it cannot see
    Firms that both bid in the last hour, as most do: the share and the least number guard against
    it, and a short span does more.
    """

    code, title = "R034", say("Bids submitted in same order")
    subject, pillar = Subject.PAIR, Pillar.COMPETITION
    needs = ("bids.date", "bids.bidder", "bids.status")
    params = {
        "share": Param(0.9, say("share from which it is flagged")),
        "hours": Param(1, say("hours within which the second follows")),
        "least": Param(5, say("least number of processes of both")),
        "most": Param(20, say("bidders above which a process is left out")),
    }
    derivation = Derivation.PROPOSAL
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with handed as (
  select ocid, bidder, min(date) as date
  from bids
  where coalesce(status, 'valid') not in ('invited', 'withdrawn') and bidder is not null
    and ocid in (select ocid from live)
  group by ocid, bidder
), often as (
  select bidder
  from handed
  group by bidder
  having count(*) >= $least
), small as (
  select ocid
  from handed
  group by ocid
  having count(*) between 2 and $most
), kept as (
  select handed.ocid, handed.bidder, date
  from handed
  join small on small.ocid = handed.ocid
  join often on often.bidder = handed.bidder
), pairs as (
  select
    one.bidder as one,
    other.bidder as other,
    count(*) as processes,
    count(case when one.date is not null and other.date is not null then 1 end) as dated,
    count(case when seconds_between(one.date, other.date) between 0 and 3600 * $hours then 1 end)
      as ahead,
    count(case when seconds_between(other.date, one.date) between 0 and 3600 * $hours then 1 end)
      as behind
  from kept as one
  join kept as other on other.ocid = one.ocid and one.bidder < other.bidder
  group by one.bidder, other.bidder
  having count(*) >= $least
), shown as (
  select
    pairs.one,
    pairs.other,
    array_join(array_sort(collect_set('processes/' || first.ocid)), chr(10)) as evidence
  from pairs
  join kept as first on first.bidder = pairs.one
  join kept as second on second.ocid = first.ocid and second.bidder = pairs.other
  where dated >= $least and greatest(ahead, behind) >= $share * dated
  group by pairs.one, pairs.other
)
select
  case when behind > ahead then pairs.other || ' | ' || pairs.one
       else pairs.one || ' | ' || pairs.other end as subject,
  greatest(ahead, behind) / nullif(cast(dated as double), 0) as value,
  $share as threshold,
  case when dated >= $least then greatest(ahead, behind) >= $share * dated end as flagged,
  'bids.date' as missing,
  evidence
from pairs
left join shown on shown.one = pairs.one and shown.other = pairs.other
"""
    examples = (
        Example(
            """
            processes: ocid
            1
            2

            bids: ocid | bid | bidder | status | date
            1 | 1 | A | valid | 2024-01-05 09:10
            1 | 2 | B | valid | 2024-01-05 09:00
            1 | 3 | C | valid | 2024-01-05 09:20
            1 | 4 | D | valid |
            2 | 1 | A | valid | 2024-02-05 16:30
            2 | 2 | B | valid | 2024-02-05 16:00
            2 | 3 | C | valid | 2024-02-04 10:00
            2 | 4 | D | valid |
            """,
            flagged=("B | A",),
            clear=("A | C", "B | C"),
            not_computable=(("A | D", "bids.date"), ("B | D", "bids.date"), ("C | D", "bids.date")),
            values=(("B | A", 1), ("A | C", 0.5)),
            given=(("least", 2),),
        ),
    )
