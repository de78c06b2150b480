"""R019: a buyer gets fewer bidders than others for the same thing."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class FewBidders(Flag):
    """The contests of a buyer in a class of goods draw far fewer bidders than those of others.

    ## Why it is a flag
    Where others find rivals and one buyer does not, firms may have learnt not to try there.

    ## How it is measured
    The mean number of tenderers of the buyer's open and selective processes in a class, against the
    median of all such processes in that class, where both are enough. It is flagged under a share
    of the median. The subject is the buyer and the class.

    ## What it cannot see
    Places that are hard to reach, and purchases that are small for the class.
    """

    code, title = "R019", say("Low number of bidders for item and procuring entity")
    subject, pillar = Subject.PAIR, Pillar.COMPETITION
    needs = ("processes.tenderers", "processes.buyer", "processes.method", "items.class")
    params = {
        "share": Param(0.5, say("share of the median under which it is flagged")),
        "digits": Param(2, say("first characters of a class that are compared")),
        "least": Param(3, say("least number of processes of the buyer")),
        "peers": Param(10, say("least number of processes to compare with")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with classed as (
  select distinct ocid, substring(class, 1, $digits) as class
  from items
  where stage = 'tender' and class is not null
), asked as (
  select buyer, class, case when tenderers > 0 then tenderers end as tenderers
  from live
  join classed on classed.ocid = live.ocid
  where method in ('open', 'selective') and buyer is not null
), market as (
  select class, percentile(tenderers, 0.5) as median, count(tenderers) as processes
  from asked
  group by class
), own as (
  select buyer, class, avg(tenderers) as mean, count(tenderers) as known, count(*) as processes
  from asked
  group by buyer, class
  having count(*) >= $least
)
select
  buyer || ' | ' || own.class as subject,
  mean as value,
  $share * median as threshold,
  case when own.known >= $least and market.processes >= $peers
       then mean < $share * median end as flagged,
  case when own.known < $least then 'processes.tenderers' else 'peers' end as missing,
  own.class as peers
from own
join market on market.class = own.class
"""
    examples = (
        Example(
            """
            processes: ocid | method | buyer | tenderers
            1 | open | few  | 1
            2 | open | few  | 1
            3 | open | many | 5
            4 | open | many | 4
            5 | open | more | 6
            6 | open | more | 6
            7 | open | dark |
            8 | open | dark |
            9 | open | lone | 1
            0 | open | lone | 1

            items: ocid | stage | item | class
            1 | tender | 1 | 4321
            2 | tender | 1 | 4322
            3 | tender | 1 | 4321
            4 | tender | 1 | 4321
            5 | tender | 1 | 4321
            6 | tender | 1 | 4321
            7 | tender | 1 | 4321
            8 | tender | 1 | 4321
            9 | tender | 1 | 7210
            0 | tender | 1 | 7210
            """,
            flagged=("few | 43",),
            clear=("many | 43", "more | 43"),
            not_computable=(("dark | 43", "processes.tenderers"), ("lone | 72", "peers")),
            values=(("few | 43", 1), ("many | 43", 4.5)),
            given=(("least", 2), ("peers", 6)),
        ),
    )
