"""R030: a bid that came late won."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class LateBidWon(Flag):
    """A bid was handed in after the last moment, was accepted, and its bidder won.

    ## Why it is a flag
    Whoever bids after the others may know what they asked; rules say that late bids stay closed.

    ## How it is measured
    A valid bid dated after the end of the tender period, one of whose bidders is a supplier of an
    award in force. Moments are compared as instants, whatever zone they were written in. The value
    is by how many days the bid was late.

    ## What it cannot see
    Dates typed by hand or at midnight, and an end that was put off and not published.
    """

    code, title = "R030", say("Late bid won")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = ("bids.date", "bids.status", "processes.tender_ends", "suppliers.party")
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = ("https://cardinal.readthedocs.io/en/latest/cli/indicators/R/030.html",)
    sql = """
with after as (
  select bids.ocid, bids.bid, seconds_between(live.tender_ends, bids.date) as seconds
  from bids
  join live on live.ocid = bids.ocid
  where bids.status = 'valid' and bids.date > live.tender_ends
), late as (
  select
    after.ocid,
    max(seconds) / 86400.0 as days,
    min('bids/' || after.bid || chr(10) || 'bidders/' || bidders.party) as evidence
  from after
  join bidders on bidders.ocid = after.ocid and bidders.bid = after.bid
  join suppliers on suppliers.ocid = after.ocid and suppliers.party = bidders.party
  join awards on awards.ocid = after.ocid and awards.award = suppliers.award
  where awards.status = 'active'
  group by after.ocid
)
select
  live.ocid as subject,
  coalesce(late.days, 0) as value,
  0 as threshold,
  case when late.ocid is not null then true
       when live.tender_ends is not null and undated = 0 then false end as flagged,
  case when live.tender_ends is null then 'processes.tender_ends'
       when late.ocid is null then 'bids.date' end as missing,
  late.evidence
from live
left join heard on heard.ocid = live.ocid
left join late on late.ocid = live.ocid
where live.ocid in (select ocid from awarded where awards > 0)
  and (heard.ocid is not null or coalesce(live.method, '-') <> 'direct')
"""
    examples = (
        Example(
            """
            processes: ocid | tender_ends | method | status
            late  | 2024-03-15 12:00 | open   |
            team  | 2024-03-15 12:00 | open   |
            lost  | 2024-03-15 12:00 | open   |
            time  | 2024-03-15 12:00 | open   |
            never |                  | open   |
            blank | 2024-03-15 12:00 | open   |
            sole  |                  | direct |
            gone  | 2024-03-15 12:00 | open   | cancelled

            awards: ocid | award | status
            late  | 1 | active
            team  | 1 | active
            lost  | 1 | active
            time  | 1 | active
            never | 1 | active
            blank | 1 | active
            sole  | 1 | active
            gone  | 1 | active

            suppliers: ocid | award | party
            late  | 1 | W
            team  | 1 | W
            lost  | 1 | W
            time  | 1 | W
            never | 1 | W
            blank | 1 | W
            sole  | 1 | W
            gone  | 1 | W

            bids: ocid | bid | status | date
            late  | 1 | valid | 2024-03-16 00:00
            team  | 1 | valid | 2024-03-15 12:01
            lost  | 1 | valid | 2024-03-16 00:00
            time  | 1 | valid | 2024-03-15 12:00
            never | 1 | valid | 2024-03-16 00:00
            blank | 1 | valid |
            gone  | 1 | valid | 2024-03-16 00:00

            bidders: ocid | bid | party
            late  | 1 | W
            team  | 1 | V
            team  | 1 | W
            lost  | 1 | L
            time  | 1 | W
            never | 1 | W
            blank | 1 | W
            gone  | 1 | W
            """,
            flagged=("late", "team"),
            clear=("lost", "time"),
            not_computable=(("never", "processes.tender_ends"), ("blank", "bids.date")),
            values=(("late", 0.5),),
        ),
    )
