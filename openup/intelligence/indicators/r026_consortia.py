"""R026: consortia win unusually much in one market."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class ManyConsortia(Flag):
    """Awards to several suppliers together are far more common in a market than in others.

    ## Why it is a flag
    Firms that could each do the work alone, and bid together, have no rivals left.

    ## How it is measured
    The share of awards in force that have more than one supplier, among those of processes whose
    items are of a class, against the share of the whole file: by how many standard errors it lies
    above, where there are enough awards. The subject is the class.

    ## What it cannot see
    Works so large or varied that nobody could do them alone.
    """

    code, title = "R026", say("Prevalence of consortia")
    subject, pillar = Subject.MARKET, Pillar.COMPETITION
    needs = ("awards.suppliers", "awards.status", "items.class")
    params = {
        "errors": Param(3, say("standard errors from which it is flagged")),
        "digits": Param(2, say("first characters of a class that are compared")),
        "least": Param(10, say("least number of awards of the market")),
    }
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with classed as (
  select distinct ocid, substring(class, 1, $digits) as class
  from items
  where stage = 'tender' and class is not null
), won as (
  select awards.ocid, case when suppliers > 1 then 1.0 when suppliers = 1 then 0.0 end as joint
  from awards
  join live on live.ocid = awards.ocid
  where awards.status = 'active'
), whole as (
  select avg(joint) as share, count(distinct class) as markets
  from won
  join classed on classed.ocid = won.ocid
), market as (
  select class, avg(joint) as share, count(joint) as known, count(*) as awards
  from won
  join classed on classed.ocid = won.ocid
  group by class
  having count(*) >= $least
), scored as (
  select
    class, known, market.share,
    case when known >= $least and markets > 1 and whole.share > 0 and whole.share < 1
         then (market.share - whole.share) / sqrt(whole.share * (1 - whole.share) / known)
    end as score
  from market
  cross join whole
)
select
  class as subject,
  score as value,
  $errors as threshold,
  score >= $errors as flagged,
  case when known < $least then 'awards.suppliers' else 'peers' end as missing
from scored
"""
    examples = (
        Example(
            """
            processes: ocid
            1
            2
            3
            4

            items: ocid | stage | item | class
            1 | tender | 1 | 4321
            2 | tender | 1 | 7210
            3 | tender | 1 | 9911
            4 | tender | 1 | 9911

            awards: ocid | award | status | suppliers
            1 | 1 | active | 1
            1 | 2 | active | 1
            1 | 3 | active | 1
            1 | 4 | active | 1
            2 | 1 | active | 2
            2 | 2 | active | 3
            3 | 1 | active |
            4 | 1 | active |
            """,
            flagged=("72",),
            clear=("43",),
            not_computable=(("99", "awards.suppliers"),),
            given=(("least", 2), ("errors", 1.9)),
        ),
        Example(
            """
            processes: ocid
            1

            items: ocid | stage | item | class
            1 | tender | 1 | 4321

            awards: ocid | award | status | suppliers
            1 | 1 | active | 1
            1 | 2 | active | 2
            """,
            not_computable=(("43", "peers"),),
            given=(("least", 2),),
        ),
    )
