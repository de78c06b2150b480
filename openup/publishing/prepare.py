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
from openup.publishing.choose import choose
from openup.publishing.draft import Draft, DraftTable, Source
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault, Level
from openup.publishing.source import expand, text_name
from openup.publishing.steps.shape import shaped
from openup.publishing.table import Context, Limits, Progress, TextTable, quiet
from openup.publishing.unpack import ARCHIVES
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
) -> Draft:
    """Read a file into a new folder of `workspace`. Raises ReadingRefused with a sentence.

    Nothing is left behind when it fails; afterwards `Draft.staging` belongs to the caller.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    staging = Path(mkdtemp(dir=workspace, prefix="draft-"))
    try:
        name = text_name(name)
        source = Source(name, digest_of(path), path.stat().st_size, path)
        context = Context(staging / "work", limits, progress)
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
    for source in expand(
        path,
        workspace=context.workspace,
        limits=context.limits,
        refused=lambda member, refusal: refused.append((member, refusal)),
    ):
        called = name if source.path == path else source.name
        named = replace(source, name=text_name(called), member=text_name(source.member))
        try:
            for table in choose(named).read(named, context):
                first = first or table
                yield table
        except ReadingRefused as refusal:
            if not set(named.container) & set(ARCHIVES):
                raise
            refused.append((named.member, refusal))
    if refused and first is None:
        raise refused[0][1]
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
        try:
            yield shaped(table, engine=engine, folder=folder, workspace=context.workspace)
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
