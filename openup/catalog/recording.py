"""Writing a release, and the figures of its data set."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from django.db.models import Max

from openup.catalog.models import Dataset, Findings, Release, Resource
from openup.kernel import clock
from openup.kernel.ids import Digest, ReleaseId
from openup.people.models import User
from openup.publishing.draft import ColumnProfile
from openup.publishing.faults import FaultCount
from openup.publishing.reading import Reading
from openup.publishing.written import dump


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A release whose bytes are already in the store, with the resource that it is a version of."""

    resource: str
    title: str
    release_id: ReleaseId
    source_name: str
    source_sha256: Digest
    source_bytes: int
    reading: Reading
    profile: tuple[ColumnProfile, ...]
    faults: tuple[FaultCount, ...]
    rows: int
    parquet_sha256: Digest
    parquet_bytes: int
    note: str = ""


def reading_digest(reading: Reading) -> Digest:
    """A hash of how a file was read, without the reasons, which are words that may improve."""
    decided = dump(replace(reading, reasons=(), notes=()))
    text = json.dumps(decided, sort_keys=True, ensure_ascii=False)
    return Digest(hashlib.sha256(text.encode()).hexdigest())


def stands(release: Release | None, source: Digest, reading: Digest) -> bool:
    """Whether this release came from these bytes, read this way."""
    return release is not None and (
        (release.source_sha256, release.reading_sha256) == (source, reading)
    )


def write_release(by: User, resource: Resource, new: NewRelease, reading: Digest) -> Release:
    """Write a release and what was found in it, under the next number that was never used."""
    last = resource.releases.aggregate(last=Max("number"))["last"] or 0
    width = len(new.reading.columns)
    release = Release.objects.create(
        resource=resource,
        number=last + 1,
        release_id=new.release_id,
        source_name=new.source_name,
        source_sha256=new.source_sha256,
        source_bytes=new.source_bytes,
        source_format=new.reading.format,
        reading_sha256=reading,
        parquet_sha256=new.parquet_sha256,
        parquet_bytes=new.parquet_bytes,
        rows=new.rows,
        columns=width,
        cells=new.rows * width,
        faults=sum(fault.total for fault in new.faults),
        note=new.note,
        published=clock.now(),
        by=by,
    )
    Findings.objects.create(
        release=release,
        reading=dump(new.reading),
        profile=dump(new.profile),
        faults=dump(new.faults),
    )
    return release


def sum_up(dataset: Dataset) -> None:
    """Write the data set's figures: sums over the current releases of its resources."""
    current = [
        resource.current
        for resource in dataset.resources.select_related("current").order_by("position", "pk")
        if resource.current
    ]
    dataset.tables = len(current)
    dataset.rows = sum(release.rows for release in current)
    dataset.columns = sum(release.columns for release in current)
    dataset.cells = sum(release.cells for release in current)
    dataset.faults = sum(release.faults for release in current)
    dataset.formats = sorted({release.source_format for release in current})
    dataset.main = current[0] if current else None
    dataset.updated = max((release.published for release in current), default=dataset.updated)
    dataset.save()
