"""Compiled releases, one a line and one an ocid, become tables: all of it by the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openup.intelligence.errors import ContractsRefused
from openup.intelligence.standards.model import Table
from openup.intelligence.standards.ocds.money import USUAL, Money, dated
from openup.intelligence.standards.ocds.notes import Notes
from openup.intelligence.standards.ocds.rows import rows
from openup.intelligence.standards.ocds.several import settle
from openup.intelligence.standards.ocds.shape import MONEY, lines, needed
from openup.intelligence.standards.ocds.sources import SOURCES
from openup.intelligence.standards.ocds.whole import whole
from openup.intelligence.standards.tables import TABLES
from openup.intelligence.standards.wanted import EVERYTHING, Wanted
from openup.kernel.words import say
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import Sql, fill, join, plain


class NotReady(ContractsRefused):
    """Some lines are no release of OCDS 1.1 with an ocid: they must be gone through one by one."""

    code = "not-ready"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The tables that lie in the engine, as queries with all their columns, for `laid.lay`.

    `base` is the currency that `worth` is in, empty where no amount names a currency. `notes` say
    which releases were left out in merging.
    """

    tables: Mapping[str, Sql]
    base: str
    processes: int
    notes: Notes


def load(
    engine: DuckRuleEngine,
    paths: Sequence[Path],
    wanted: Wanted = EVERYTHING,
    money: Money = USUAL,
    *,
    jurisdiction: str = "",
    workspace: Path | None = None,
) -> Loaded:
    """Read lines into the engine's tables; the releases of one ocid are merged.

    `jurisdiction` is whose law processes are under that do not say it themselves.
    Raises EngineError when a line has another shape, NotReady when a release has no ocid or is one
    of OCDS 1.0: such files go the patient way (`read`).
    """
    asked, notes = dated(wanted, money), Notes()
    engine.run(fill("create or replace table compiled as select * from $lines",
                    lines=lines(paths, asked)))  # fmt: skip
    _check(engine, asked)
    settle(engine, paths, asked, notes, workspace)
    raw = {name: _raw(engine, TABLES[name], asked) for name in SOURCES if name in asked}
    (processes,) = engine.one(fill("select count(*) from compiled"))
    engine.run(fill("drop table compiled"))
    raw["history"] = tuple(field.name for field in TABLES["history"].fields)
    tables, base = whole(engine, raw, money, jurisdiction)
    return Loaded(tables, base, int(str(processes)), notes)


def of_tables(
    engine: DuckRuleEngine,
    recorded: Mapping[str, Sql],
    money: Money = USUAL,
    *,
    jurisdiction: str = "",
) -> Loaded:
    """Lay tables that were recorded before, each as a query; amounts are valued anew."""
    raw = {}
    for name, query in recorded.items():
        kept = [field for field in TABLES[name].fields if field.name not in MONEY]
        cells = [
            fill("cast($c as $t) as $c", c=plain(one.name), t=engine.types[one.kind.value])
            for one in kept
        ]
        engine.view(
            f"raw_{name}", fill("select $cells from ($rows)", cells=join(", ", cells), rows=query)
        )
        raw[name] = tuple(one.name for one in kept)
    tables, base = whole(engine, raw, money, jurisdiction)
    (processes,) = engine.one(fill("select count(*) from raw_processes"))
    return Loaded(tables, base, int(str(processes)), Notes())


def _check(engine: DuckRuleEngine, asked: Wanted) -> None:
    """Whether every line is a release that the engine may read as it stands."""
    older = fill("0")
    if "parties" in asked and "buyer" in asked.get("processes", ()):
        older = fill("count(*) filter (where parties is null and buyer.identifier.id is not null)")
    unnamed, in_full = engine.one(
        fill(
            "select count(*) filter (where coalesce(trim(ocid), '') = ''), $older from compiled",
            older=older,
        )
    )
    if unnamed or in_full:
        raise NotReady(
            say("Some lines are no releases of OCDS 1.1 with an ocid."),
            advice=say("Read the file again, line by line."),
        )


def _raw(engine: DuckRuleEngine, table: Table, wanted: Wanted) -> tuple[str, ...]:
    asked = needed(table, wanted[table.name])
    engine.run(
        fill(
            "create or replace table $t as $rows",
            t=plain(f"raw_{table.name}"),
            rows=rows(table, wanted[table.name]),
        )
    )
    return tuple(
        field.name for field in table.fields if field.name in asked and field.name not in MONEY
    )
