"""R017: the unit price of an item is far from the usual."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class OddUnitPrice(Flag):
    """An item was bought at a unit price far above or below that of the same thing in that year.

    ## Why it is a flag
    The same thing at many times its usual price needs an explanation, and so does a giveaway.

    ## How it is measured
    The logarithm of the unit price in the base currency, by how many standard deviations it lies
    from the mean of the same class, unit and year, where enough processes bought it. Items of the
    award are asked or, where a process has none with a price, those of the tender. The value is
    that of the oddest item.

    ## What it cannot see
    Quality, and what a class leaves open: a class holds cheap and dear models.
    """

    code, title = "R017", say("Unreasonably low or high line item")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("items.class", "items.unit", "items.unit_worth", "processes.first_date")
    params = {
        "deviations": Param(3, say("standard deviations from which it is flagged")),
        "peers": Param(30, say("least number of items to compare with")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://github.com/dbolshev/Kyrgyzstan-indicators",
    )
    sql = """
with priced as (
  select
    items.ocid, item, stage, class, unit,
    year(coalesce(tender_starts, first_date)) as year,
    ln(cast(unit_worth as double)) as price,
    max(case when stage = 'award' and unit_worth > 0 then 1 else 0 end)
      over (partition by items.ocid) as awarded
  from items
  join live on live.ocid = items.ocid
  where stage in ('tender', 'award') and unit_worth > 0
), asked as (
  select ocid, item, class, unit, year, price
  from priced
  where stage = 'award' or awarded = 0
), usual as (
  select class, unit, year, avg(price) as mean, stddev_samp(price) as spread, count(*) as peers
  from asked
  where class is not null and unit is not null
  group by class, unit, year
), compared as (
  select
    ocid, item, asked.class, asked.unit, peers,
    case when spread > 0 and peers >= $peers then abs((price - mean) / spread) end as score
  from asked
  left join usual on usual.class = asked.class and usual.unit = asked.unit
    and usual.year = asked.year
), told as (
  select
    ocid,
    max(score) as score,
    count(*) - count(class) as classless,
    count(*) - count(unit) as unitless,
    min(case when score >= $deviations then 'items/' || item end) as evidence
  from compared
  group by ocid
)
select
  live.ocid as subject,
  score as value,
  $deviations as threshold,
  score >= $deviations as flagged,
  case when told.ocid is null then 'items.unit_worth'
       when classless > 0 then 'items.class'
       when unitless > 0 then 'items.unit'
       else 'peers' end as missing,
  evidence
from live
left join told on told.ocid = live.ocid
"""
    examples = (
        Example(
            """
            processes: ocid | first_date
            a     | 2024-01-01
            b     | 2024-02-01
            c     | 2024-03-01
            d     | 2024-03-01
            odd   | 2024-04-01
            blank | 2024-04-01
            bare  | 2024-04-01
            other | 2024-04-01

            items: ocid | stage | item | class | unit | unit_amount
            a     | award  | 1 | 4321 | piece | 10
            a     | tender | 2 | 4321 | piece | 9000
            b     | award  | 1 | 4321 | piece | 11
            c     | award  | 1 | 4321 | piece | 10
            d     | tender | 1 | 4321 | piece | 11
            odd   | award  | 1 | 4321 | piece | 900
            blank | award  | 1 | 4321 | piece |
            bare  | award  | 1 |      | piece | 10
            other | award  | 1 | 7210 | piece | 10
            """,
            flagged=("odd",),
            clear=("a", "b", "c", "d"),
            not_computable=(
                ("blank", "items.unit_worth"),
                ("bare", "items.class"),
                ("other", "peers"),
            ),
            given=(("peers", 5), ("deviations", 1.5)),
        ),
    )
