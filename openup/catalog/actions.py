"""What can be done to the catalogue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from openup.catalog import lines
from openup.catalog.models import Category, Dataset, Findings, Release, Resource
from openup.catalog.pages import Pin
from openup.catalog.search.index import index
from openup.kernel import clock
from openup.kernel.errors import Conflict, Missing
from openup.kernel.ids import Digest, ReleaseId
from openup.kernel.ids import slug as slug_of
from openup.kernel.words import say
from openup.people import access, ledger
from openup.people.access import Verb
from openup.people.models import Institution, User
from openup.publishing.draft import ColumnProfile
from openup.publishing.faults import FaultCount
from openup.publishing.reading import Reading
from openup.publishing.written import dump


@dataclass(frozen=True, slots=True)
class DatasetWords:
    """What a data set is called and said to be; used when it is published for the first time."""

    slug: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    category: str = ""
    frequency: str = ""
    licence: str = ""
    licence_url: str = ""


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
    csv_bytes: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one release: recorded as new, or found to be the one that already stands."""

    pin: Pin
    new: bool


def reading_digest(reading: Reading) -> Digest:
    """A hash of how a file was read, without the reasons, which are words that may improve."""
    decided = dump(replace(reading, reasons=(), notes=()))
    text = json.dumps(decided, sort_keys=True, ensure_ascii=False)
    return Digest(hashlib.sha256(text.encode()).hexdigest())


def demand_address(slug: str) -> None:
    """Raise Conflict unless this can be an address for ever."""
    if not slug or slug != slug_of(slug):
        raise Conflict(
            say("«%(slug)s» cannot be an address.", slug=slug),
            advice=say("Use small letters, digits and hyphens, for example «obra-publica»."),
        )


@transaction.atomic
def create_category(
    *,
    by: User,
    slug: str,
    name_es: str,
    name_en: str,
    question_es: str = "",
    question_en: str = "",
    position: int = 0,
) -> Category:
    """Create a theme under which data sets are found."""
    access.demand(by, Verb.CREATE_CATEGORY)
    demand_address(slug)
    if Category.objects.filter(slug=slug).exists():
        raise Conflict(
            say("There is already a category %(slug)s.", slug=slug),
            advice=say("Choose another address."),
        )
    category = Category.objects.create(
        slug=slug,
        name_es=name_es,
        name_en=name_en,
        question_es=question_es,
        question_en=question_en,
        position=position,
    )
    ledger.record(by=by, verb="create_category", kind="category", subject=slug)
    return category


@transaction.atomic
def publish_releases(
    *, by: User, institution: Institution, dataset: DatasetWords, releases: Sequence[NewRelease]
) -> tuple[Recorded, ...]:
    """Record the releases of one file, all or none: data set, resources, releases, search, ledger.

    A release of the same bytes, read the same way, as the one that stands is not recorded again.
    """
    access.demand(by, Verb.PUBLISH, institution)
    # The lock lets two publications to one institution follow each other, not meet.
    Institution.objects.select_for_update().get(pk=institution.pk)
    record = _dataset(by, institution, dataset)
    recorded = tuple(_record(by, record, release) for release in releases)
    if any(one.new for one in recorded):
        _sum_up(record)
        index(record)
    return recorded


@transaction.atomic
def edit_dataset(*, by: User, words: DatasetWords) -> None:
    """Say a data set's words anew, all of them; its address and its releases stay."""
    dataset = Dataset.objects.select_related("institution").filter(slug=words.slug).first()
    if dataset is None:
        raise Missing(
            say("There is no data set %(slug)s.", slug=words.slug),
            advice=say("Search for it; its address may have changed."),
        )
    access.demand(by, Verb.EDIT_DATASET, dataset.institution)
    dataset.category = category_for(words.category) if words.category else None
    dataset.title, dataset.description = words.title, words.description
    dataset.keywords = list(words.keywords)
    dataset.frequency = words.frequency
    dataset.licence, dataset.licence_url = words.licence, words.licence_url
    dataset.save()
    index(dataset)
    ledger.record(by=by, verb="edit_dataset", kind="dataset", subject=dataset.slug)


