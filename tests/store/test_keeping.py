"""Files and releases are kept whole, once, under the name that their bytes give them."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from openup.kernel.clock import now
from openup.kernel.ids import Digest, ReleaseId
from openup.store.engines.duckdb import WritingEngine, copied
from openup.store.errors import StoreError
from openup.store.lake import Lake, relation
from openup.store.objects import FolderObjects, digest_of
from openup.store.sql import fill


@pytest.fixture
def arrived(tmp_path: Path) -> Path:
    path = tmp_path / "arrived.csv"
    path.write_bytes(b"a,b\n1,2\n")
    return path


def test_a_file_is_kept_under_its_digest(tmp_path: Path, arrived: Path) -> None:
    objects = FolderObjects(tmp_path / "objects")
    digest = objects.put(arrived)
    assert digest == hashlib.sha256(b"a,b\n1,2\n").hexdigest() == digest_of(arrived)
    assert objects.path(digest).read_bytes() == arrived.read_bytes()
    assert objects.put(arrived) == digest
    assert [path.name for path in (tmp_path / "objects" / "incoming").iterdir()] == []


def test_a_kept_file_does_not_change_with_its_source(tmp_path: Path, arrived: Path) -> None:
    objects = FolderObjects(tmp_path / "objects")
    digest = objects.put(arrived)
    arrived.write_bytes(b"other")
    assert objects.path(digest).read_bytes() == b"a,b\n1,2\n"


def test_what_is_not_kept_is_said(tmp_path: Path, arrived: Path) -> None:
    objects = FolderObjects(tmp_path / "objects")
    digest = objects.put(arrived)
    objects.discard(digest)
    objects.discard(digest)
    assert not objects.has(digest)
    with pytest.raises(StoreError, match="not in the store"):
        objects.path(digest)
    with pytest.raises(StoreError, match="not a SHA-256"):
        objects.path(Digest("../../etc/passwd"))


def _committed(lake: Lake, folder: Path, content: bytes) -> ReleaseId:
    table = folder / "made.parquet"
    table.write_bytes(content)
    manifest = hashlib.sha256(content).hexdigest().encode()
    return lake.commit({"table.parquet": table}, manifest)


def test_the_same_content_is_the_same_release(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    first = _committed(lake, tmp_path, b"one")
    assert _committed(lake, tmp_path, b"one") == first
    assert _committed(lake, tmp_path, b"two") != first
    assert lake.path(first, "table.parquet").read_bytes() == b"one"
    assert list((lake.root / "staging").iterdir()) == []


def test_a_commit_that_fails_leaves_nothing(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    with pytest.raises(OSError):
        lake.commit({"table.parquet": tmp_path / "missing"}, b"manifest")
    assert not lake.has(ReleaseId(hashlib.sha256(b"manifest").hexdigest()))
    assert list((lake.root / "staging").iterdir()) == []


def test_files_of_a_release_have_plain_names(tmp_path: Path, arrived: Path) -> None:
    with pytest.raises(StoreError, match="plain file name"):
        Lake(tmp_path).commit({"../out": arrived}, b"manifest")


def test_a_sweep_takes_what_nobody_knows_and_is_old(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    known, orphan = _committed(lake, tmp_path, b"one"), _committed(lake, tmp_path, b"two")
    assert lake.sweep({known}, before=now() - timedelta(hours=1)) == []
    assert lake.sweep({known}, before=now() + timedelta(hours=1)) == [orphan]
    assert lake.has(known)
    assert not lake.has(orphan)


def test_rows_are_numbered_as_in_their_source(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    with WritingEngine(tmp_path) as engine:
        engine.run(copied(fill("select range * 5 as a, range * 2 as n from range(3)"), path))
        counted = relation(path, columns=["a"], first_row=4)
        assert engine.rows(fill("from $rows", rows=counted)) == [(0, 4), (5, 5), (10, 6)]
        kept = relation(path, columns=["a"], row_column="n")
        assert engine.rows(fill("from $rows", rows=kept)) == [(0, 0), (5, 2), (10, 4)]
