"""What can be done to the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from openup.catalog import lines, withdrawals
from openup.catalog.models import Category, Dataset, Resource, Withdrawal
from openup.catalog.pages import Pin, Remains
from openup.catalog.recording import NewRelease, reading_digest, stands, sum_up, write_release
from openup.catalog.search.index import index, remove
from openup.kernel import clock
from openup.kernel.errors import Conflict, Missing
from openup.kernel.ids import slug as slug_of
from openup.kernel.words import say
from openup.people import access, ledger
from openup.people.access import Verb
from openup.people.fitting import demand_fits
from openup.people.models import Institution, User

LONGEST_REASON = 500
"""Characters of the longest reason for a withdrawal."""


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
class Recorded:
    """What became of one release: recorded as new, or found to be the one that already stands."""

    pin: Pin
    new: bool


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
    demand_fits(
        Category,
        name_es=name_es,
        name_en=name_en,
        question_es=question_es,
        question_en=question_en,
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
        sum_up(record)
        index(record)
    return recorded


@transaction.atomic
def withdraw_release(*, by: User, release: Pin, reason: str) -> Remains:
    """Take a release back: it stays listed with the reason, and nobody can read its rows any more.

    The newest release of the table that still stands becomes the current one.
    """
    found = withdrawals.release_for(release)
    institution = found.resource.dataset.institution
    role = access.role_for(by, Verb.WITHDRAW, institution)
    reason = _reason(reason)
    Institution.objects.select_for_update().get(pk=institution.pk)
    if Withdrawal.objects.filter(release=found).exists():
        raise withdrawals.again(found)
    Withdrawal.objects.create(
        release=found, moment=clock.now(), by=by, role=role.value, reason=reason
    )
    table = Resource.objects.select_related("dataset", "current").get(pk=found.resource_id)
    if table.current_id == found.pk:
        table.current = withdrawals.standing(table).order_by("-number").first()
        table.save(update_fields=["current"])
    _take_out(table.dataset)
    ledger.record(
        by=by,
        verb="withdraw_release",
        kind="release",
        subject=found.release_id,
        facts={
            "dataset": release.dataset,
            "resource": release.resource,
            "number": release.number,
            "role": role.value,
            "current": table.current.number if table.current else None,
        },
    )
    return Remains(
        current=lines.pin(table.current, table, table.dataset) if table.current else None,
        dataset=table.dataset.slug if table.dataset.tables else "",
        institution=institution.slug,
    )


def _reason(text: str) -> str:
    """The reason in one line. Raises Conflict where there is none."""
    reason = " ".join(text.replace("\0", " ").split())
    if not reason:
        raise Conflict(
            say("A release is not withdrawn without a reason."),
            advice=say("Write in one sentence why; everybody will read it."),
        )
    if len(reason) > LONGEST_REASON:
        raise Conflict(
            say("The reason has %(n)s characters.", n=len(reason)),
            advice=say("Say it in at most %(most)s.", most=LONGEST_REASON),
        )
    return reason


def _take_out(dataset: Dataset) -> None:
    """Write the figures and the search anew; a data set with nothing left is found no more."""
    sum_up(dataset)
    if dataset.tables:
        index(dataset)
    else:
        remove(dataset)


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
    _demand_fit(words)
    dataset.category = category_for(words.category) if words.category else None
    dataset.title, dataset.description = words.title, words.description
    dataset.keywords = list(words.keywords)
    dataset.frequency = words.frequency
    dataset.licence, dataset.licence_url = words.licence, words.licence_url
    dataset.save()
    if dataset.tables:
        index(dataset)
    ledger.record(by=by, verb="edit_dataset", kind="dataset", subject=dataset.slug)


def _demand_fit(words: DatasetWords) -> None:
    demand_fits(
        Dataset,
        title=words.title,
        frequency=words.frequency,
        licence=words.licence,
        licence_url=words.licence_url,
    )


def _dataset(by: User, institution: Institution, words: DatasetWords) -> Dataset:
    found = Dataset.objects.filter(slug=words.slug).first()
    if found is None:
        demand_address(words.slug)
        _demand_fit(words)
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
    release = write_release(by, resource, new, reading)
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
