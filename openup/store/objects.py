"""Files kept under the SHA-256 of their bytes: the same bytes are kept once and never change."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

from openup.kernel.ids import Digest
from openup.kernel.words import say
from openup.store.errors import StoreError

_PIECE: Final = 2**20


class FolderObjects:
    """Objects in a folder: `<root>/ab/ab12...`, read-only. Half-written ones are never seen."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: Path) -> Digest:
        """Copy a file in, hashing it on the way. The file itself stays as it is."""
        with self._incoming() as (kept, name):
            with path.open("rb") as source:
                digest = _copied(source, kept)
            self._settle(Path(name), digest)
        return digest

    def path(self, digest: Digest) -> Path:
        """Where the bytes are. Raises StoreError when they are not kept here."""
        place = self._place(digest)
        if not place.is_file():
            raise StoreError(
                say("The file %(digest)s is not in the store.", digest=digest[:12]),
                advice=say("It was purged, or the store's folder was changed by hand."),
            )
        return place

    def has(self, digest: Digest) -> bool:
        """Whether these bytes are kept."""
        return self._place(digest).is_file()

    def discard(self, digest: Digest) -> None:
        """Remove the bytes; nothing happens when they are not here."""
        self._place(digest).unlink(missing_ok=True)

    def sweep(self, known: Collection[Digest], *, before: datetime) -> list[Digest]:
        """Remove bytes that nobody knows and that were put in before an aware moment."""
        orphans = [
            Digest(place.name)
            for place in self.root.glob("??/*")
            if place.name not in known and _older(place, before)
        ]
        for digest in orphans:
            self.discard(digest)
        for arriving in (self.root / "incoming").glob("*"):
            if _older(arriving, before):
                arriving.unlink(missing_ok=True)
        return orphans

    def _place(self, digest: Digest) -> Path:
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise StoreError(say("%(digest)s is not a SHA-256.", digest=digest[:80]))
        return self.root / digest[:2] / digest

    @contextmanager
    def _incoming(self) -> Iterator[tuple[IO[bytes], str]]:
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, delete=False) as kept:
            try:
                yield kept, kept.name
            finally:
                Path(kept.name).unlink(missing_ok=True)

    def _settle(self, arrived: Path, digest: Digest) -> None:
        place = self._place(digest)
        place.parent.mkdir(exist_ok=True)
        arrived.chmod(0o444)
        arrived.replace(place)


def _copied(source: IO[bytes], target: IO[bytes]) -> Digest:
    digest = hashlib.sha256()
    while piece := source.read(_PIECE):
        digest.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return Digest(digest.hexdigest())


def _older(path: Path, moment: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment


def digest_of(path: Path) -> Digest:
    """The SHA-256 of a file."""
    with path.open("rb") as source:
        return Digest(hashlib.file_digest(source, "sha256").hexdigest())
