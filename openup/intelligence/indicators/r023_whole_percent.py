"""R023: bids are a whole percentage apart."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class WholePercent(Flag):
    """The losing bids lie a whole percentage above the lowest, to the cent.

    ## Why it is a flag
    Prices that lie five or ten percent above one bid look as if they were made from it.

    ## How it is measured
    Within each lot, and within the process where there are none: the share of the higher submitted
    bids that are the lowest plus a whole number of percent, within half a cent. Lots with
    enough such bids are asked, whose lowest is not a round amount: round amounts lie whole
    percentages apart by chance.

    ## What it cannot see
    Prices shifted by an uneven amount.
    """

    code, title = "R023", say("Fixed multiple bid prices")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("bids.amount", "bids.currency", "bids.status")
    params = {
        "share": Param(0.8, say("share from which it is flagged")),
        "least": Param(2, say("least number of higher bids")),
        "round": Param(100, say("amounts that are a multiple of this are round")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/devgateway/ocvn",
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
    )
    sql = """
with lowest as (
  select ocid, coalesce(lot, '') as lot, currency, cast(min(amount) as double) as low,
    count(*) - count(amount) as unknown
  from bids
  where coalesce(status, 'valid') not in ('invited', 'withdrawn') and coalesce(lots, 0) <= 1
  group by ocid, coalesce(lot, ''), currency
  having count(*) > $least
), steps as (
  select
    bids.ocid, lowest.lot, low, unknown,
    100 * (cast(amount as double) - low) / low as percent
  from bids
  join lowest on lowest.ocid = bids.ocid and lowest.lot = coalesce(bids.lot, '')
    and coalesce(lowest.currency, '') = coalesce(bids.currency, '')
  where coalesce(status, 'valid') not in ('invited', 'withdrawn') and coalesce(lots, 0) <= 1
    and (low is null or low > 0 and abs(low / $round - round(low / $round)) > 0.000001)
    and (amount is null or cast(amount as double) > low)
), contests as (
  select
    ocid, lot,
    max(unknown) as unknown,
    count(percent) as higher,
    count(case when abs(percent - round(percent)) * low <= 0.5 and round(percent) >= 1
          then 1 end) as whole
  from steps
  group by ocid, lot
), asked as (
  select
    ocid,
    max(higher) as higher,
    max(case when higher >= $least then whole / cast(higher as double) end) as share,
    sum(unknown) as unknown
  from contests
  group by ocid
)
select
  contested.ocid as subject,
  share as value,
  $share as threshold,
  case when share >= $share then true when unknown = 0 then false end as flagged,
  'bids.amount' as missing
from contested
left join heard on heard.ocid = contested.ocid
left join asked on asked.ocid = contested.ocid
where heard.ocid is null or higher >= $least or unknown > 0
"""
    examples = (
        Example(
            """
            processes: ocid | status | method
            made  | complete | open
            free  | complete | open
            round | complete | open
            blank | complete | open
            none  | complete | open
            sole  | complete | direct

            bids: ocid | bid | lot | status | currency | amount
            made  | 1 | | valid | MXN | 12345.67
            made  | 2 | | valid | MXN | 12962.95
            made  | 3 | | valid | MXN | 13580.24
            free  | 1 | | valid | MXN | 12345.67
            free  | 2 | | valid | MXN | 12999.99
            free  | 3 | | valid | MXN | 14120.50
            round | 1 | | valid | MXN | 1000
            round | 2 | | valid | MXN | 1100
            round | 3 | | valid | MXN | 1200
            blank | 1 | | valid | MXN | 12345.67
            blank | 2 | | valid | MXN |
            blank | 3 | | valid | MXN | 14120.50
            """,
            flagged=("made",),
            clear=("free",),
            not_computable=(("blank", "bids.amount"), ("none", "bids.amount")),
            values=(("made", 1), ("free", 0)),
        ),
    )
