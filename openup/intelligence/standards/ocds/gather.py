"""Goes through one file of open contracting patiently, and writes its releases as clean lines."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp
from typing import Final, TextIO

from openup.intelligence.standards.ocds.found import DRAFT, Found, Kind, found_in
from openup.intelligence.standards.ocds.notes import SKIPPED, Notes
from openup.intelligence.standards.ocds.tidy import tidied
from openup.intelligence.standards.ocds.upgrade import upgraded
from openup.kernel.words import Words, say
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats._jsonstream import PIECE, as_utf8
from openup.publishing.table import Context, SourceFile

_SKIP: Final[Mapping[Kind, str]] = {Kind.LINK: "ocds-link", Kind.BROKEN: "ocds-broken"}


@dataclass(slots=True)
class FileRead:
    """What became of one file: what it was made of, how many releases were taken, the findings.

    `quick` says that the engine read it as it stands. `refused` is why nothing of it was taken.
    """

    name: str
    made_of: Counter[str] = field(default_factory=Counter)
    releases: int = 0
    notes: Notes = field(default_factory=Notes)
    quick: bool = False
    refused: Words | None = None


def gather(source: SourceFile, out: TextIO, context: Context) -> FileRead:
    """Write every release of a file as a line. Raises ReadingRefused when it is no JSON."""
    name = source.member or source.name
    read = FileRead(name)
    for found in found_in(_as_text(source, context, read), name):
        read.made_of[found.within] += 1
        _take(found, out, read)
    if not read.releases:
        read.refused = nothing(read)
    return read


def _take(found: Found, out: TextIO, read: FileRead) -> None:
    value, notes = found.value, read.notes
    ocid = str(value.get("ocid") or "").strip()
    code = _SKIP.get(found.kind, "")
    if not code and value.keys() & DRAFT:
        code = "ocds-draft"
    elif not code and not ocid:
        code = "ocds-no-ocid"
    if code:
        notes.add(code, ocid, "", found.line or value.get("id") or value.get("releaseID"))
        return
    out.write(json.dumps(upgraded(tidied(value, notes), notes), ensure_ascii=False) + "\n")
    read.releases += 1


def nothing(read: FileRead) -> Words:
    """Why nothing of a file was taken."""
    skipped = read.notes.skipped
    if not skipped:
        return say("%(name)s holds no releases or records of OCDS.", name=read.name)
    code = max(skipped, key=lambda one: skipped[one])
    return say(
        "Nothing of %(name)s can be taken. %(count)s times: %(reason)s.",
        name=read.name,
        count=skipped[code],
        reason=SKIPPED[code],
    )


def _as_text(source: SourceFile, context: Context, read: FileRead) -> Path:
    """The file in UTF-8. Bytes that are no UTF-8 are read as Windows-1252, which is noted."""
    try:
        path, _ = as_utf8(source, context)
        with path.open(encoding="utf-8") as file:
            while file.read(PIECE):
                pass
    except (ReadingRefused, UnicodeDecodeError):
        handle, made = mkstemp(dir=context.workspace, suffix=".json")
        os.close(handle)
        path = Path(made)
        with (
            source.path.open(encoding="cp1252", errors="replace") as text,
            path.open("w", encoding="utf-8") as out,
        ):
            shutil.copyfileobj(text, out, PIECE)
        read.notes.add("ocds-encoding", "", "")
    return path
