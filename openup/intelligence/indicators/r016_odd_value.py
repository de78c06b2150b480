"""R016: the value is far from what its category usually costs."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class OddValue(Flag):
    """The estimated value is far above or below those of the same class of goods and year.

    ## Why it is a flag
    An estimate far from the usual hides a padded price or a purchase that is not what it says.

    ## How it is measured
    The logarithm of the value in the base currency, by how many standard deviations it lies from
    the mean of the processes of the same year whose items begin with the same digits of their
    class, where there are enough of them. A process with items of several classes is compared with
    nobody.

    ## What it cannot see
    Size: ten ambulances cost more than one. Unit prices are compared by R017.
    """

    code, title = "R016", say("Tender value is higher or lower than average for its category")
    subject, pillar = Subject.PROCESS, Pillar.PRICE
    needs = ("processes.worth", "processes.first_date", "items.class")
    params = {
        "deviations": Param(3, say("standard deviations from which it is flagged")),
        "digits": Param(4, say("first characters of a class that are compared")),
        "peers": Param(30, say("least number of processes to compare with")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with asked as (
  select
    live.ocid,
    class,
    case when substring(class, 1, $digits) = substring(other_class, 1, $digits)
         then substring(class, 1, $digits) end as same,
    year(coalesce(tender_starts, first_date)) as year,
    case when worth > 0 then ln(cast(worth as double)) end as size
  from live
  left join classed on classed.ocid = live.ocid
), usual as (
  select same, year, avg(size) as mean, stddev_samp(size) as spread, count(size) as peers
  from asked
  where same is not null
  group by same, year
), compared as (
  select
    asked.ocid,
    case when spread > 0 and peers >= $peers then (size - mean) / spread end as score,
    case when size is null then 'processes.worth'
         when class is null then 'items.class'
         when asked.year is null then 'processes.first_date'
         else 'peers' end as missing,
    asked.same || ' ' || cast(asked.year as string) as peers
  from asked
  left join usual on usual.same = asked.same and usual.year = asked.year
)
select
  ocid as subject,
  score as value,
  $deviations as threshold,
  abs(score) >= $deviations as flagged,
  missing,
  peers
from compared
"""
    examples = (
        Example(
            """
            processes: ocid | amount | first_date
            a     | 100   | 2024-01-01
            b     | 100   | 2024-02-01
            c     | 100   | 2024-03-01
            d     | 100   | 2024-03-01
            odd   | 90000 | 2024-04-01
            blank |       | 2024-04-01
            bare  | 100   | 2024-04-01
            other | 100   | 2024-04-01

            items: ocid | stage | item | class
            a     | tender | 1 | 43211500
            b     | tender | 1 | 43211501
            c     | tender | 1 | 43211502
            d     | tender | 1 | 43211502
            odd   | tender | 1 | 43211500
            blank | tender | 1 | 43211500
            other | tender | 1 | 72101500
            """,
            flagged=("odd",),
            clear=("a", "b", "c", "d"),
            not_computable=(
                ("blank", "processes.worth"),
                ("bare", "items.class"),
                ("other", "peers"),
            ),
            given=(("peers", 5), ("deviations", 1.5)),
        ),
    )
