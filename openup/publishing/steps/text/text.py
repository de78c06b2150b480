"""Brings a text file to UTF-8: its bytes counted, its encoding found, what ends its lines."""

from __future__ import annotations

import codecs
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import mkstemp

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault, FaultLog, Level
from openup.publishing.steps.said.heard import Heard
from openup.publishing.steps.text.dialect import find_newline
from openup.publishing.steps.text.encoding import (
    CHUNK,
    WINDOWS,
    ByteCount,
    Encoding,
    count_bytes,
    find_encoding,
    mangled,
)
from openup.publishing.steps.text.heardtext import encoding_as_told
from openup.publishing.steps.text.records import open_text
from openup.publishing.table import Context, SourceFile

_ESCAPED = re.compile("[\udc80-\udcff]")
TAIL_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Text:
    """A text on disk in UTF-8: how it was encoded, what ends its lines, how many there are.

    `origin` holds the bytes as they arrived; `mangled` is whether some of its words were decoded
    wrongly before they were saved.
    """

    path: Path
    seen: ByteCount
    encoding: Encoding
    newline: str
    lines: int
    faults: FaultLog
    origin: Path
    mangled: bool

    @property
    def is_mixed(self) -> bool:
        """Whether it is UTF-8 but for some places."""
        return self.encoding.codec == "utf-8" and not self.encoding.fits

    @property
    def as_it_came(self) -> Text:
        """The same lines before they were converted."""
        return replace(self, path=self.origin)


def prepare_text(source: SourceFile, context: Context, said: Heard) -> Text:
    """Count, recognise and, where it is needed, convert. Raises ReadingRefused with a sentence."""
    name = source.member or source.name
    seen = _count(source.path, context, name)
    encoding = encoding_as_told(find_encoding(source.path, seen), said, source.path)
    path = source.path
    if encoding.codec not in ("utf-8", "utf-8-sig") or not encoding.fits:
        path = _convert(source.path, context.workspace, encoding)
        seen = _count(path, context, name)
    newline = find_newline(seen)
    if newline == "\n" and seen.longest_fed > context.limits.line_bytes:
        raise _too_long(name, context)
    faults = FaultLog()
    _log_encoding(source.path, encoding, newline, faults)
    faults.extend(_lost_signs(seen))
    bad = seen.suspicious and _has_mangled(path, newline)
    return Text(path, seen, encoding, newline, seen.lines(newline), faults, source.path, bad)


def _count(path: Path, context: Context, name: str) -> ByteCount:
    seen = count_bytes(path, longest=context.limits.line_bytes)
    if seen.longest > context.limits.line_bytes:
        raise _too_long(name, context)
    return seen


def _too_long(name: str, context: Context) -> ReadingRefused:
    size = context.limits.line_bytes >> 20
    return ReadingRefused(
        say("%(name)s has a line of more than %(size)s MB.", name=name, size=size),
        advice=say("A table has one record a line: export it again as CSV."),
    )


def _convert(path: Path, workspace: Path, encoding: Encoding) -> Path:
    """Decode by stream; a byte that does not fit becomes what Windows would show."""
    handle, made = mkstemp(dir=workspace, suffix=".utf8")
    os.close(handle)
    target = Path(made)
    errors = "replace" if encoding.codec.startswith(("utf-16", "utf-32")) else WINDOWS
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors)
    with path.open("rb") as raw, target.open("wb") as out:
        while chunk := raw.read(CHUNK):
            out.write(decoder.decode(chunk).encode("utf-8", "replace"))
        out.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))
    return target


def first_lines(text: Text, count: int, characters: int) -> list[str]:
    """The first physical lines, at most `count` of them and about so many characters."""
    lines: list[str] = []
    size = 0
    with open_text(text.path, text.newline) as file:
        for line in islice(file, count):
            lines.append(line)
            size += len(line)
            if size > characters:
                break
    return lines


def lines_after(text: Text, count: int) -> Iterator[str]:
    """The physical lines after so many."""
    with open_text(text.path, text.newline) as file:
        yield from islice(file, count, None)


def last_lines(text: Text) -> list[str]:
    """The last physical lines, about 64 KiB of them."""
    with text.path.open("rb") as file:
        file.seek(max(0, text.seen.size - TAIL_BYTES))
        tail = file.read()
    wrapped = io.TextIOWrapper(
        io.BytesIO(tail), encoding="utf-8", errors="replace", newline=text.newline
    )
    lines = list(wrapped)
    return lines if len(tail) == text.seen.size else lines[1:]


def _log_encoding(path: Path, encoding: Encoding, newline: str, faults: FaultLog) -> None:
    if encoding.fits:
        if not encoding.codec.startswith("utf-8"):
            faults.add(_not_utf8(encoding))
    elif encoding.codec != "utf-8":
        faults.add(_unknown(path, newline))


def _not_utf8(encoding: Encoding) -> Fault:
    return Fault(
        "encoding",
        Level.FILE,
        say("The file is not in UTF-8 but in %(codec)s; it was converted.", codec=encoding.codec),
        say("In Excel choose “CSV UTF-8” when you save."),
    )


def _unknown(path: Path, newline: str) -> Fault:
    with path.open(encoding="latin-1", newline=newline) as file:
        first = next((line[:200] for line in file if not line.isascii()), None)
    return Fault(
        "encoding-unknown",
        Level.FILE,
        say("No encoding decodes the accented letters of this file: some were lost before."),
        say("Export it again from where it was made, as CSV UTF-8."),
        raw=first,
    )


def _has_mangled(path: Path, newline: str) -> bool:
    with open_text(path, newline) as file:
        return any(mangled(line) is not None for line in file)


def _lost_signs(seen: ByteCount) -> Iterator[Fault]:
    if seen.nulls:
        yield Fault(
            "null-bytes",
            Level.FILE,
            say("Zero bytes in the text: %(times)s. They were kept.", times=seen.nulls),
            say("Export the table again: text has no zero bytes."),
        )
    if seen.lost:
        yield Fault(
            "lost-signs",
            Level.FILE,
            say("“\ufffd” stands where signs could not be decoded: %(times)s.", times=seen.lost),
            say("They were lost before: export it again from where it was made, as CSV UTF-8."),
        )
