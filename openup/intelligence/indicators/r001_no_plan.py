"""R001: no planning document was published."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class NoPlan(Flag):
    """A process has no planning document of the kinds that are expected.

    ## Why it is a flag
    A purchase that nobody planned in public may answer to a seller's need and not to the public's.

    ## How it is measured
    Documents of the planning stage of the expected types are counted. Where no process of the
    file has such a document, it is not known whether plans are missing or just not in the file, and
    the flag is not computable.

    ## What it cannot see
    Plans that are public elsewhere, such as a yearly programme, and what the plan says.
    """

    code, title = "R001", say("Planning documents not available")
    subject, pillar = Subject.PROCESS, Pillar.TRANSPARENCY
    needs = ("documents.type", "documents.stage")
    params = {
        "types": Param(
            ("procurementPlan", "projectPlan", "needsAssessment", "marketStudies",
             "feasibilityStudy", "plannedProcurementNotice"),
            say("types of planning documents that are expected"),
        ),
    }  # fmt: skip
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://standard.open-contracting.org/1.1/en/schema/codelists/#document-type",
    )  # fmt: skip
    sql = """
with plans as (
  select ocid, count(*) as documents
  from documents
  where stage = 'planning' and type in $types
  group by ocid
), known as (
  select count(*) as processes
  from plans
)
select
  live.ocid as subject,
  coalesce(documents, 0) as value,
  1 as threshold,
  case when known.processes > 0 then documents is null end as flagged,
  'documents.type' as missing
from live
cross join known
left join plans on plans.ocid = live.ocid
"""
    examples = (
        Example(
            """
            processes: ocid
            plan
            none

            documents: ocid | stage | document | type
            plan | planning | 1 | procurementPlan
            none | tender   | 1 | tenderNotice
            """,
            flagged=("none",),
            clear=("plan",),
            values=(("plan", 1),),
        ),
        Example(
            """
            processes: ocid
            none

            documents: ocid | stage | document | type
            none | tender | 1 | tenderNotice
            """,
            not_computable=(("none", "documents.type"),),
        ),
    )
