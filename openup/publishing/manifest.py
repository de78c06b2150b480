"""The manifest of a release: what it holds and how it was read; its SHA-256 names the release."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from openup.kernel.ids import Digest, ReleaseId
from openup.publishing.draft import DraftTable, Source
from openup.publishing.reading import Column, Reading
from openup.publishing.written import dump, load
from openup.store.lake import Lake
from openup.store.objects import digest_of

FORMAT: Final = "openup-release/1"
TABLE: Final = "table.parquet"
MISFITS: Final = "misfits.parquet"
FEEDS: Final = "feeds.parquet"


@dataclass(frozen=True, slots=True)
class StoredTable:
    """The table of a release as it lies in the store; see `DraftTable` for its row numbers."""

    parquet: Path
    misfits: Path | None
    rows: int
    row_column: str
    first_row: int
    feeds: Path | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """A table ready to be committed: its files by their names in the release, and its manifest."""

    release: ReleaseId
    files: Mapping[str, Path]
    manifest: bytes
    parquet_sha256: Digest
    parquet_bytes: int


def pack(table: DraftTable, source: Source) -> Packed:
    """Name and hash the files of a draft's table, and write its manifest.

    Nothing in it depends on where, when or by whom it was made: the same content, read the same
    way, has the same manifest everywhere.
    """
    files = {TABLE: table.parquet}
    if table.misfits:
        files[MISFITS] = table.misfits
    if table.feeds:
        files[FEEDS] = table.feeds
    digests = {name: digest_of(path) for name, path in files.items()}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    content: dict[str, object] = {
        "format": FORMAT,
        "source": {"name": source.name, "sha256": source.sha256, "size": source.size},
        "table": {
            "name": table.name,
            "rows": table.rows,
            "row_column": table.row_column,
            "first_row": table.first_row,
        },
        "files": {
            name: {"sha256": digest, "size": sizes[name]} for name, digest in digests.items()
        },
        "reading": dump(table.reading),
        "profile": dump(table.profile),
        "faults": dump(list(table.faults.groups.values())),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    manifest = text.encode()
    release = ReleaseId(hashlib.sha256(manifest).hexdigest())
    return Packed(release, files, manifest, digests[TABLE], sizes[TABLE])


def stored(lake: Lake, release: ReleaseId) -> StoredTable:
    """The table of a release. Raises StoreError when the store does not hold it."""
    table = _stored(lake.root, release)
    # What was read of it is remembered; that its files are still there is looked at every time.
    lake.path(release, TABLE)
    if table.misfits is not None:
        lake.path(release, MISFITS)
    if table.feeds is not None:
        lake.path(release, FEEDS)
    return table


@lru_cache(maxsize=512)
def _stored(root: Path, release: ReleaseId) -> StoredTable:
    lake = Lake(root)
    content = json.loads(lake.manifest(release))
    table = content["table"]
    return StoredTable(
        parquet=lake.path(release, TABLE),
        misfits=lake.path(release, MISFITS) if MISFITS in content["files"] else None,
        rows=table["rows"],
        row_column=table["row_column"],
        first_row=table["first_row"],
        feeds=lake.path(release, FEEDS) if FEEDS in content["files"] else None,
        columns=load(Reading, content["reading"]).columns,
    )
