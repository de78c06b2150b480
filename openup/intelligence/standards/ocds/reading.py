"""Any files of open contracting become the tables that rules ask, and a report of what was read.

Lines of clean releases are read by the engine alone. Everything else is gone through release by
release, written as clean lines, and then read in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from openup.intelligence.errors import ContractsRefused
from openup.intelligence.standards.ocds.found import is_lines, is_release
from openup.intelligence.standards.ocds.gather import FileRead, gather
from openup.intelligence.standards.ocds.money import USUAL, Money
from openup.intelligence.standards.ocds.notes import Notes
from openup.intelligence.standards.ocds.quick import Loaded, NotReady, load
from openup.intelligence.standards.ocds.shape import LINE_BYTES
from openup.intelligence.standards.ocds.tabular import gather_tables, is_table
from openup.intelligence.standards.ocds.tidy import tidied
from openup.intelligence.standards.ocds.upgrade import upgraded
from openup.intelligence.standards.wanted import EVERYTHING, Wanted
from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats._records import decode
from openup.publishing.source import expand
from openup.publishing.table import Context, SourceFile
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.errors import EngineError, EngineFull, EngineInterrupted

_SAMPLE: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of the files: which columns, and in which currency amounts are compared,
    and whose law processes are under that do not say it themselves.
    """

    wanted: Wanted = field(default_factory=lambda: EVERYTHING)
    money: Money = USUAL
    jurisdiction: str = ""


EVERY: Final = Asked()


@dataclass(frozen=True, slots=True)
class Contracts:
    """The tables in the engine, and what became of each file."""

    loaded: Loaded
    files: tuple[FileRead, ...]


def read(
    engine: DuckRuleEngine, paths: Iterable[Path], context: Context, asked: Asked = EVERY
) -> Contracts:
    """Read files, folders and containers. Raises ContractsRefused when there is nothing in them."""
    files: list[FileRead] = []

    def refused(name: str, refusal: ReadingRefused) -> None:
        files.append(FileRead(name, refused=refusal.sentence))

    sources = [
        source
        for path in paths
        for source in expand(
            path, workspace=context.workspace, limits=context.limits, refused=refused
        )
    ]
    ready = [source for source in sources if _is_ready(source)]
    tables = [source for source in sources if is_table(source)]
    others = [one for one in sources if one not in ready and one not in tables]
    lines = _gathered(others, context, files) + _of_tables(engine, tables, context, files)
    loaded = _quick(engine, [source.path for source in ready] + lines, asked, context)
    if loaded is not None:
        files += [FileRead(one.member or one.name, quick=True) for one in ready]
        return Contracts(loaded, tuple(files))
    lines += _gathered(ready, context, files)
    if not lines:
        raise _nothing(files)
    loaded = _load(engine, lines, asked, context)
    return Contracts(loaded, tuple(files))


def _is_ready(source: SourceFile) -> bool:
    """Whether a file is lines of releases, the first of which need no mending."""
    if not is_lines(source.path):
        return False
    notes = Notes()
    with source.path.open("rb") as file:
        for line in islice(iter(lambda: file.readline(LINE_BYTES), b""), _SAMPLE):
            try:
                value, _ = decode(line.decode("utf-8").strip(), 0)
            except ValueError:
                return False
            if not isinstance(value, dict) or not is_release(value) or "releases" in value:
                return False
            upgraded(tidied(value, notes), notes)
    return not notes.log.groups


def _gathered(sources: Sequence[SourceFile], context: Context, files: list[FileRead]) -> list[Path]:
    """Files of clean lines, one for each source of which anything was taken."""
    made = []
    for source in sources:
        target = context.workspace / f"releases-{len(files)}.jsonl"
        try:
            with target.open("w", encoding="utf-8") as out:
                files.append(gather(source, out, context))
        except ReadingRefused as refusal:
            files.append(FileRead(source.member or source.name, refused=refusal.sentence))
        if files[-1].refused is None:
            made.append(target)
        else:
            target.unlink()
    return made


def _of_tables(
    engine: DuckRuleEngine, tables: Sequence[SourceFile], context: Context, files: list[FileRead]
) -> list[Path]:
    """The file of clean lines of all tables together, where they give any."""
    if not tables:
        return []
    target = context.workspace / "releases-of-tables.jsonl"
    reads = gather_tables(engine, tables, target, context)
    files += reads
    return [target] if any(read.releases for read in reads) else []


def _quick(
    engine: DuckRuleEngine, paths: Sequence[Path], asked: Asked, context: Context
) -> Loaded | None:
    """What the engine makes of lines; None where some line must be looked at one by one."""
    if not paths:
        return None
    try:
        return _load(engine, paths, asked, context)
    except (EngineFull, EngineInterrupted):
        raise
    except (EngineError, NotReady):
        return None


def _load(engine: DuckRuleEngine, paths: Sequence[Path], asked: Asked, context: Context) -> Loaded:
    return load(
        engine,
        paths,
        asked.wanted,
        asked.money,
        jurisdiction=asked.jurisdiction,
        workspace=context.workspace,
    )


def _nothing(files: Sequence[FileRead]) -> ContractsRefused:
    reasons = [one.refused for one in files if one.refused is not None]
    if len(files) == 1 and reasons:
        return ContractsRefused(reasons[0], advice=_ADVICE)
    return ContractsRefused(
        say("None of the %(count)s files holds open contracting that can be read.",
            count=len(files)),
        advice=_ADVICE,
    )  # fmt: skip


_ADVICE: Final = say("Give a release package, a record package, releases, or tables of them.")
