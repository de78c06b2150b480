"""R021: a buyer uses criteria of judgement far more than others."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class Discretion(Flag):
    """A buyer awards by criteria other than the price far more often than other buyers.

    ## Why it is a flag
    Criteria that leave room for judgement are needed at times; used always, they let a buyer choose
    whom it likes.

    ## How it is measured
    The share of the buyer's processes of the year whose award criterion is not the price or the
    cost, against the upper fence of all buyers of that year with enough processes (the third
    quartile and 1.5 times the distance of the quartiles). Where the quartiles are the same, or
    there are too few buyers, it is not computable.

    ## What it cannot see
    Buyers of things that price alone cannot judge, such as designs and studies.
    """

    code, title = "R021", say("High use of discretionary evaluation criteria")
    subject, pillar = Subject.BUYER, Pillar.COMPETITION
    needs = ("processes.criteria", "processes.buyer", "processes.first_date")
    params = {
        "price": Param(
            ("priceOnly", "lowestCost", "costOnly"), say("award criteria that are of price alone")
        ),
        "least": Param(5, say("least number of processes of the year")),
        "peers": Param(10, say("least number of buyers to compare with")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with years as (
  select
    buyer,
    year(coalesce(tender_starts, first_date)) as year,
    count(case when criteria not in $price then 1 end)
      / nullif(cast(count(criteria) as double), 0) as share,
    count(criteria) as known
  from live
  where buyer is not null and coalesce(method, '-') <> 'direct'
  group by buyer, year(coalesce(tender_starts, first_date))
  having count(*) >= $least
), quartiles as (
  select
    year,
    unbiased_percentile(collect_list(share), 0.25) as low,
    unbiased_percentile(collect_list(share), 0.75) as high,
    count(share) as buyers
  from years
  where known >= $least
  group by year
), fences as (
  select
    year,
    case when buyers >= $peers and high > low then high + 1.5 * (high - low) end as fence
  from quartiles
)
select
  buyer as subject,
  cast(years.year as string) as period,
  case when known >= $least then share end as value,
  fence as threshold,
  case when known >= $least then share >= fence end as flagged,
  case when known < $least then 'processes.criteria'
       when years.year is null then 'processes.first_date'
       else 'peers' end as missing,
  cast(years.year as string) as peers
from years
left join fences on fences.year = years.year
"""
    examples = (
        Example(
            """
            processes: ocid | buyer | criteria | first_date
            1  | a    | priceOnly     | 2024-01-01
            2  | a    | priceOnly     | 2024-01-01
            3  | a    | priceOnly     | 2024-01-01
            4  | a    | ratedCriteria | 2024-01-01
            5  | b    | priceOnly     | 2024-01-01
            6  | c    | priceOnly     | 2024-01-01
            7  | d    | lowestCost    | 2024-01-01
            8  | e    | lowestCost    | 2024-01-01
            9  | f    | priceOnly     | 2024-01-01
            10 | f    | priceOnly     | 2024-01-01
            11 | f    | ratedCriteria | 2024-01-01
            12 | high | bestProposal  | 2024-01-01
            13 | dark |               | 2024-01-01
            14 | gone | priceOnly     | 2023-01-01
            """,
            flagged=("high",),
            clear=("a", "b", "c", "d", "e", "f"),
            not_computable=(("dark", "processes.criteria"), ("gone", "peers")),
            values=(("high", 1), ("a", 0.25)),
            given=(("least", 1), ("peers", 7)),
        ),
    )
