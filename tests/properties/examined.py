"""What must hold for any bytes whatever: a sentence, or tables that lost nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openup.publishing.draft import DraftTable
from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import prepare, texts
from openup.publishing.table import Context, Limits, TextTable
from openup.store.engines.duckdb import Allowance, WritingEngine, parquet
from openup.store.sql import fill, join, name

MEGABYTE = 2**20
LIMITS = Limits(unpacked_bytes=256 * MEGABYTE, memory_bytes=256 * MEGABYTE)
_BLANK = " \t\r\n\v\f\u00a0\ufeff\u200b"
_OFFERED = ("The query engine says", "rows were read, but")
"""Words of sentences that say a fault of ours, not of the file."""


@dataclass(slots=True)
class Seen:
    """One table of text: its row numbers, and how many cells of each column are blank or filled.

    A cell of nothing but spaces is both.
    """

    table: TextTable
    numbers: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)


def examine(path: Path, workspace: Path) -> list[str]:
    """Read and type one file; what OpenUp did wrong, as sentences."""
    passing = set(os.listdir(tempfile.gettempdir()))
    (workspace / "text").mkdir(parents=True)
    wrong: list[str] = []
    refused: list[str] = []
    seen: list[Seen] = []
    try:
        context = Context(workspace / "text", LIMITS)
        seen = [_seen(one, wrong) for one in texts(path, name=path.name, context=context)]
    except BaseException as error:  # noqa: BLE001 -- a library's panic is no Exception
        refused.append(_refusal(error, wrong))
    try:
        draft = prepare(
            path, name=path.name, workspace=workspace / "typed", engine_of=_engine, limits=LIMITS
        )
    except BaseException as error:  # noqa: BLE001
        refused.append(_refusal(error, wrong))
        if list((workspace / "typed").glob("*")):
            wrong.append("a refused file left something behind")
    else:
        wrong += _compared(seen, draft.tables)
    if len(refused) == 1 and not wrong and "do not fit in" not in refused[0]:
        wrong.append(f"refused one way, read the other: {refused[0]}")
    shutil.rmtree(workspace)
    if left := set(os.listdir(tempfile.gettempdir())) - passing:
        wrong.append(f"left in the folder for passing files: {sorted(left)[:3]}")
    return wrong


def _engine(folder: Path) -> WritingEngine:
    return WritingEngine(folder, Allowance(LIMITS.memory_bytes, 1))


def _refusal(error: BaseException, wrong: list[str]) -> str:
    if not isinstance(error, ReadingRefused):
        wrong.append("".join(traceback.format_exception(error)[-12:]))
        return repr(error)
    sentence = error.sentence.said(lambda text: text)
    if error.advice:
        error.advice.said(lambda text: text)
    if any(words in sentence for words in _OFFERED) or "Error" in sentence:
        wrong.append(f"the sentence is not for a person: {sentence[:300]}")
    return sentence


def _seen(table: TextTable, wrong: list[str]) -> Seen:
    width = len(table.reading.columns)
    seen = Seen(table, [], [0] * width, [0] * width)
    names = [column.name for column in table.reading.columns]
    if len(set(names)) != width or not all(names):
        wrong.append(f"column names are not unique, or empty: {names[:20]}")
    for batch in table.batches():
        if len(batch.columns) != width or {len(cells) for cells in batch.columns} != {
            len(batch.numbers)
        }:
            wrong.append("a batch is ragged")
        seen.numbers += batch.numbers
        for at, cells in enumerate(batch.columns):
            seen.blank[at] += sum(1 for cell in cells if not cell or not cell.strip(_BLANK))
            seen.filled[at] += sum(1 for cell in cells if cell)
    if any(a >= b for a, b in zip(seen.numbers, seen.numbers[1:], strict=False)):
        wrong.append("row numbers do not go up")
    return seen


def _compared(seen: list[Seen], tables: tuple[DraftTable, ...]) -> Iterator[str]:
    if len(seen) != len(tables):
        yield f"{len(seen)} tables as text, {len(tables)} typed"
        return
    for one, table in zip(seen, tables, strict=True):
        if len(one.numbers) != table.rows:
            yield f"{len(one.numbers)} rows as text, {table.rows} typed"
        elif one.numbers:
            yield from _numbered(one, table)
        yield from _of_columns(one, table)
        if any(group.total <= 0 for group in table.faults.groups.values()):
            yield "a fault is counted not even once"


def _numbered(one: Seen, table: DraftTable) -> Iterator[str]:
    names = [column.name for column in table.reading.columns]
    shown = join(", ", [fill("count($c)", c=name(column)) for column in names])
    row = name(table.row_column) if table.row_column else fill("0")
    with _engine(table.parquet.parent) as engine:
        source = parquet(table.parquet)
        counts = engine.one(
            fill("select count(*), $shown from $source", shown=shown, source=source)
        )
        numbers = engine.rows(fill("select $row from $source", row=row, source=source))
    kept = [number for (number,) in numbers]
    if table.row_column and kept != one.numbers:
        yield f"rows are numbered {kept[:9]}..., but they are {one.numbers[:9]}..."
    for profile, count in zip(table.profile, counts[1:], strict=True):
        if profile.rows - profile.empty - profile.misfits != count:
            yield f"{profile.name}: {count} values, the profile says otherwise: {profile}"


def _of_columns(one: Seen, table: DraftTable) -> Iterator[str]:
    for at, profile in enumerate(table.profile):
        figures = (profile.rows, profile.empty, profile.misfits, profile.distinct)
        if min(figures) < 0 or profile.empty + profile.misfits > profile.rows:
            yield f"{profile.name}: impossible figures {figures}"
        if sum(bar.rows for bar in profile.bars) > profile.rows or any(
            bar.rows < 0 for bar in profile.bars
        ):
            yield f"{profile.name}: bars hold more rows than there are"
        if not table.reading.null_tokens and one.blank[at] < profile.empty:
            yield f"{profile.name}: {profile.empty} cells empty, only {one.blank[at]} were blank"
        if one.filled[at] < profile.rows - profile.empty:
            yield f"{profile.name}: more values than cells that say something"
