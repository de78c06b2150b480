"""What must hold for any bytes whatever: a sentence, or tables that lost nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from openup.publishing.draft import DraftTable
from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import prepare, texts
from openup.publishing.table import Context, Limits, TextTable
from openup.store.engines.duckdb import WritingEngine
from tests.properties.lost import counted, lost

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


@dataclass(slots=True)
class Examined:
    """What OpenUp did wrong with a file, as sentences, and what it made of it."""

    wrong: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(len(one.numbers) for one in self.seen)


def examine_text(path: Path, workspace: Path) -> Examined:
    """Read one file as text."""
    with _kept_clean(workspace) as found:
        _read(path, workspace, found)
    return found


def examine(path: Path, workspace: Path, engine: WritingEngine) -> Examined:
    """Read one file as text, and typed too; both must tell the same."""
    with _kept_clean(workspace) as found:
        _read(path, workspace, found)
        try:
            draft = prepare(
                path,
                name=path.name,
                workspace=workspace / "typed",
                engine_of=lambda _: nullcontext(engine),
                limits=LIMITS,
            )
        except BaseException as error:  # noqa: BLE001 -- a library's panic is no Exception
            found.refused.append(_refusal(error, found.wrong))
            if list((workspace / "typed").glob("*")):
                found.wrong.append("a refused file left something behind")
        else:
            found.wrong += _compared(found.seen, draft.tables)
        if len(found.refused) == 1 and not found.wrong and "do not fit in" not in found.refused[0]:
            found.wrong.append(f"refused one way, read the other: {found.refused[0]}")
    return found


@contextmanager
def _kept_clean(workspace: Path) -> Iterator[Examined]:
    """A workspace that is taken away, and a look at what was left elsewhere."""
    passing = set(os.listdir(tempfile.gettempdir()))
    (workspace / "text").mkdir(parents=True)
    found = Examined()
    yield found
    shutil.rmtree(workspace)
    if left := set(os.listdir(tempfile.gettempdir())) - passing:
        found.wrong.append(f"left in the folder for passing files: {sorted(left)[:3]}")


def _read(path: Path, workspace: Path, found: Examined) -> None:
    try:
        context = Context(workspace / "text", LIMITS)
        tables = texts(path, name=path.name, context=context)
        found.seen = [_seen(one, path, found.wrong) for one in tables]
    except BaseException as error:  # noqa: BLE001 -- a library's panic is no Exception
        found.refused.append(_refusal(error, found.wrong))


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


def _seen(table: TextTable, path: Path, wrong: list[str]) -> Seen:
    width = len(table.reading.columns)
    seen = Seen(table, [], [0] * width, [0] * width)
    names = [column.name for column in table.reading.columns]
    if len(set(names)) != width or not all(names):
        wrong.append(f"column names are not unique, or empty: {names[:20]}")
    said: list[str] = []
    for batch in table.batches():
        if len(batch.columns) != width or {len(cells) for cells in batch.columns} != {
            len(batch.numbers)
        }:
            wrong.append("a batch is ragged")
        seen.numbers += batch.numbers
        for at, cells in enumerate(batch.columns):
            seen.blank[at] += sum(1 for cell in cells if not cell or not cell.strip(_BLANK))
            filled = [cell for cell in cells if cell]
            seen.filled[at] += len(filled)
            said += filled
    if any(a >= b for a, b in zip(seen.numbers, seen.numbers[1:], strict=False)):
        wrong.append("row numbers do not go up")
    if gone := lost(path, table, counted("".join(said))):
        wrong.append(gone)
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
    kept = pq.read_table(table.parquet)
    if table.row_column and (numbers := kept[table.row_column].to_pylist()) != one.numbers:
        yield f"rows are numbered {numbers[:9]}..., but they are {one.numbers[:9]}..."
    if not table.row_column and one.numbers != _counting_up(table):
        yield f"rows count up from {table.first_row}, but they are {one.numbers[:9]}..."
    for name, profile in zip(names, table.profile, strict=True):
        count = kept.num_rows - kept[name].null_count
        if profile.rows - profile.empty - profile.misfits != count:
            yield f"{profile.name}: {count} values, the profile says otherwise: {profile}"


def _counting_up(table: DraftTable) -> list[int]:
    return list(range(table.first_row, table.first_row + table.rows))


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
