"""R022: the bids lie far apart."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class WideBids(Flag):
    """The highest and the lowest bid for the same thing lie unusually far apart.

    ## Why it is a flag
    Bids that nobody could mean to win make one bid look cheap.

    ## How it is measured
    Within each lot, and within the process where there are none: the highest valid bid less the
    lowest, over the mean of the valid bids, in the base currency; the value is that of the widest
    lot. Bids for several lots are left out.

    ## What it cannot see
    Requirements that firms understood differently, and slips of the pen.
    """

    code, title = "R022", say("Wide disparity in bid prices")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.worth", "bids.status", "bids.bidder")
    params = {
        "spread": Param(1, say("distance over mean from which it is flagged")),
        "least": Param(2, say("least number of bids")),
    }
    derivation, fidelity = Derivation.SOURCE, "exact"
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://github.com/dbolshev/Kyrgyzstan-indicators",
    )
    sql = """
with contests as (
  select
    ocid,
    count(*) as bids,
    (max(worth) - min(worth)) / nullif(cast(avg(worth) as double), 0) as spread,
    count(*) - count(worth) as unknown
  from bids
  where status = 'valid' and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, '')
), asked as (
  select
    ocid,
    max(bids) as bids,
    max(case when bids >= $least then spread end) as spread,
    sum(unknown) as unknown
  from contests
  group by ocid
)
select
  contested.ocid as subject,
  spread as value,
  $spread as threshold,
  case when spread > $spread then true when unknown = 0 then false end as flagged,
  'bids.worth' as missing
from contested
left join asked on asked.ocid = contested.ocid
where coalesce(bids, $least) >= $least
"""
    examples = (
        Example(
            """
            processes: ocid | status   | method
            wide  | complete | open
            near  | complete | open
            lots  | complete | open
            blank | complete | open
            alone | complete | open
            none  | complete | open
            sole  | complete | direct

            bids: ocid | bid | lot | lots | status | amount
            wide  | 1 |   |   | valid        | 100
            wide  | 2 |   |   | valid        | 400
            near  | 1 |   |   | valid        | 100
            near  | 2 |   |   | valid        | 120
            near  | 3 |   |   | disqualified | 900
            lots  | 1 | 1 | 1 | valid        | 100
            lots  | 2 | 1 | 1 | valid        | 100
            lots  | 3 | 2 | 1 | valid        | 900
            lots  | 4 |   | 2 | valid        | 990
            blank | 1 |   |   | valid        | 100
            blank | 2 |   |   | valid        |
            alone | 1 |   |   | valid        | 100
            """,
            flagged=("wide",),
            clear=("near", "lots"),
            not_computable=(("blank", "bids.worth"), ("none", "bids.worth")),
            values=(("wide", 1.2), ("lots", 0)),
        ),
    )
