"""Unpacks containers by stream and within limits: gzip, bzip2, xz, Zstandard, zip, tar."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final, cast

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.steps.text.spanish import weigh
from openup.publishing.table import Limits
from openup.store.compressed import zstandard

CHUNK: Final = 1 << 20
RATIO_FLOOR: Final = 64 * CHUNK
"""A small file may unpack to this size whatever its ratio: rows of zeros are no bomb."""
RATIO_SURE: Final = 256 * CHUNK
"""Once this much came out, the ratio so far tells a bomb; a table may begin with its zeros."""

DAMAGED: Final = (
    EOFError, OSError, zlib.error, zipfile.BadZipFile, lzma.LZMAError, tarfile.TarError,
    NotImplementedError,
)  # fmt: skip

_ENDINGS: Final = (".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd")


class TooLarge(ReadingRefused):
    """What is packed would fill the disk; nothing more of it is unpacked."""


@dataclass(slots=True)
class Budget:
    """How many bytes may come out of one file that arrived, whatever is packed within it."""

    name: str
    packed: int
    limits: Limits
    written: int = 0

    @property
    def most(self) -> int:
        """The bytes that may come out in all."""
        by_ratio = max(RATIO_FLOOR, self.limits.unpacked_ratio * self.packed)
        return min(self.limits.unpacked_bytes, by_ratio)

    def spend(self, size: int) -> None:
        """Count bytes that come out. Raises TooLarge beyond what is allowed."""
        self.written += size
        if self.written > self.most:
            raise self._too_large()

    def foresee(self, size: int) -> None:
        """Refuse at once what says itself that it holds too much. Raises TooLarge."""
        if self.written + size > self.most:
            raise self._too_large()

    def weigh(self, taken: int, given: int) -> None:
        """Refuse a stream that gives far more bytes than it takes, long before the disk is full."""
        if given > RATIO_SURE and given > self.limits.unpacked_ratio * taken:
            raise self._too_large()

    def _too_large(self) -> TooLarge:
        return TooLarge(
            say(
                "%(name)s unpacks to more than %(size)s MB from %(packed)s KB.",
                name=self.name,
                size=min(self.most, RATIO_SURE) >> 20,
                packed=self.packed >> 10,
            ),
            advice=say("Send the table unpacked, or in several parts."),
        )


@dataclass(frozen=True, slots=True)
class Packed:
    """One container to unpack: its file, its name, where its content goes, what may come out."""

    path: Path
    name: str
    folder: Path
    budget: Budget


@dataclass(frozen=True, slots=True)
class Member:
    """One thing in a container: its name, and its bytes on disk or why there are none."""

    name: str
    path: Path
    refused: ReadingRefused | None = None


def container_of(path: Path) -> str | None:
    """The kind of container that these bytes are, or None."""
    with path.open("rb") as file:
        head = file.read(512)
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if head.startswith(b"BZh") and head[4:8] == b"1AY&":
        return "bzip2"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_document(path):
        return "zip"
    return "tar" if head[257:262] == b"ustar" else None


def _is_document(path: Path) -> bool:
    """A workbook is a zip too, and stays packed: its format opens it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return b"opendocument" in archive.open("mimetype").read(100)
            return "[Content_Types].xml" in names
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        return False


def _stream(opened: Callable[[IO[bytes]], IO[bytes]]) -> Callable[[Packed], Iterator[Member]]:
    def unpack(packed: Packed) -> Iterator[Member]:
        target = packed.folder / "content"
        with packed.path.open("rb") as file, opened(file) as content:
            _copy(content, target, packed.budget, taken=file.tell)
        yield Member(_without_ending(packed.name), target)

    return unpack


