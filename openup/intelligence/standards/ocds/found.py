"""Finds releases and records in a JSON text of any make, one at a time.

A package, a list of packages, a bare release or record, values one after another, and any of these
under other names: whatever is no part of a release is looked through for releases.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from openup.intelligence.standards.ocds.fields import SHAPES
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats._jsonstream import Walk, Where

RECORD_BYTES: Final = 64 * 2**20
"""The longest value that is held at once: one release, or one record with its releases."""

DRAFT: Final = frozenset({"releaseID", "releaseDate", "releaseTag", "formationType"})
"""Fields of the draft of 2014, which no version of the standard has."""

_SECTIONS: Final = frozenset(
    {"planning", "tender", "bids", "awards", "contracts", "parties", "buyer"}
)
_OF_PACKAGE: Final = frozenset(
    {"uri", "version", "extensions", "publishedDate", "publisher", "license",
     "publicationPolicy", "packages", "links", "packageInfo", "versionedRelease", "_id"}
)  # fmt: skip
_OF_RELEASE: Final = frozenset(SHAPES["Release"]) | DRAFT
_MARK: Final = b"\xef\xbb\xbf"

Value = Mapping[str, object]


class Kind(StrEnum):
    """What was found."""

    RELEASE = "release"
    COMPILED = "compiled"
    LINK = "link"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Found:
    """A release, the compiled release of a record, a link to one, or a line that is broken.

    `within` is what it lay in: `release package`, `record package`, `record`, `release`.
    """

    kind: Kind
    value: Value
    within: str
    line: int = 0


def found_in(path: Path, name: str) -> Iterator[Found]:
    """Everything in a UTF-8 file. Raises ReadingRefused where its text is no JSON."""
    if is_lines(path):
        yield from _lines(path, name)
        return
    with path.open("rb") as file:
        yield from _values(file, name, len(_MARK) if file.read(3) == _MARK else 0)


def is_lines(path: Path) -> bool:
    """Whether the file begins with a line that is a whole object, and has another."""
    with path.open("rb") as file:
        first = file.readline(RECORD_BYTES).removeprefix(_MARK).strip()
        if not (first.startswith(b"{") and first.endswith(b"}")):
            return False
        try:
            json.loads(first)
        except ValueError:
            return False
        return file.readline(2)[:1] in (b"{", b"[")


def _lines(path: Path, name: str) -> Iterator[Found]:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                begins = len(_MARK) if line.startswith(_MARK) else 0
                yield from list(_values(BytesIO(line), name, begins))
            except ReadingRefused:
                yield Found(Kind.BROKEN, {}, "line", number)


def _values(file: BinaryIO, name: str, begins: int) -> Iterator[Found]:
    walk = Walk(file, name, RECORD_BYTES, Where(begins))
    while walk.peek():
        yield from _look(walk)


def _look(walk: Walk) -> Iterator[Found]:
    """Everything in the next value."""
    if walk.peek() == "[":
        walk.take("[")
        if walk.peek() == "]":
            walk.take("]")
            return
        while True:
            yield from _look(walk)
            if walk.take(",]") == "]":
                return
    elif walk.peek() == "{":
        yield from _object(walk)
    else:
        walk.value()


def _object(walk: Walk) -> Iterator[Found]:
    """A release, a record or a package: which one it is shows only at its end."""
    own: dict[str, object] = {}
    full = links = 0
    for key in walk.names():
        if key == "releases" and walk.peek() == "[":
            for one in walk.items():
                if is_release(one):
                    full += 1
                    yield Found(Kind.RELEASE, _with_ocid(one, own), "release package")
                else:
                    links += 1
        elif key == "records" and walk.peek() == "[":
            for one in walk.items():
                yield from _record(one, "record package")
        elif key in _OF_RELEASE or key in _OF_PACKAGE or key == "compiledRelease":
            own[key] = walk.value()
        else:
            yield from _look(walk)
    if full:
        return
    if is_release(own):
        yield Found(Kind.RELEASE, own, "release")
    elif is_release(own.get("compiledRelease")):
        yield from _record(own, "record")
    elif links:
        yield Found(Kind.LINK, own, "record")


def _record(value: object, within: str) -> Iterator[Found]:
    """The releases of a record; the compiled one where they are not there in full."""
    if not isinstance(value, dict):
        return
    releases = value.get("releases")
    releases = releases if isinstance(releases, list) else [releases]
    full = [one for one in releases if is_release(one)]
    compiled = value.get("compiledRelease")
    for one in full:
        yield Found(Kind.RELEASE, _with_ocid(one, value), within)
    if not full and is_release(compiled):
        yield Found(Kind.COMPILED, _with_ocid(compiled, value), within)
    elif not full:
        yield Found(Kind.LINK, value, within)


def is_release(value: object) -> bool:
    """Whether it is an object with what only releases have; a link has `url`, `date` and `tag`."""
    if not isinstance(value, dict):
        return False
    if value.keys() & DRAFT or value.keys() & _SECTIONS:
        return True
    return "ocid" in value and "url" not in value and bool(value.keys() & {"tag", "date"})


def _with_ocid(release: object, above: Value) -> Value:
    assert isinstance(release, dict)
    return (
        release if "ocid" in release or "ocid" not in above else {**release, "ocid": above["ocid"]}
    )
