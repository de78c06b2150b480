"""R020: somebody complained about the tender."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class Complained(Flag):
    """At least one complaint was made about the process.

    ## Why it is a flag
    Those who took part see what the papers do not say, and a complaint costs them time and money.

    ## How it is measured
    Complaints are counted; the value is their number. Where no process of the file has one, it is
    not known whether nobody complained or complaints are just not in the file, and the flag is not
    computable.

    ## What it cannot see
    Whether the complaint was right, and those who kept silent.
    """

    code, title = "R020", say("Tender has a complaint")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = ("complaints.complaint",)
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/dbolshev/Kyrgyzstan-indicators",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with made as (
  select
    ocid,
    count(*) as complaints,
    array_join(array_sort(collect_set('complaints/' || complaint)), chr(10)) as evidence
  from complaints
  group by ocid
), known as (
  select count(*) as processes
  from made
)
select
  live.ocid as subject,
  coalesce(complaints, 0) as value,
  1 as threshold,
  case when known.processes > 0 then made.ocid is not null end as flagged,
  'complaints.complaint' as missing,
  evidence
from live
cross join known
left join made on made.ocid = live.ocid
"""
    examples = (
        Example(
            """
            processes: ocid
            loud
            calm

            complaints: ocid | complaint
            loud | 1
            loud | 2
            """,
            flagged=("loud",),
            clear=("calm",),
            values=(("loud", 2),),
        ),
        Example(
            """
            processes: ocid
            dark
            """,
            not_computable=(("dark", "complaints.complaint"),),
        ),
    )
