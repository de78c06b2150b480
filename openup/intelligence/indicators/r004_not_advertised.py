"""R004: the call was not advertised in time."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class NotAdvertised(Flag):
    """A tender has no notice, or its notice was published after bids could be handed in.

    ## Why it is a flag
    Whoever does not hear of a tender cannot bid.

    ## How it is measured
    For open and selective methods: no document of the tender is a notice, or the first was
    published after the opening of bids or, where that is not known, after the end of the tender
    period. The value is the days from notice to that moment. Where no process of the file has a
    notice, the flag is not computable.

    ## What it cannot see
    Notices published elsewhere, and notices that hardly anybody reads.
    """

    code, title = "R004", say("Failure to adequately advertise the request for bids")
    subject, pillar = Subject.PROCESS, Pillar.TRANSPARENCY
    needs = (
        "documents.type", "documents.published", "processes.tender_ends", "processes.method",
    )  # fmt: skip
    params = {"types": Param(("tenderNotice",), say("types of documents that are a notice"))}
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://github.com/INTVP/proACT",
    )  # fmt: skip
    sql = """
with notices as (
  select ocid, min(published) as first, count(*) - count(published) as undated
  from documents
  where stage = 'tender' and type in $types
  group by ocid
), known as (
  select count(*) as processes
  from notices
), asked as (
  select
    live.ocid,
    notices.ocid is not null as noticed,
    undated,
    first,
    coalesce(opening, tender_ends) as closed,
    known.processes
  from live
  cross join known
  left join notices on notices.ocid = live.ocid
  where method in ('open', 'selective')
)
select
  ocid as subject,
  days_between(first, closed) as value,
  0 as threshold,
  case when processes = 0 then null
       when not noticed then true
       when first <= closed then false
       when first > closed and undated = 0 then true end as flagged,
  case when processes = 0 then 'documents.type'
       when closed is null then 'processes.tender_ends'
       else 'documents.published' end as missing
from asked
"""
    examples = (
        Example(
            """
            processes: ocid | method | opening | tender_ends
            good  | open   |            | 2024-03-10
            late  | open   | 2024-03-10 | 2024-03-09
            none  | open   |            | 2024-03-10
            blank | open   |            | 2024-03-10
            when  | open   |            |
            sole  | direct |            |

            documents: ocid | stage | document | type | published
            good  | tender | 1 | tenderNotice | 2024-03-01
            late  | tender | 1 | tenderNotice | 2024-03-11
            none  | tender | 1 | clarifications | 2024-03-01
            blank | tender | 1 | tenderNotice |
            when  | tender | 1 | tenderNotice | 2024-03-01
            """,
            flagged=("late", "none"),
            clear=("good",),
            not_computable=(
                ("blank", "documents.published"),
                ("when", "processes.tender_ends"),
            ),
            values=(("good", 9), ("late", -1)),
        ),
    )
