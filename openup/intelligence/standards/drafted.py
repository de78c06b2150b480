"""The tables of contracting as a draft that can be recorded: typed Parquet, profiled, nothing else.

Each table keeps every column, whatever it is filled with, so that the releases of a data set have
the same columns for ever. A table without a row is left out, but `processes` never is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from openup.intelligence.standards.model import Field, Kind, Table
from openup.intelligence.standards.ocds.reading import Contracts
from openup.intelligence.standards.tables import TABLES
from openup.kernel.words import say
from openup.publishing.draft import Draft, DraftTable, Source
from openup.publishing.faults import FaultLog
from openup.publishing.reading import Column, ColumnType, Layout, Reading, Reason
from openup.publishing.steps.tables.misfits import Misfits
from openup.publishing.steps.tables.profile import look, profile
from openup.publishing.steps.tables.write import Written
from openup.publishing.steps.types.cells import Shape
from openup.publishing.steps.types.types import Decision
from openup.store.engines.duckdb import copied
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.footer import footer
from openup.store.sql import Sql, fill, join, plain

FORMAT: Final = "ocds"
"""How a reading of these tables names the format of their file."""

_TYPES: Final = {
    Kind.TEXT: Shape(ColumnType.TEXT),
    Kind.INTEGER: Shape(ColumnType.INTEGER),
    Kind.AMOUNT: Shape(ColumnType.DECIMAL, scale=4),
    Kind.NUMBER: Shape(ColumnType.DECIMAL, scale=8, wide=True),
    Kind.MOMENT: Shape(ColumnType.DATETIME, unit="UTC"),
    Kind.TRUTH: Shape(ColumnType.BOOLEAN),
}
_CERTAIN: Final = 1.0


def drafted(engine: DuckRuleEngine, contracts: Contracts, source: Source, staging: Path) -> Draft:
    """Write the tables that lie in the engine into `staging`; the findings go with `processes`."""
    tables = []
    for name, rows in contracts.loaded.tables.items():
        folder = staging / name
        folder.mkdir(parents=True)
        written = _write(engine, TABLES[name], rows, folder / "table.parquet")
        if written.rows or name == "processes":
            faults = _faults(contracts) if name == "processes" else FaultLog()
            tables.append(_table(engine, TABLES[name], written, contracts.loaded.base, faults))
    return Draft(source, tuple(tables), staging)


def _write(engine: DuckRuleEngine, table: Table, rows: Sql, path: Path) -> Written:
    cells = [
        fill(
            "try_cast($name as $type) as $name",
            name=plain(field.name),
            type=_TYPES[field.kind].kept_as,
        )
        for field in table.fields
    ]
    engine.run(copied(fill("select $cells from ($rows)", cells=join(", ", cells), rows=rows), path))
    return Written(
        path=path,
        names=tuple(field.name for field in table.fields),
        decisions=tuple(Decision(_TYPES[field.kind], (), _reason(field)) for field in table.fields),
        misfits="",
        row="",
        first_row=1,
        footer=footer(path),
    )


def _reason(field: Field) -> Reason:
    if not field.path:
        return Reason(field.name, say("computed from other fields"), _CERTAIN)
    return Reason(field.name, say("the field %(path)s of OCDS", path=field.path), _CERTAIN)


def _table(
    engine: DuckRuleEngine, table: Table, written: Written, base: str, faults: FaultLog
) -> DraftTable:
    nothing = Misfits(None, {}, {})
    return DraftTable(
        name=table.name,
        reading=Reading(
            format=FORMAT,
            layout=Layout(first_data_row=1),
            columns=tuple(_column(field, base) for field in table.fields),
            reasons=tuple(decision.reason for decision in written.decisions),
        ),
        parquet=written.path,
        rows=written.rows,
        row_column="",
        first_row=written.first_row,
        feeds=None,
        misfits=None,
        faults=faults,
        profile=profile(engine, written, nothing, look(engine, written, doubts=fill("0"))),
    )


def _column(field: Field, base: str) -> Column:
    shape = _TYPES[field.kind]
    unit = base if field.name.endswith("worth") else shape.unit
    return Column(field.name, field.name, shape.type, scale=shape.scale, unit=unit)


def _faults(contracts: Contracts) -> FaultLog:
    """What was mended and left out in all files, counted together."""
    every = FaultLog()
    for file in contracts.files:
        every.include(file.notes.log)
    every.include(contracts.loaded.notes.log)
    return every
