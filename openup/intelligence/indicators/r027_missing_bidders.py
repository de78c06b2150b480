"""R027: a firm that always bids did not."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class MissingBidders(Flag):
    """A firm that bids nearly every time for this buyer and class of goods stayed away.

    ## Why it is a flag
    Firms that share a market take turns, and whoever was paid or pressed to stay away does not bid.

    ## How it is measured
    The processes of a buyer whose items are of one class, in the order of their dates: a bidder is
    regular when it bid in at least half of those before, and there were enough. The value is how
    many regular bidders are missing. Direct awards are left out.

    ## What it cannot see
    Firms that closed, were full of work, or were not able to do what was asked this time.
    """

    code, title = "R027", say("Missing bidders")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("bidders.party", "processes.buyer", "processes.first_date", "items.class")
    params = {
        "digits": Param(4, say("first characters of a class that are compared")),
        "before": Param(5, say("least number of processes before")),
    }
    derivation = Derivation.PROPOSAL
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with present as (
  select distinct bidders.ocid, bidders.party
  from bidders
  left join bids as void on void.ocid = bidders.ocid and void.bid = bidders.bid
    and void.status in ('invited', 'withdrawn')
  where void.ocid is null and bidders.bid is not null and bidders.party is not null
), ordered as (
  select
    live.ocid, buyer, substring(class, 1, $digits) as class,
    row_number() over (
      partition by buyer, substring(class, 1, $digits)
      order by coalesce(tender_starts, first_date), live.ocid
    ) as place
  from live
  join classed on classed.ocid = live.ocid
    and substring(class, 1, $digits) = substring(other_class, 1, $digits)
  where coalesce(method, '-') <> 'direct' and buyer is not null
    and coalesce(tender_starts, first_date) is not null
    and live.ocid in (select ocid from present)
), seen as (
  select
    buyer, class, party, place,
    row_number() over (partition by buyer, class, party order by place) as times,
    lead(place) over (partition by buyer, class, party order by place) as again
  from ordered
  join present on present.ocid = ordered.ocid
), gaps as (
  select
    buyer, class, party,
    greatest(place + 1, $before + 1) as first_place,
    least(coalesce(again, 2 * times + 2) - 1, 2 * times + 1) as last_place
  from seen
  where coalesce(again, 2 * times + 2) > place + 1 and 2 * times + 1 >= $before + 1
), missed as (
  select
    ordered.ocid,
    count(*) as firms,
    array_join(array_sort(collect_set('bidders/' || party)), chr(10)) as evidence
  from gaps
  join ordered on ordered.buyer = gaps.buyer and ordered.class = gaps.class
    and ordered.place between gaps.first_place and gaps.last_place
  group by ordered.ocid
)
select
  ordered.ocid as subject,
  coalesce(firms, 0) as value,
  1 as threshold,
  case when place > $before then firms is not null end as flagged,
  'peers' as missing,
  buyer || ' | ' || class as peers,
  evidence
from ordered
left join missed on missed.ocid = ordered.ocid
"""
    examples = (
        Example(
            """
            processes: ocid | buyer | first_date
            p1 | B | 2024-01-01
            p2 | B | 2024-02-01
            p3 | B | 2024-03-01
            p4 | B | 2024-04-01

            items: ocid | stage | item | class
            p1 | tender | 1 | 4321
            p2 | tender | 1 | 4321
            p3 | tender | 1 | 4321
            p4 | tender | 1 | 4321

            bids: ocid | bid | status
            p1 | 1 | valid
            p1 | 2 | valid
            p2 | 1 | valid
            p2 | 2 | valid
            p3 | 1 | valid
            p4 | 1 | valid
            p4 | 2 | valid

            bidders: ocid | bid | party
            p1 | 1 | A
            p1 | 2 | R
            p2 | 1 | A
            p2 | 2 | R
            p3 | 1 | A
            p4 | 1 | A
            p4 | 2 | R
            """,
            flagged=("p3",),
            clear=("p4",),
            not_computable=(("p1", "peers"), ("p2", "peers")),
            values=(("p3", 1), ("p4", 0)),
            given=(("before", 2),),
        ),
    )
