"""R012: awarded directly, though it was planned as a contest."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Pillar, Subject
from openup.kernel.words import say


class PlanLeft(Flag):
    """A process that was announced with a competitive method ended as a direct one.

    ## Why it is a flag
    Leaving the planned contest for a direct award takes the choice away from everybody else.

    ## How it is measured
    The methods that the OCDS releases of a direct process gave: flagged when one was open or
    selective. The rule of the guide compares with the plan itself, whose text we do not read; the
    change between OCDS releases stands in for it.

    ## What it cannot see
    Plans that are a document, and contests that were declared void and then awarded directly under
    another process.
    """

    code, title = "R012", say("Direct awards in contravention of the provisions of the plan")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = ("history.value", "history.date", "processes.method")
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )
    sql = """
with told as (
  select
    ocid,
    count(*) as releases,
    count(case when value in ('open', 'selective') then 1 end) as competitive,
    min(case when value in ('open', 'selective') then 'history/' || release end) as evidence
  from history
  where path = 'tender/procurementMethod'
  group by ocid
)
select
  live.ocid as subject,
  competitive as value,
  1 as threshold,
  competitive > 0 as flagged,
  'history.value' as missing,
  evidence
from live
left join told on told.ocid = live.ocid
where method in ('direct', 'limited')
"""
    examples = (
        Example(
            """
            processes: ocid | method
            left | direct
            kept | direct
            once | direct
            open | open

            history: ocid | release | date | path | value
            left | 1 | 2024-01-01 | tender/procurementMethod | open
            left | 2 | 2024-02-01 | tender/procurementMethod | direct
            kept | 1 | 2024-01-01 | tender/procurementMethod | direct
            """,
            flagged=("left",),
            clear=("kept",),
            not_computable=(("once", "history.value"),),
            values=(("left", 1),),
        ),
    )
