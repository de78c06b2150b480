"""From the bytes of a file to a draft: typed tables in a private folder, nothing recorded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from openup.kernel.words import say
from openup.publishing.choose import Chosen, choose
from openup.publishing.draft import Draft, DraftTable, Source
from openup.publishing.errors import ReadingRefused, ToldRefused
from openup.publishing.faults import Fault, Level
from openup.publishing.source import expand, text_name
from openup.publishing.steps.tables.shape import shaped
from openup.publishing.steps.text.accents import watched
from openup.publishing.steps.types.toldcolumns import columns_as_told, rename
from openup.publishing.table import Context, Limits, Progress, TextTable, quiet
from openup.publishing.told import AS_FOUND, Before, Told
from openup.store.engines.duckdb import WritingEngine
from openup.store.errors import EngineFull
from openup.store.objects import digest_of

USUAL: Final = Limits()

EngineOf = Callable[[Path], AbstractContextManager[WritingEngine]]
"""Lends an engine for one run: one of its own that spills into the folder, or one for many runs."""


def prepare(
    path: Path,
    *,
    name: str,
    workspace: Path,
    engine_of: EngineOf,
    limits: Limits = USUAL,
    progress: Progress = quiet,
    told: Told = AS_FOUND,
    before: tuple[Before, ...] = (),
) -> Draft:
    """Read a file into a new folder of `workspace`. Raises ReadingRefused with a sentence.

    `told` is what a person says of how to read it; `before` are the releases it may come after.
    Nothing is left behind when it fails; afterwards `Draft.staging` belongs to the caller.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    staging = Path(mkdtemp(dir=workspace, prefix="draft-"))
    try:
        name = text_name(name)
        source = Source(name, digest_of(path), path.stat().st_size, path)
        context = Context(staging / "work", limits, progress, told, before)
        context.workspace.mkdir()
        with engine_of(context.workspace) as engine:
            tables = tuple(_tables(path, name, context, engine, staging))
        if not tables:
            raise ReadingRefused(
                say("%(name)s holds no table.", name=name),
                advice=say("Look at the file: it needs a row of names and rows below it."),
            )
        shutil.rmtree(context.workspace)
        return Draft(source, tables, staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def texts(path: Path, *, name: str, context: Context) -> Iterator[TextTable]:
    """Every table of a file before types. Raises ReadingRefused with a sentence.

    In a container a member that cannot be read is a fault of the first table; the others are read.
    """
    refused: list[tuple[str, ReadingRefused]] = []
    first: TextTable | None = None
    chosen = Chosen(context.told)
    for source in expand(
        path,
        workspace=context.workspace,
        limits=context.limits,
        refused=lambda member, refusal: refused.append((member, refusal)),
    ):
        called = name if source.path == path else source.name
        named = replace(source, name=text_name(called), member=text_name(source.member))
        try:
            for table in choose(named, context.told).read(named, context):
                if chosen.takes(table):
                    first = first or table
                    yield watched(table)
        except ReadingRefused as refusal:
            if isinstance(refusal, ToldRefused) or not named.archived:
                raise
            refused.append((named.member, refusal))
    if refused and first is None:
        raise refused[0][1]
    chosen.demand_all()
    if first is not None:
        first.faults.extend(_left_out(member, refusal) for member, refusal in refused)


def _left_out(member: str, refusal: ReadingRefused) -> Fault:
    return Fault(
        "member-refused",
        Level.FILE,
        say("A file of the container was not read: %(why)s", why=refusal.sentence),
        refusal.advice or say("Look at the file."),
        raw=member,
    )


def _tables(
    path: Path, name: str, context: Context, engine: WritingEngine, staging: Path
) -> Iterator[DraftTable]:
    for number, table in enumerate(texts(path, name=name, context=context)):
        folder = staging / f"table-{number}"
        folder.mkdir()
        context.progress(say("Typing %(table)s", table=table.name), number, 0)
        said = columns_as_told(table, context)
        try:
            draft = shaped(
                table,
                engine=engine,
                folder=folder,
                workspace=context.workspace,
                before=said.before,
            )
        except EngineFull as error:
            raise ReadingRefused(
                say(
                    "Table %(table)s has %(columns)s columns: they do not fit in %(size)s MB.",
                    table=table.name,
                    columns=len(table.reading.columns),
                    size=context.limits.memory_bytes >> 20,
                ),
                advice=say("Split the table, or give the portal more memory (OPENUP_MEMORY)."),
            ) from error
        rename(draft.faults, said.renamed)
        draft.faults.extend(said.faults)
        yield replace(draft, after=said.after)
