"""Opens what arrives: folders are walked, containers are unpacked within limits, by their bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.table import Limits, SourceFile

CHUNK = 1 << 20
RATIO_FLOOR = 64 * CHUNK
"""A small file may unpack to this size whatever its ratio: rows of zeros are no bomb."""

_DAMAGED = (EOFError, OSError, zlib.error, zipfile.BadZipFile, lzma.LZMAError)
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class _Packed:
    """One thing to unpack, and where to."""

    source: SourceFile
    workspace: Path
    limits: Limits
    depth: int


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


def expand(path: Path, *, workspace: Path, limits: Limits) -> Iterator[SourceFile]:
    """Every file in `path`, unpacked into `workspace`. Raises ReadingRefused with a sentence."""
    for number, file in enumerate(files_under(path)):
        if not file.is_file():
            raise ReadingRefused(
                say("There is no file %(path)s.", path=str(file)),
                advice=say("Check the name and the folder."),
            )
        source = SourceFile(path=file, name=file.name)
        folder = workspace / f"unpacked-{number}"
        yield from _open(_Packed(source, folder, limits, depth=0))


def _open(packed: _Packed) -> Iterator[SourceFile]:
    kind = _container(packed.source.path)
    if kind is None:
        yield packed.source
        return
    if packed.depth >= _DEEPEST:
        raise ReadingRefused(
            say("%(name)s holds containers within containers.", name=packed.source.name),
            advice=say("Pack the table once, or send it unpacked."),
        )
    packed.workspace.mkdir(parents=True, exist_ok=True)
    try:
        yield from _UNPACK[kind](packed)
    except _DAMAGED as damage:
        raise ReadingRefused(
            say("%(name)s is damaged or cut off: it cannot be unpacked.", name=packed.source.name),
            advice=say("Download or pack it again, and compare its size with the original."),
        ) from damage


def _container(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"BZh") and head[4:8] == b"1AY&":
        return "bzip2"
    if head.startswith(b"\xfd7zXZ\x00"):
        return "xz"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _is_document(path):
        return "zip"
    return None


def _is_document(path: Path) -> bool:
    """A workbook is a zip too, and stays packed: its format opens it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return b"opendocument" in archive.open("mimetype").read(100)
            return "[Content_Types].xml" in names
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return False


def _stream(kind: str) -> Callable[[_Packed], Iterator[SourceFile]]:
    def unpack(packed: _Packed) -> Iterator[SourceFile]:
        source = packed.source
        target = packed.workspace / f"content-{packed.depth}"
        with source.path.open("rb") as file, _opened(kind, file) as content:
            _copy(content, target, packed=source.path.stat().st_size, of=packed)
        member = _without_ending(source.member or source.name)
        yield from _next(packed, target, source.name, kind, member=member)

    return unpack


def _opened(kind: str, file: IO[bytes]) -> IO[bytes]:
    if kind == "gzip":
        return cast(IO[bytes], gzip.GzipFile(fileobj=file))
    return bz2.BZ2File(file) if kind == "bzip2" else lzma.LZMAFile(file)


def _without_ending(name: str) -> str:
    for ending in (".gz", ".gzip", ".bz2", ".xz"):
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def _unzip(packed: _Packed) -> Iterator[SourceFile]:
    with zipfile.ZipFile(packed.source.path) as archive:
        members = [member for member in archive.infolist() if _counts(member)]
        _check_members(packed, members)
        for number, member in enumerate(members):
            if member.flag_bits & 1:
                raise ReadingRefused(
                    say("%(name)s is protected by a password.", name=packed.source.name),
                    advice=say("Pack it again without a password: open data has none."),
                )
            folder = packed.workspace / f"member-{number}"
            folder.mkdir()
            target = folder / "content"
            try:
                with archive.open(member) as content:
                    _copy(content, target, packed=member.compress_size, of=packed)
            except NotImplementedError as unknown:
                raise zipfile.BadZipFile from unknown
            inner = _Packed(packed.source, folder, packed.limits, packed.depth)
            name = packed.source.name
            yield from _next(inner, target, name, "zip", member=member.filename)


def _counts(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    last = name.rstrip("/").rpartition("/")[2]
    return not (member.is_dir() or name.startswith("__MACOSX/") or last.startswith("."))


def _check_members(packed: _Packed, members: list[zipfile.ZipInfo]) -> None:
    if not members:
        raise ReadingRefused(
            say("%(name)s is an empty container.", name=packed.source.name),
            advice=say("Put the table into it, or send the table itself."),
        )
    if len(members) > packed.limits.members:
        raise ReadingRefused(
            say(
                "%(name)s holds %(members)s files; at most %(most)s are read at once.",
                name=packed.source.name,
                members=len(members),
                most=packed.limits.members,
            ),
            advice=say("Send them in several containers."),
        )


def _next(
    packed: _Packed, target: Path, name: str, kind: str, *, member: str
) -> Iterator[SourceFile]:
    source = SourceFile(target, name, (*packed.source.container, kind), member)
    folder = packed.workspace / "within"
    yield from _open(_Packed(source, folder, packed.limits, packed.depth + 1))


def _copy(content: IO[bytes], target: Path, *, packed: int, of: _Packed) -> None:
    """Unpack by stream, and stop a bomb before it fills the disk."""
    limits, written = of.limits, 0
    most = min(limits.unpacked_bytes, max(RATIO_FLOOR, limits.unpacked_ratio * packed))
    with target.open("wb") as file:
        while chunk := content.read(CHUNK):
            written += len(chunk)
            if written > most:
                file.close()
                target.unlink()
                raise ReadingRefused(
                    say(
                        "%(name)s unpacks to more than %(size)s MB from %(packed)s KB.",
                        name=of.source.name,
                        size=most >> 20,
                        packed=packed >> 10,
                    ),
                    advice=say("Send the table unpacked, or in several parts."),
                )
            file.write(chunk)


_UNPACK: dict[str, Callable[[_Packed], Iterator[SourceFile]]] = {
    "gzip": _stream("gzip"),
    "bzip2": _stream("bzip2"),
    "xz": _stream("xz"),
    "zip": _unzip,
}
