"""Immutable releases: a folder of files and a manifest, named by the manifest's SHA-256."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from openup.kernel.ids import ReleaseId
from openup.kernel.words import say
from openup.store.engines.duckdb import parquet
from openup.store.errors import StoreError
from openup.store.feeds import line_of
from openup.store.sql import Sql, fill, join, name

MANIFEST: Final = "manifest.json"


class Lake:
    """Releases under `<root>/releases/ab/ab12...`. A release is there whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def commit(self, files: Mapping[str, Path], manifest: bytes) -> ReleaseId:
        """Take `files` in under these names with their manifest, in one atomic step.

        The files are moved where they can be. The manifest must name their digests, so that the
        same manifest is the same content: then nothing is written twice, and the id is the same.
        """
        release = ReleaseId(hashlib.sha256(manifest).hexdigest())
        place = self._place(release)
        if (place / MANIFEST).is_file():
            return release
        staged = self._staged()
        try:
            for file, path in files.items():
                _moved(path, staged / _plain(file))
            _written(staged / MANIFEST, manifest)
            _settle(staged, place)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        return release

    def manifest(self, release: ReleaseId) -> bytes:
        """The manifest's bytes as they were committed."""
        return self.path(release, MANIFEST).read_bytes()

    def has(self, release: ReleaseId) -> bool:
        """Whether this release is here."""
        return (self._place(release) / MANIFEST).is_file()

    def path(self, release: ReleaseId, file: str) -> Path:
        """Where a file of a release is. Raises StoreError when it is not here."""
        path = self._place(release) / _plain(file)
        if not path.is_file():
            raise StoreError(
                say(
                    "%(file)s of release %(release)s is not in the store.",
                    file=file,
                    release=release[:12],
                ),
                advice=say("The release was purged, or the store's folder was changed by hand."),
            )
        return path

    def discard(self, release: ReleaseId) -> None:
        """Remove a release at once and whole; nothing happens when it is not here."""
        place = self._place(release)
        if not place.exists():
            return
        gone = self._staged()
        place.replace(gone / "gone")
        shutil.rmtree(gone)

    def sweep(self, known: Collection[ReleaseId], *, before: datetime) -> list[ReleaseId]:
        """Remove releases that nobody knows and that were committed before an aware moment.

        They are what a process left that died between committing and recording. Whatever was
        staged before that moment goes too.
        """
        orphans = [
            ReleaseId(place.name)
            for place in (self.root / "releases").glob("??/*")
            if place.name not in known and _older(place, before)
        ]
        for release in orphans:
            self.discard(release)
        for staged in (self.root / "staging").glob("*"):
            if _older(staged, before):
                shutil.rmtree(staged, ignore_errors=True)
        return orphans

    def _place(self, release: ReleaseId) -> Path:
        if len(release) != 64 or not set(release) <= set("0123456789abcdef"):
            raise StoreError(say("%(release)s is not a release.", release=release[:80]))
        return self.root / "releases" / release[:2] / release

    def _staged(self) -> Path:
        folder = self.root / "staging"
        folder.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(dir=folder))


def relation(
    path: Path,
    *,
    columns: Sequence[str],
    row_column: str = "",
    first_row: int = 1,
    feeds: Path | None = None,
) -> Sql:
    """The rows of a release's table, to stand after `from`: its columns and `_row`.

    `_row` is the row of the source file: of the column that keeps it, or counted from `first_row`
    with the line feeds that `feeds` keeps. Who wants the rows in their order asks for it.
    """
    shown = join(", ", [name(column) for column in columns])
    return fill(
        "(select $shown, $row as _row from $table)",
        shown=shown,
        row=line_of(row_column, first_row, feeds),
        table=parquet(path),
    )


def _plain(file: str) -> str:
    if not file or file != Path(file).name:
        raise StoreError(say("%(file)s is not a plain file name.", file=file[:80]))
    return file


def _moved(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError:
        shutil.copyfile(path, target)
    target.chmod(0o444)
    with target.open("rb") as kept:
        os.fsync(kept.fileno())


def _written(target: Path, content: bytes) -> None:
    with target.open("wb") as kept:
        kept.write(content)
        kept.flush()
        os.fsync(kept.fileno())
    target.chmod(0o444)


def _settle(staged: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    staged.chmod(0o755)
    try:
        staged.replace(place)
    except OSError:
        if not (place / MANIFEST).is_file():  # somebody else committed the same content just now
            raise
        return
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _older(path: Path, moment: datetime) -> bool:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment
