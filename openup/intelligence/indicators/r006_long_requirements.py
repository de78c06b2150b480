"""R006: the requirements to take part are unusually long."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Flag, Param, Pillar, Subject
from openup.kernel.words import say


class LongRequirements(Flag):
    """The text of the eligibility criteria is much longer than in its category.

    ## Why it is a flag
    Long lists of requirements can be written so that only one firm meets them all.

    ## How it is measured
    The number of characters of the eligibility criteria over the mean of all processes of the same
    category, where there are enough of them.

    ## What it cannot see
    What the requirements say: a single line can shut everybody out, and a law may ask for many.
    """

    code, title = "R006", say("Unreasonable prequalification requirements")
    subject, pillar = Subject.PROCESS, Pillar.COMPETITION
    needs = ("processes.eligibility", "processes.category")
    params = {
        "ratio": Param(1.4, say("times the mean from which it is flagged")),
        "peers": Param(10, say("least number of processes to compare with")),
    }
    derivation = Derivation.SOURCE
    sources = (
        "https://github.com/dbolshev/Kyrgyzstan-indicators",
        "https://www.open-contracting.org/resources/red-flags-in-public-procurement-a-guide-to-using-data-to-detect-and-mitigate-risks/",
    )  # fmt: skip
    sql = """
with asked as (
  select ocid, category, cast(length(eligibility) as double) as characters, $missing as missing
  from live
), usual as (
  select category, avg(characters) as mean, count(characters) as peers
  from asked
  where category is not null
  group by category
)
select
  ocid as subject,
  characters / nullif(mean, 0) as value,
  $ratio as threshold,
  case when peers >= $peers then characters >= $ratio * mean end as flagged,
  coalesce(missing, 'peers') as missing,
  asked.category as peers
from asked
left join usual on usual.category = asked.category
"""
    examples = (
        Example(
            """
            processes: ocid | category | eligibility
            a     | goods | Registered.
            b     | goods | Registered.
            long  | goods | Registered in this town for thirty years and more.
            blank | goods |
            alone | works | Registered.
            """,
            flagged=("long",),
            clear=("a", "b"),
            not_computable=(("blank", "processes.eligibility"), ("alone", "peers")),
            given=(("peers", 3),),
        ),
    )