def _without_ending(name: str) -> str:
    if name.lower().endswith(".tgz"):
        return name[:-4] + ".tar"
    for ending in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def _unzip(packed: Packed) -> Iterator[Member]:
    with zipfile.ZipFile(packed.path) as archive:
        found = archive.infolist()
        members = [one for one in found if _counts(one.filename, one.filename.endswith("/"))]
        _check_count(packed, len(members))
        packed.budget.foresee(sum(one.file_size for one in members))
        for number, one in enumerate(members):
            name = one.filename if one.flag_bits & 0x800 else member_name(one.filename, "cp437")
            if one.flag_bits & 1:
                yield Member(name, packed.path, _protected(name))
            else:
                yield _taken(packed, name, number, partial(archive.open, one))


def _untar(packed: Packed) -> Iterator[Member]:
    with tarfile.open(packed.path, "r:", encoding="utf-8", errors="surrogateescape") as archive:
        members = [one for one in archive if _counts(one.name, not one.isfile())]
        _check_count(packed, len(members))
        for number, one in enumerate(members):
            yield _taken(
                packed,
                member_name(one.name, "utf-8"),
                number,
                partial(_file_in, archive, one),
            )


def _file_in(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return cast(IO[bytes], archive.extractfile(member))


def _taken(packed: Packed, name: str, number: int, opened: Callable[[], IO[bytes]]) -> Member:
    target = packed.folder / f"content-{number}"
    try:
        with opened() as content:
            _copy(content, target, packed.budget, taken=None)
    except (*DAMAGED, RuntimeError):
        return Member(name, target, damaged(name))
    return Member(name, target)


def damaged(name: str) -> ReadingRefused:
    """The refusal of a container, or of a member, that cannot be unpacked."""
    return ReadingRefused(
        say("%(name)s is damaged or cut off: it cannot be unpacked.", name=name),
        advice=say("Download or pack it again, and compare its size with the original."),
    )


def _protected(name: str) -> ReadingRefused:
    return ReadingRefused(
        say("%(name)s is protected by a password.", name=name),
        advice=say("Pack it again without a password: open data has none."),
    )


def _counts(name: str, nothing: bool) -> bool:
    last = name.rstrip("/").rpartition("/")[2]
    return not (nothing or name.startswith("__MACOSX/") or last.startswith("."))


def _check_count(packed: Packed, members: int) -> None:
    if not members:
        raise ReadingRefused(
            say("%(name)s is an empty container.", name=packed.name),
            advice=say("Put the table into it, or send the table itself."),
        )
    if members > packed.budget.limits.members:
        raise ReadingRefused(
            say(
                "%(name)s holds %(members)s files; at most %(most)s are read at once.",
                name=packed.name,
                members=members,
                most=packed.budget.limits.members,
            ),
            advice=say("Send them in several containers."),
        )


def member_name(name: str, codec: str) -> str:
    """A member's name as its maker saw it: old programs do not say how they wrote it."""
    if name.isascii():
        return name
    try:
        written = name.encode(codec, "surrogateescape")
    except UnicodeEncodeError:
        return name
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        best = max(weigh(Counter([written])), key=lambda one: one.score)
        return written.decode(best.codec, "replace")


def _copy(
    content: IO[bytes], target: Path, budget: Budget, *, taken: Callable[[], int] | None
) -> None:
    """Unpack by stream, and stop a bomb before it fills the disk.

    `taken` tells how many packed bytes were read so far, where that is known.
    """
    given = 0
    try:
        with target.open("wb") as file:
            while chunk := content.read(CHUNK):
                budget.spend(len(chunk))
                given += len(chunk)
                if taken is not None:
                    budget.weigh(taken(), given)
                file.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


_MARKS: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)

ARCHIVES: Final = ("zip", "tar")
"""The kinds that may hold several things."""

UNPACK: Final[dict[str, Callable[[Packed], Iterator[Member]]]] = {
    "gzip": _stream(lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file))),
    "bzip2": _stream(bz2.BZ2File),
    "xz": _stream(lzma.LZMAFile),
    "zstd": _stream(zstandard),
    "zip": _unzip,
    "tar": _untar,
}