def _dataset(by: User, institution: Institution, words: DatasetWords) -> Dataset:
    found = Dataset.objects.filter(slug=words.slug).first()
    if found is None:
        demand_address(words.slug)
        ledger.record(by=by, verb="create_dataset", kind="dataset", subject=words.slug)
        return Dataset.objects.create(
            slug=words.slug,
            title=words.title,
            description=words.description,
            keywords=list(words.keywords),
            institution=institution,
            category=category_for(words.category) if words.category else None,
            frequency=words.frequency,
            licence=words.licence,
            licence_url=words.licence_url,
            created=clock.now(),
        )
    demand_free(words.slug, institution)
    return found


def demand_free(dataset: str, institution: Institution) -> None:
    """Raise Conflict when another institution has a data set of this address."""
    others = Dataset.objects.filter(slug=dataset).exclude(institution=institution)
    if others.exists():
        raise Conflict(
            say("The data set %(slug)s belongs to another institution.", slug=dataset),
            advice=say("Choose another address for this data set."),
        )


def category_for(slug: str) -> Category:
    """The category of this slug. Raises Missing."""
    category = Category.objects.filter(slug=slug).first()
    if category is None:
        raise Missing(
            say("There is no category %(slug)s.", slug=slug),
            advice=say("Look at the list of categories, or ask a coordinator to create it."),
        )
    return category


def stands(release: Release | None, source: Digest, reading: Digest) -> bool:
    """Whether this release came from these bytes, read this way."""
    return release is not None and (
        (release.source_sha256, release.reading_sha256) == (source, reading)
    )


def _record(by: User, dataset: Dataset, new: NewRelease) -> Recorded:
    demand_address(new.resource)
    resource, _ = Resource.objects.select_related("current").get_or_create(
        dataset=dataset,
        slug=new.resource,
        defaults={"title": new.title, "position": dataset.resources.count()},
    )
    reading = reading_digest(new.reading)
    if resource.current and stands(resource.current, new.source_sha256, reading):
        return Recorded(lines.pin(resource.current, resource, dataset), new=False)
    release = _write_release(by, resource, new, reading)
    resource.current = release
    resource.save(update_fields=["current"])
    ledger.record(
        by=by,
        verb="publish_release",
        kind="release",
        subject=release.release_id,
        facts={
            "dataset": dataset.slug,
            "resource": resource.slug,
            "number": release.number,
            "source_sha256": release.source_sha256,
            "parquet_sha256": release.parquet_sha256,
        },
    )
    return Recorded(lines.pin(release, resource, dataset), new=True)


def _write_release(by: User, resource: Resource, new: NewRelease, reading: Digest) -> Release:
    width = len(new.reading.columns)
    release = Release.objects.create(
        resource=resource,
        number=resource.current.number + 1 if resource.current else 1,
        release_id=new.release_id,
        source_name=new.source_name,
        source_sha256=new.source_sha256,
        source_bytes=new.source_bytes,
        source_format=new.reading.format,
        reading_sha256=reading,
        parquet_sha256=new.parquet_sha256,
        parquet_bytes=new.parquet_bytes,
        csv_bytes=new.csv_bytes,
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


def _sum_up(dataset: Dataset) -> None:
    """Write the data set's figures: sums over the current releases of its resources."""
    current = [
        resource.current
        for resource in dataset.resources.select_related("current")
        if resource.current
    ]
    dataset.tables = len(current)
    dataset.rows = sum(release.rows for release in current)
    dataset.columns = sum(release.columns for release in current)
    dataset.cells = sum(release.cells for release in current)
    dataset.faults = sum(release.faults for release in current)
    dataset.formats = sorted({release.source_format for release in current})
    dataset.latest = max(current, key=lambda release: (release.published, release.pk))
    dataset.updated = dataset.latest.published
    dataset.save()
