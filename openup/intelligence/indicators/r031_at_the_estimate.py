"""R031: the winning price met the estimate."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class AtTheEstimate(Flag):
    """What was awarded is all but the estimate of the tender, or above it.

    ## Why it is a flag
    Rivals drive a price below the estimate; who knows it and has none asks all of it.

    ## How it is measured
    The awards in force together over the value of the tender, in the base currency, for open and
    selective methods. Framework agreements are left out: their awards share one value. Where the
    awards are many times the value, the value is no estimate, and the flag is not computable.

    ## What it cannot see
    Estimates that were too low, prices set by a tariff, and offices that write the price of the
    award where the estimate should stand.
    """

    code, title = "R031", say("Winning bid price very close or higher than estimated price")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("processes.worth", "processes.method", "awards.worth", "awards.status")
    params = {
        "share": Param(0.995, say("share of the estimate from which it is flagged")),
        "most": Param(10, say("times the value above which it is no estimate")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with asked as (
  select
    live.ocid,
    case when unpriced = 0 and live.worth > 0 and awarded.worth <= $most * live.worth
         then awarded.worth / cast(live.worth as double) end as share,
    case when unpriced > 0 then 'awards.worth' else 'processes.worth' end as missing
  from live
  join awarded on awarded.ocid = live.ocid
  where awards > 0 and method in ('open', 'selective') and not coalesce(framework, false)
)
select
  ocid as subject,
  share as value,
  $share as threshold,
  share >= $share as flagged,
  missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | method | amount | framework
            full  | open   | 1000 |
            less  | open   | 1000 |
            blank | open   |      |
            none  | open   | 1000 |
            one   | open   | 1    |
            frame | open   | 1000 | true
            sole  | direct | 1000 |

            awards: ocid | award | status | amount
            full  | 1 | active    | 500
            full  | 2 | active    | 499
            full  | 3 | cancelled | 100
            less  | 1 | active    | 800
            blank | 1 | active    | 800
            none  | 1 | active    |
            frame | 1 | active    | 1000
            one   | 1 | active    | 668000
            sole  | 1 | active    | 1000
            """,
            flagged=("full",),
            clear=("less",),
            not_computable=(
                ("blank", "processes.worth"),
                ("none", "awards.worth"),
                ("one", "processes.worth"),
            ),
            values=(("full", 0.999), ("less", 0.8)),
        ),
    )
