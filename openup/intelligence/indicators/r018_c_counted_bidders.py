"""R018-C: only one bidder, counted."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class CountedSingleBid(Flag):
    """Only one bidder took part in an open contest, or in one of its lots, as far as is published.

    ## Why it is a flag
    Where nobody else bids, nothing holds the price down, and a requirement that was written for one
    firm looks just like this.

    ## How it is measured
    The bidders of the emptiest lot are counted from the bids, where a consortium is one bidder and
    a bid for several lots counts in each. Where the bids show fewer bidders than the published
    number of tenderers, or there are none, that number is taken, and where it lacks, the parties
    whose role is tenderer.

    ## What it cannot see
    Markets that have one supplier, rivals who bid only for show, and losing bids that were not
    published where no number of tenderers is.
    """

    code, title = "R018-C", say("Single bid, counted")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("processes.method", "processes.tenderers", "bids.bidder", "parties.roles")
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://cardinal.readthedocs.io/en/latest/cli/indicators/R/018.html",
    )
    sql = """
with contests as (
  select
    ocid,
    case when lots > 1 then '*' else coalesce(lot, '') end as lot,
    count(distinct coalesce(bidder, bid)) as bidders
  from bids
  where coalesce(status, 'valid') not in ('invited', 'withdrawn')
  group by ocid, case when lots > 1 then '*' else coalesce(lot, '') end
), bid as (
  select
    ocid,
    sum(bidders) as most,
    coalesce(min(case when lot <> '*' then bidders end), 0)
      + coalesce(max(case when lot = '*' then bidders end), 0) as least
  from contests
  group by ocid
), listed as (
  select ocid, count(distinct party) as parties
  from parties
  where ' ' || roles || ' ' like '% tenderer %'
  group by ocid
), asked as (
  select
    live.ocid,
    live.method,
    case when bid.most >= coalesce(live.tenderers, 0) then bid.least
         when live.tenderers > 0 then live.tenderers
         else listed.parties end as bidders
  from live
  left join bid on bid.ocid = live.ocid
  left join listed on listed.ocid = live.ocid
  where coalesce(live.method, 'open') in ('open', 'selective')
    and (bid.ocid is not null or live.tenderers > 0 or listed.ocid is not null
         or coalesce(live.status, 'complete') = 'complete')
)
select
  ocid as subject,
  bidders as value,
  1 as threshold,
  case when method is not null then bidders = 1 end as flagged,
  case when method is null then 'processes.method' else 'processes.tenderers' end as missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | method | tenderers | status
            one   | open      |   | complete
            lots  | open      | 2 | complete
            wide  | selective |   | complete
            only  | open      | 3 | complete
            party | open      | 0 | complete
            none  | open      |   | complete
            odd   |           | 1 | complete
            soon  | open      |   | active
            sole  | direct    | 1 | complete

            bids: ocid | bid | bidder | lot | lots | status
            one  | 1 | A + B |   |   | valid
            one  | 2 | C     |   |   | withdrawn
            lots | 1 | A     | 1 | 1 | valid
            lots | 2 | B     | 1 | 1 | valid
            lots | 3 | A     | 2 | 1 | valid
            wide | 1 | A     | 1 | 1 | valid
            wide | 2 | B     |   | 2 | valid
            only | 1 | A     |   |   | valid

            parties: ocid | party | roles
            party | A | tenderer supplier
            party | B | buyer
            """,
            flagged=("one", "lots", "party"),
            clear=("wide", "only"),
            not_computable=(("none", "processes.tenderers"), ("odd", "processes.method")),
            values=(("one", 1), ("wide", 2), ("only", 3)),
        ),
    )
