"""R005: key documents of the tender are not there."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class DocumentsMissing(Flag):
    """A tender lacks documents that others of the same file publish.

    ## Why it is a flag
    Without the rules of the tender nobody can prepare a bid, nor see whether they were kept.

    ## How it is measured
    Of the expected types, those that some process of the file publishes: how many are missing, for
    open and selective methods; types of the award are expected once an award is in force.
    Where the file publishes none of them, the flag is not computable.

    ## What it cannot see
    Whether the documents are whole and can be opened.
    """

    code, title = "R005", say("Key tender information and documents are not available")
    subject, pillar = Subject.PROCESS, Pillar.TRANSPARENCY
    needs = ("documents.type", "processes.method")
    params = {
        "tender": Param(("tenderNotice", "biddingDocuments"), say("types that a tender has")),
        "award": Param(("awardNotice", "evaluationReports"), say("types that an award has")),
    }
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://standard.open-contracting.org/1.1/en/schema/codelists/#document-type",
    )  # fmt: skip
    sql = """
with found as (
  select distinct ocid, type
  from documents
  where type in $tender or type in $award
), counted as (
  select
    ocid,
    count(case when type in $tender then 1 end) as tender,
    count(case when type in $award then 1 end) as award
  from found
  group by ocid
), known as (
  select
    count(distinct case when type in $tender then type end) as tender,
    count(distinct case when type in $award then type end) as award
  from found
), asked as (
  select
    live.ocid,
    known.tender - coalesce(counted.tender, 0)
      + case when coalesce(awards, 0) = 0 then 0 else known.award - coalesce(counted.award, 0) end
      as lacking,
    known.tender + case when coalesce(awards, 0) = 0 then 0 else known.award end as expected
  from live
  cross join known
  left join counted on counted.ocid = live.ocid
  left join awarded on awarded.ocid = live.ocid
  where method in ('open', 'selective')
)
select
  ocid as subject,
  lacking as value,
  1 as threshold,
  case when expected > 0 then lacking > 0 end as flagged,
  'documents.type' as missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | method
            whole | open
            short | open
            sole  | direct

            documents: ocid | stage | document | type
            whole | tender | 1 | tenderNotice
            whole | award  | 2 | awardNotice
            short | tender | 1 | tenderNotice

            awards: ocid | award | status
            whole | 1 | active
            short | 1 | active
            """,
            flagged=("short",),
            clear=("whole",),
            values=(("short", 1), ("whole", 0)),
        ),
        Example(
            """
            processes: ocid | method
            dark | open
            """,
            not_computable=(("dark", "documents.type"),),
        ),
    )
