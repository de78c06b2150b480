"""One table of text becomes typed columns: decided on a sample, proven on every row."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from openup.kernel.words import say
from openup.publishing.draft import DraftTable
from openup.publishing.reading import Column, Reading
from openup.publishing.steps.tables.lines import numbered
from openup.publishing.steps.tables.misfits import Misfits, count, keep, log
from openup.publishing.steps.tables.profile import Pass, look, profile
from openup.publishing.steps.tables.proof import doubts
from openup.publishing.steps.tables.retyped import retyped
from openup.publishing.steps.tables.rows import Rows, scanned, spooled
from openup.publishing.steps.tables.write import Written, write
from openup.publishing.steps.types.candidates import Habit, habit_of
from openup.publishing.steps.types.evidence import Evidence, evidence, unpivoted
from openup.publishing.steps.types.toldtypes import decide_as_told, said_of_types
from openup.publishing.steps.types.types import Decision, decide, kept_as_text, typed
from openup.publishing.table import CsvScan, TextTable
from openup.store.engines.duckdb import WritingEngine
from openup.store.errors import EngineError, EngineInterrupted
from openup.store.sql import fill, name

ACCEPTED = 0.05
"""The share of misfits in a column beyond which its type is decided again, on all rows."""


@dataclass(frozen=True, slots=True)
class _Result:
    rows: Rows
    written: Written
    misfits: Misfits
    seen: Pass


def shaped(
    table: TextTable,
    *,
    engine: WritingEngine,
    folder: Path,
    workspace: Path,
    before: tuple[Column, ...] = (),
) -> DraftTable:
    """Type, prove and profile one table into `folder`. Every row is kept, or it raises.

    `before` are the columns of the release before: each keeps its type while 95 % of the cells fit
    it, and a type that the cells force to change is a fault.
    """
    columns = {column.name: column for column in before}
    result = None
    if table.scan:
        result = _quickly(table, table.scan, engine, folder, workspace, columns)
    if result is None:
        shutil.rmtree(folder / "quickly", ignore_errors=True)
        result = _patiently(table, engine, folder, workspace, columns)
    written, misfits = result.written, result.misfits
    log(engine, misfits, table.faults, _place(table))
    reading = _reading(table, result)
    table.faults.extend(one.fault for one in written.decisions if one.fault is not None)
    table.faults.extend(retyped(engine, result.rows, reading.columns, columns))
    return DraftTable(
        name=table.name,
        reading=reading,
        parquet=written.path,
        rows=written.rows,
        row_column=written.row,
        first_row=written.first_row,
        feeds=written.feeds,
        misfits=misfits.path,
        faults=table.faults,
        profile=profile(engine, written, misfits, result.seen),
    )


def _quickly(
    table: TextTable,
    scan: CsvScan,
    engine: WritingEngine,
    folder: Path,
    workspace: Path,
    before: Mapping[str, Column],
) -> _Result | None:
    """Let the engine read the file itself; None when it stumbles or a row is unaccounted for."""
    try:
        quickly = folder / "quickly"
        quickly.mkdir()
        rows = scanned(scan, table, workspace)
        written, misfits = typed_table(table, rows, engine, quickly, before)
        beyond = scan.lines - scan.skip_lines - written.rows
        if beyond < 0:
            return None
        against = doubts(written, misfits, scan, beyond=beyond)
        seen = look(engine, written, doubts=against)
        if seen.doubts:
            return None
        if beyond:
            written = numbered(engine, written, beyond, folder)
        kept = keep(engine, written, misfits, folder / "misfits.parquet")
        return _Result(rows, written, kept, seen)
    except EngineInterrupted:
        raise
    except EngineError:
        return None


def _patiently(
    table: TextTable,
    engine: WritingEngine,
    folder: Path,
    workspace: Path,
    before: Mapping[str, Column],
) -> _Result:
    """Read every row with the patient reader, and type what it says."""
    rows, count = spooled(table, workspace)
    written, misfits = typed_table(table, rows, engine, folder, before)
    if written.rows != count:
        raise EngineError(
            say(
                "%(read)s rows were read, but %(written)s were written.",
                read=count,
                written=written.rows,
            )
        )
    misfits = keep(engine, written, misfits, folder / "misfits.parquet")
    return _Result(rows, written, misfits, look(engine, written, doubts=fill("0")))


def typed_table(
    table: TextTable,
    rows: Rows,
    engine: WritingEngine,
    folder: Path,
    before: Mapping[str, Column] = MappingProxyType({}),
) -> tuple[Written, Misfits]:
    """Types decided on a sample, written for every row, and decided again where it misled."""
    names = [column.name for column in table.reading.columns]
    nothing = tuple(token.lower() for token in table.reading.null_tokens)
    seen = evidence(engine, unpivoted(rows.sample, rows.columns), rows.columns, nothing)
    dialect = table.reading.dialect
    decided = _Deciding(table, before, habit_of(seen, dialect.delimiter if dialect else ""))
    decisions = [decided.of(*one) for one in enumerate(seen)]
    written = write(engine, rows, names, decisions, folder / "table.parquet")
    misfits = count(engine, written)
    again = [*decisions]
    for at in (at for at, column in enumerate(names) if _misled(written, misfits, at, column)):
        cell = name(f"c{at}")
        cells = fill("(select 0 as col, $cell as cell from $rows)", cell=cell, rows=rows.relation)
        (one,) = evidence(engine, cells, 1, nothing)
        again[at] = decided.of(at, one)
    if [one.shape for one in again] == [one.shape for one in decisions]:
        return written, misfits
    written.path.unlink()
    written = write(engine, rows, names, again, folder / "table-again.parquet")
    return written, count(engine, written)


@dataclass(frozen=True, slots=True)
class _Deciding:
    """How the types of a table are decided."""

    table: TextTable
    before: Mapping[str, Column]
    habit: Habit

    def of(self, at: int, seen: Evidence) -> Decision:
        """What a column is, and the words for nothing: those told may stand anywhere in it."""
        found, told = self._of(at, seen), self.table.reading.null_tokens
        if not told or not found.shape.typed:
            return found
        return replace(found, tokens=tuple(sorted({*found.tokens, *told})))

    def _of(self, at: int, seen: Evidence) -> Decision:
        """What a person said of the column, or the file itself, or what its cells look like."""
        column = self.table.reading.columns[at]
        told = self.table.told_columns.get(column.name)
        if told is not None and said_of_types(told):
            return decide_as_told(column.name, told, seen)
        if column.name in self.table.text_columns:
            return kept_as_text(column.name, seen)
        before = self.before.get(column.name)
        if before is not None and before.unit == column.unit:
            # A unit that stands in the head of the table is not in the cells.
            before = replace(before, unit="")
        found = decide(column.name, seen, before, self.habit)
        if found.shape.decimal_comma and self.table.has_points(at):
            # Its own 1.125 is no thousand, whatever the texts beside it say.
            return decide(column.name, seen, None, replace(self.habit, points=True))
        return found


def _misled(written: Written, misfits: Misfits, at: int, column: str) -> bool:
    """Whether the cells that do not fit say that the sample was not like the whole column."""
    lost = misfits.of(column)
    return lost > 0 and (
        written.decisions[at].open
        or lost > ACCEPTED * (written.filled(column) + lost)
        or (column, "number-beyond-column") in misfits.counts
        or misfits.counts.get((column, "leading-zeros"), 0) > 1
    )


def _reading(table: TextTable, result: _Result) -> Reading:
    decisions = result.written.decisions
    tokens = {token for decision in decisions for token in decision.tokens}
    tokens.update(table.reading.null_tokens)
    tokens.update(token for found in result.misfits.tokens.values() for token in found)
    return replace(
        table.reading,
        columns=_columns(table, decisions),
        null_tokens=tuple(sorted(tokens)),
        reasons=(*table.reading.reasons, *(decision.reason for decision in decisions)),
    )


def _columns(table: TextTable, decisions: Sequence[Decision]) -> tuple[Column, ...]:
    """The columns with their types; a unit that a person said goes before the one in the cells."""
    told = {name: one.unit for name, one in table.told_columns.items() if one.unit is not None}
    return tuple(
        replace(found, unit=told.get(found.name, found.unit))
        for found in map(typed, table.reading.columns, (one.shape for one in decisions))
    )


def _place(table: TextTable) -> Callable[[int, str], str | None]:
    """Tells the cell reference of a row and a column, where the source has such references."""
    cell_of = table.cell_of
    if cell_of is None:
        return lambda row, column: None
    places = {column.name: index for index, column in enumerate(table.reading.columns)}
    return lambda row, column: cell_of(row, places[column])
