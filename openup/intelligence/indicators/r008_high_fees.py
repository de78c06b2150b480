"""R008: the fee to take part is high for the value of the tender."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class HighFees(Flag):
    """What it costs to take part is unusually high beside the value of the tender.

    ## Why it is a flag
    A fee that small firms cannot pay leaves the contest to the few that can, or to one.

    ## How it is measured
    The fees of a process, in the base currency, over the value of the tender, against the upper
    fence of all processes with a fee (the third quartile and 1.5 times the distance of the
    quartiles). Where the quartiles are the same, or there are too few, it is not computable.

    ## What it cannot see
    Guarantees and travel, which can cost more than any fee.
    """

    code, title = "R008", say("Unreasonable participation fees")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("fees.worth", "processes.worth")
    params = {"peers": Param(10, say("least number of processes to compare with"))}
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://github.com/open-contracting-extensions/ocds_participationFee_extension",
    )  # fmt: skip
    sql = """
with charged as (
  select ocid, cast(sum(worth) as double) as fee, count(*) - count(worth) as unknown
  from fees
  group by ocid
), asked as (
  select
    live.ocid,
    case when live.worth > 0 and unknown = 0 then fee / cast(live.worth as double) end as share,
    case when coalesce(live.worth, 0) <= 0 then 'processes.worth' else 'fees.worth' end as missing
  from live
  join charged on charged.ocid = live.ocid
), quartiles as (
  select
    unbiased_percentile(collect_list(share), 0.25) as low,
    unbiased_percentile(collect_list(share), 0.75) as high,
    count(share) as peers
  from asked
), fence as (
  select case when peers >= $peers and high > low then high + 1.5 * (high - low) end as fence
  from quartiles
)
select
  ocid as subject,
  share as value,
  fence as threshold,
  share >= fence as flagged,
  case when share is null then missing else 'peers' end as missing
from asked
cross join fence
"""
    examples = (
        Example(
            """
            processes: ocid | amount
            a     | 10000
            b     | 10000
            c     | 10000
            d     | 10000
            e     | 10000
            high  | 10000
            blank |

            fees: ocid | fee | amount
            a     | 1 | 10
            b     | 1 | 11
            c     | 1 | 12
            d     | 1 | 13
            e     | 1 | 14
            high  | 1 | 400
            high  | 2 | 100
            blank | 1 | 10
            """,
            flagged=("high",),
            clear=("a", "b", "c", "d", "e"),
            not_computable=(("blank", "processes.worth"),),
            values=(("high", 0.05),),
            given=(("peers", 5),),
        ),
        Example(
            """
            processes: ocid | amount
            a | 10000

            fees: ocid | fee | amount
            a | 1 | 10
            """,
            not_computable=(("a", "peers"),),
        ),
    )
