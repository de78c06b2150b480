"""R033: two bidders have the same major shareholder."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class SharedShareholder(Flag):
    """A large part of two bidders of one process belongs to the same shareholder.

    ## Why it is a flag
    Whoever holds much of both gains whichever wins. The federal law forbids an award where
    bidders for the same item share a partner.

    ## How it is measured
    The shareholders of the bidders of a process whose share reaches a least part: flagged when one,
    by identifier or, where there is none, by name, stands in two of them. A share that is not
    published counts as large. Where some bidder of a process with several says no
    shareholders, and none is shared, it is not computable.

    ## What it cannot see
    Shares held through other firms, and different persons of one name.
    """

    code, title = "R033", say("Bidders share same major shareholder")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("owners.owner", "owners.name", "owners.share", "bidders.party")
    params = {"share": Param(0.25, say("least part of a firm that is large"))}
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with present as (
  select bidders.ocid, bidders.bid, bidders.party
  from bidders
  join bids on bids.ocid = bidders.ocid and bids.bid = bidders.bid
  where coalesce(status, 'valid') not in ('invited', 'withdrawn') and bidders.party is not null
    and bidders.ocid in (select ocid from owners where kind = 'shareholder')
), owned as (
  select present.ocid, present.bid, present.party,
    case when coalesce(share, 1) >= $share then coalesce(owner, lower(trim(owners.name))) end
      as owner,
    coalesce(owner, owners.name) is not null as told
  from present
  left join owners on owners.ocid = present.ocid and owners.party = present.party
    and owners.kind = 'shareholder'
), shared as (
  select
    ocid,
    owner,
    count(distinct party) as firms,
    array_join(array_sort(collect_set('bidders/' || party)), chr(10)) as evidence
  from owned
  where owner is not null
  group by ocid, owner
  having min(party) <> max(party) and min(bid) <> max(bid)
), asked as (
  select
    ocid,
    count(distinct party) as firms,
    count(distinct case when told then party end) as known
  from owned
  group by ocid
), told as (
  select ocid, max(firms) as firms, max(evidence) as evidence
  from shared
  group by ocid
)
select
  contested.ocid as subject,
  coalesce(told.firms, 0) as value,
  2 as threshold,
  case when told.ocid is not null then true when known = asked.firms then false end as flagged,
  'owners.owner' as missing,
  evidence
from contested
left join asked on asked.ocid = contested.ocid
left join told on told.ocid = contested.ocid
left join heard on heard.ocid = contested.ocid
where heard.ocid is null or bidder <> other_bidder
"""
    examples = (
        Example(
            """
            processes: ocid | status
            same | complete
            apart | complete
            team | complete
            dark | complete
            none | complete
            alone | complete

            bids: ocid | bid | bidder | status
            same  | 1 | A     | valid
            same  | 2 | B     | valid
            apart | 1 | A     | valid
            apart | 2 | C     | valid
            apart | 3 | B     | withdrawn
            team  | 1 | A + B | valid
            team  | 2 | C     | valid
            dark  | 1 | A     | valid
            dark  | 2 | D     | valid
            alone | 1 | A     | valid

            bidders: ocid | bid | party
            same  | 1 | A
            same  | 2 | B
            apart | 1 | A
            apart | 2 | C
            apart | 3 | B
            team  | 1 | A
            team  | 1 | B
            team  | 2 | C
            dark  | 1 | A
            dark  | 2 | D

            owners: ocid | party | kind | owner | name | share
            same  | A | shareholder | 1 | Ana López | 0.6
            same  | B | shareholder | 1 | Ana López | 0.3
            apart | A | shareholder | 1 | Ana López | 0.6
            apart | B | shareholder | 1 | Ana López | 0.6
            apart | C | shareholder | 1 | Ana López | 0.05
            team  | A | shareholder | 1 | Ana López | 0.6
            team  | B | shareholder | 1 | Ana López | 0.6
            team  | C | shareholder | 1 | Ana López | 0.05
            dark  | A | shareholder | 1 | Ana López | 0.6
            """,
            flagged=("same",),
            clear=("apart", "team"),
            not_computable=(("dark", "owners.owner"), ("none", "owners.owner")),
            values=(("same", 2),),
        ),
    )
