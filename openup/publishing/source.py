"""Opens what arrives: folders are walked, containers are unpacked within limits, by their bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.table import Limits, SourceFile
from openup.publishing.unpack import (
    ARCHIVES,
    DAMAGED,
    UNPACK,
    Budget,
    Member,
    Packed,
    TooLarge,
    container_of,
    damaged,
)

_NOT_TEXT: Final = re.compile("[\ud800-\udfff]")
_DEEPEST: Final = 4
_ARCHIVES_MOST: Final = 2

Refusal = Callable[[str, ReadingRefused], None]
"""Told the name of a member that cannot be opened, and why; the others are still opened."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """One file that may be a container, where it is unpacked, and who hears what is refused."""

    source: SourceFile
    folder: Path
    budget: Budget
    refused: Refusal


def text_name(name: str) -> str:
    """A file's name as text that can be kept: bytes in it that are not UTF-8 become U+FFFD."""
    return _NOT_TEXT.sub("\ufffd", name)


def files_under(path: Path) -> Iterator[Path]:
    """The file itself, or every visible file of a folder and its folders, in order of name."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)


def expand(
    path: Path, *, workspace: Path, limits: Limits, refused: Refusal
) -> Iterator[SourceFile]:
    """Every file in `path`, unpacked into `workspace`. Raises ReadingRefused with a sentence."""
    for number, file in enumerate(files_under(path)):
        if not file.is_file():
            raise ReadingRefused(
                say("There is no file %(path)s.", path=str(file)),
                advice=say("Check the name and the folder."),
            )
        source = SourceFile(path=file, name=file.name)
        budget = Budget(file.name, file.stat().st_size, limits)
        yield from _open(_Opening(source, workspace / f"unpacked-{number}", budget, refused))


def _open(opening: _Opening) -> Iterator[SourceFile]:
    source = opening.source
    kind = container_of(source.path)
    if kind is None:
        yield source
        return
    above = (*source.container, kind)
    if len(above) > _DEEPEST or sum(one in ARCHIVES for one in above) > _ARCHIVES_MOST:
        raise ReadingRefused(
            say("%(name)s holds containers within containers.", name=source.name),
            advice=say("Pack the table once, or send it unpacked."),
        )
    opening.folder.mkdir(parents=True, exist_ok=True)
    name = source.member or source.name
    packed = Packed(source.path, name, opening.folder, opening.budget)
    try:
        for number, member in enumerate(UNPACK[kind](packed)):
            yield from _member(opening, member, above, number)
    except DAMAGED as damage:
        raise damaged(name) from damage


def _member(
    opening: _Opening, member: Member, above: tuple[str, ...], number: int
) -> Iterator[SourceFile]:
    """What one member holds; in an archive a bad member does not hide the others."""
    archived = above[-1] in ARCHIVES and set(above[:-1]) & set(ARCHIVES)
    within = opening.source.member if archived else ""
    name = f"{within}/{member.name}" if within else member.name
    inner = SourceFile(member.path, opening.source.name, above, name)
    folder = opening.folder / f"within-{number}"
    try:
        if member.refused is not None:
            raise member.refused
        yield from _open(_Opening(inner, folder, opening.budget, opening.refused))
    except TooLarge:
        raise
    except ReadingRefused as refusal:
        if above[-1] not in ARCHIVES:
            raise
        opening.refused(name, refusal)
