"""R010: a method without competition, and no reason for it."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class UnjustifiedMethod(Flag):
    """A limited or direct procedure gives no reason, or one too short to say anything.

    ## Why it is a flag
    The law lets a buyer skip the contest for stated reasons; without one nobody can judge it.

    ## How it is measured
    The length of the rationale of a limited or direct method; a short one that holds a number
    counts as an article of the law. An operator may give the grounds of the law: then the rationale
    must also be one of them. Where no process of the file gives a rationale, the flag is not
    computable.

    ## What it cannot see
    Whether the reason is true, and reasons kept in a document.
    """

    code, title = "R010", say("Unjustified use of non competitive procedure")
    subject, pillar = Subject.PROCESS, Pillar.LEGALITY
    needs = ("processes.method", "processes.method_rationale")
    params = {
        "characters": Param(20, say("least number of characters of a reason")),
        "ground": Param((), say("the only reasons that are accepted, word for word; none: any")),
    }
    derivation = Derivation.PROPOSAL
    sources = (
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
        "https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf",
    )  # fmt: skip
    sql = """
with known as (
  select count(method_rationale) as reasons
  from live
), asked as (
  select ocid, method, length(trim(coalesce(method_rationale, ''))) as characters,
    '' in $ground or lower(trim(method_rationale)) in $ground as accepted,
    regexp_extract(method_rationale, '[0-9]', 0) <> '' as cited
  from live
  where coalesce(method, 'direct') in ('limited', 'direct')
)
select
  ocid as subject,
  characters as value,
  $characters as threshold,
  case when method is not null and reasons > 0
       then characters < $characters and not coalesce(cited, false) or not accepted
       end as flagged,
  case when method is null then 'processes.method' else 'processes.method_rationale' end
    as missing
from asked
cross join known
"""
    examples = (
        Example(
            """
            processes: ocid | method | method_rationale
            mute  | direct  |
            curt  | limited | Urgent.
            told  | direct  | The pump of the only well broke on Sunday.
            cited | direct  | Art. 41-V
            open  | open    |
            blank |         |
            """,
            flagged=("mute", "curt"),
            clear=("told", "cited"),
            not_computable=(("blank", "processes.method"),),
            values=(("curt", 7),),
        ),
        Example(
            """
            processes: ocid | method | method_rationale
            dark  | direct  |
            """,
            not_computable=(("dark", "processes.method_rationale"),),
        ),
    )
