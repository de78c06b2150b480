"""R013: a buyer hardly ever lets firms compete."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class DirectShare(Flag):
    """Nearly all processes of a buyer in a year were direct or limited.

    ## Why it is a flag
    Direct awards are meant as the exception; a buyer that makes them the rule chooses its sellers.

    ## How it is measured
    The share of the buyer's processes of the year whose method is direct or limited, by number,
    where it has enough of them. The year is that of the start of the tender or of the first OCDS
    release.

    ## What it cannot see
    Small purchases, for which the law allows it: the share by amount is the figure U013. The legal
    cap is on the budget, which the file does not say.
    """

    code, title = "R013", say("High use of non competitive methods")
    subject, pillar = Subject.BUYER, Pillar.COMPETITION
    needs = ("processes.buyer", "processes.method", "processes.first_date")
    params = {
        "share": Param(0.95, say("share from which it is flagged")),
        "least": Param(10, say("least number of processes of the year")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/kachmaroman/prozorro-anomaly-detection",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )  # fmt: skip
    sql = """
with years as (
  select
    buyer,
    year(coalesce(tender_starts, first_date)) as year,
    count(*) as processes,
    count(method) as known,
    count(case when method in ('direct', 'limited') then 1 end) as closed
  from live
  where buyer is not null
  group by buyer, year(coalesce(tender_starts, first_date))
  having count(*) >= $least
)
select
  buyer as subject,
  cast(year as string) as period,
  case when known > 0 then closed / cast(known as double) end as value,
  $share as threshold,
  case when year is null then null
       when closed >= $share * processes then true
       when closed + processes - known < $share * processes then false end as flagged,
  case when year is null then 'processes.first_date' else 'processes.method' end as missing
from years
"""
    examples = (
        Example(
            """
            processes: ocid | buyer | method | first_date
            1 | shut  | direct    | 2024-01-01
            2 | shut  | limited   | 2024-05-01
            3 | mixed | direct    | 2024-01-01
            4 | mixed | open      | 2024-05-01
            5 | dark  | direct    | 2024-01-01
            6 | dark  |           | 2024-05-01
            7 | small | direct    | 2024-01-01
            """,
            flagged=("shut",),
            clear=("mixed",),
            not_computable=(("dark", "processes.method"),),
            values=(("shut", 1), ("mixed", 0.5)),
            given=(("least", 2),),
        ),
    )
