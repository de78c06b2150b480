"""R032: two bidders have the same beneficial owner."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class SharedOwner(Flag):
    """Two bidders of one process are owned, in the end, by the same person.

    ## Why it is a flag
    Whoever owns both bids against nobody. The federal law forbids an award where bidders for
    the same item share a partner.

    ## How it is measured
    The beneficial owners of the bidders of a process: flagged when one owner, by identifier or,
    where there is none, by name, stands behind two of them. Bids withdrawn are left out. Where
    some bidder of a process with several says no owner, and none is shared, it is not computable.

    ## What it cannot see
    Owners who hide behind others, and different persons of one name.
    """

    code, title = "R032", say("Bidders share same beneficial owner")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("owners.owner", "owners.name", "bidders.party")
    derivation = Derivation.LEGAL
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
    and bidders.ocid in (select ocid from owners where kind = 'beneficial')
), owned as (
  select
    present.ocid, present.bid, present.party,
    coalesce(owner, lower(trim(owners.name))) as owner
  from present
  left join owners on owners.ocid = present.ocid and owners.party = present.party
    and owners.kind = 'beneficial'
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
    count(distinct case when owner is not null then party end) as known
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

            owners: ocid | party | kind | owner | name
            same  | A | beneficial  |   | Ana López
            same  | B | beneficial  |   | ANA LÓPEZ
            apart | A | beneficial  | 1 | Ana López
            apart | B | beneficial  | 1 | Ana López
            apart | C | beneficial  | 2 | Eva Ruiz
            apart | C | shareholder | 1 | Ana López
            team  | A | beneficial  | 1 | Ana López
            team  | B | beneficial  | 1 | Ana López
            team  | C | beneficial  | 2 | Eva Ruiz
            dark  | A | beneficial  | 1 | Ana López
            """,
            flagged=("same",),
            clear=("apart", "team"),
            not_computable=(("dark", "owners.owner"), ("none", "owners.owner")),
            values=(("same", 2),),
        ),
    )
