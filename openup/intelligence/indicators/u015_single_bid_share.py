"""U015: the share of tenders with a single bid."""

from __future__ import annotations

from openup.intelligence.indicator import Derivation, Example, Figure, Subject
from openup.kernel.words import say


class SingleBidShare(Figure):
    """Of the open and selective procedures that were not cancelled, how many had one bidder.

    ## How it is measured
    Procedures with one tenderer, divided by those whose number of tenderers is known and above
    nought.

    ## What it cannot see
    Procedures that publish no number of tenderers: they are in neither part.
    """

    code, title = "U015", say("Share of tenders with a single bid")
    subject, unit = Subject.FILE, "share"
    needs = ("processes.method", "processes.tenderers")
    derivation = Derivation.SOURCE
    sources = ("https://github.com/open-contracting/notebooks-ocds",)
    sql = """
select
  'all' as subject,
  avg(case when tenderers = 1 then 1.0 else 0.0 end) as value,
  count(*) as counted,
  case when count(*) = 0 then 'processes.tenderers' end as missing
from live
where method in ('open', 'selective') and tenderers > 0
"""
    examples = (
        Example(
            """
            processes: ocid | method | tenderers
            a | open   | 1
            b | open   | 3
            c | direct | 1
            d | open   |
            """,
            values=(("all", 0.5),),
        ),
        Example(
            """
            processes: ocid | method | tenderers
            d | open   |
            """,
            not_computable=(("all", "processes.tenderers"),),
        ),
    )
