"""One table of text becomes typed columns: decided on a sample, proven on every row."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from openup.kernel.words import say
from openup.publishing.draft import DraftTable
from openup.publishing.reading import Reading
from openup.publishing.steps.lines import numbered
from openup.publishing.steps.misfits import Misfits, count, keep, log
from openup.publishing.steps.profile import Pass, look, profile
from openup.publishing.steps.proof import doubts
from openup.publishing.steps.rows import Rows, scanned, spooled
from openup.publishing.steps.toldtypes import decide_as_told, said_of_types
from openup.publishing.steps.types import (
    Decision,
    Evidence,
    decide,
    evidence,
    kept_as_text,
    typed,
    unpivoted,
)
from openup.publishing.steps.write import Written, write
from openup.publishing.table import CsvScan, TextTable
from openup.store.engines.duckdb import WritingEngine
from openup.store.errors import EngineError, EngineInterrupted
from openup.store.sql import fill, name

ACCEPTED = 0.05
"""The share of misfits in a column beyond which its type is decided again, on all rows."""


@dataclass(frozen=True, slots=True)
class _Result:
    written: Written
    misfits: Misfits
    seen: Pass


def shaped(table: TextTable, *, engine: WritingEngine, folder: Path, workspace: Path) -> DraftTable:
    """Type, prove and profile one table into `folder`. Every row is kept, or it raises."""
    result = _quickly(table, table.scan, engine, folder, workspace) if table.scan else None
    if result is None:
        shutil.rmtree(folder / "quickly", ignore_errors=True)
        result = _patiently(table, engine, folder, workspace)
    written, misfits = result.written, result.misfits
    log(engine, misfits, table.faults, _place(table))
    return DraftTable(
        name=table.name,
        reading=_reading(table, result),
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
    table: TextTable, scan: CsvScan, engine: WritingEngine, folder: Path, workspace: Path
) -> _Result | None:
    """Let the engine read the file itself; None when it stumbles or a row is unaccounted for."""
    try:
        quickly = folder / "quickly"
        quickly.mkdir()
        written, misfits = typed_table(table, scanned(scan, table, workspace), engine, quickly)
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
        return _Result(written, kept, seen)
    except EngineInterrupted:
        raise
    except EngineError:
        return None


def _patiently(table: TextTable, engine: WritingEngine, folder: Path, workspace: Path) -> _Result:
    """Read every row with the patient reader, and type what it says."""
    rows, count = spooled(table, workspace)
    written, misfits = typed_table(table, rows, engine, folder)
    if written.rows != count:
        raise EngineError(
            say(
                "%(read)s rows were read, but %(written)s were written.",
                read=count,
                written=written.rows,
            )
        )
    misfits = keep(engine, written, misfits, folder / "misfits.parquet")
    return _Result(written, misfits, look(engine, written, doubts=fill("0")))


def typed_table(
    table: TextTable, rows: Rows, engine: WritingEngine, folder: Path
) -> tuple[Written, Misfits]:
    """Types decided on a sample, written for every row, and decided again where it misled."""
    names = [column.name for column in table.reading.columns]
    nothing = tuple(token.lower() for token in table.reading.null_tokens)
    seen = evidence(engine, unpivoted(rows.sample, rows.columns), rows.columns, nothing)
    decisions = [_decided(table, *one) for one in zip(names, seen, strict=True)]
    written = write(engine, rows, names, decisions, folder / "table.parquet")
    misfits = count(engine, written)
    again = _decided_again(table, engine, rows, written, misfits)
    if [one.shape for one in again] == [one.shape for one in decisions]:
        return written, misfits
    written.path.unlink()
    written = write(engine, rows, names, again, folder / "table-again.parquet")
    return written, count(engine, written)


def _decided(table: TextTable, column: str, seen: Evidence) -> Decision:
    """What a person said of the column, or the file itself, or else what its cells look like."""
    told = table.told_columns.get(column)
    if told is not None and said_of_types(told):
        return decide_as_told(column, told, seen)
    if column in table.text_columns:
        return kept_as_text(column, seen)
    return decide(column, seen)


def _decided_again(
    table: TextTable, engine: WritingEngine, rows: Rows, written: Written, misfits: Misfits
) -> list[Decision]:
    """The decisions, those that the sample misled taken again on all rows of their columns."""
    decisions = list(written.decisions)
    for index, column in enumerate(written.names):
        if not misfits.of(column) or not _misled(misfits, column, written.filled(column)):
            continue
        cells = fill(
            "(select 0 as col, $cell as cell from $rows)",
            cell=name(f"c{index}"),
            rows=rows.relation,
        )
        nothing = tuple(token.lower() for token in table.reading.null_tokens)
        (seen,) = evidence(engine, cells, 1, nothing)
        decisions[index] = _decided(table, column, seen)
    return decisions


def _misled(misfits: Misfits, column: str, filled: int) -> bool:
    lost = misfits.of(column)
    return (
        lost > ACCEPTED * (filled + lost)
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
        columns=tuple(
            typed(column, decision.shape)
            for column, decision in zip(table.reading.columns, decisions, strict=True)
        ),
        null_tokens=tuple(sorted(tokens)),
        reasons=(*table.reading.reasons, *(decision.reason for decision in decisions)),
    )


def _place(table: TextTable) -> Callable[[int, str], str | None]:
    """Tells the cell reference of a row and a column, where the source has such references."""
    cell_of = table.cell_of
    if cell_of is None:
        return lambda row, column: None
    places = {column.name: index for index, column in enumerate(table.reading.columns)}
    return lambda row, column: cell_of(row, places[column])
