"""What the faces read of the catalogue. Everything here is public."""

from __future__ import annotations

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from openup.catalog import lines, withdrawals
from openup.catalog.models import Category, Dataset, Findings, Release, Resource
from openup.catalog.pages import (
    CategoryLine,
    CategoryPage,
    DatasetLine,
    DatasetPage,
    HomePage,
    InstitutionLine,
    InstitutionPage,
    Pin,
    ReleaseLine,
    ResourcePage,
    SearchPage,
    SearchQuery,
)
from openup.catalog.search import answer
from openup.catalog.weeks import weeks
from openup.kernel.errors import Missing
from openup.kernel.ids import Digest, ReleaseId
from openup.kernel.words import Words, say
from openup.people.models import Institution
from openup.publishing.draft import ColumnProfile
from openup.publishing.faults import FaultCount
from openup.publishing.reading import Reading
from openup.publishing.written import load, load_all

LATEST = 8
RELATED = 4
RELEASES = 50


def _missing(sentence: Words) -> Missing:
    return Missing(sentence, advice=say("Search for it; its address may have changed."))


def _datasets() -> QuerySet[Dataset]:
    return Dataset.objects.filter(tables__gt=0).select_related(*lines.DATASET)


def _lines(datasets: QuerySet[Dataset], language: str) -> tuple[DatasetLine, ...]:
    return tuple(lines.dataset_line(dataset, language) for dataset in datasets)


def _categories() -> QuerySet[Category]:
    # A model's own order is left out of queries that group, and databases group as they like.
    return Category.objects.annotate(
        held=Count("datasets", filter=Q(datasets__tables__gt=0))
    ).order_by("position", "slug")


def _institutions(held: Q | None = None) -> QuerySet[Institution]:
    held = Q(datasets__tables__gt=0) & (held or Q())
    return Institution.objects.annotate(
        held=Count("datasets", filter=held),
        all_rows=Sum("datasets__rows", filter=held),
        last=Max("datasets__updated", filter=held),
    ).order_by("name")


def _release_lines(releases: QuerySet[Release]) -> tuple[ReleaseLine, ...]:
    newest = releases.select_related("resource__dataset", "by", "withdrawal").order_by(
        "-published", "-pk"
    )
    return tuple(
        lines.release_line(release, release.resource, release.resource.dataset)
        for release in newest[:RELEASES]
    )


def home(language: str) -> HomePage:
    """The first page."""
    sums = Dataset.objects.filter(tables__gt=0).aggregate(
        datasets=Count("pk"),
        institutions=Count("institution", distinct=True),
        tables=Sum("tables"),
        rows=Sum("rows"),
        cells=Sum("cells"),
        faults=Sum("faults"),
    )
    return HomePage(
        **{name: value or 0 for name, value in sums.items()},
        releases=withdrawals.standing().count(),
        weeks=weeks(withdrawals.standing()),
        categories=categories(language),
        latest=latest(LATEST, language),
        most_rows=_lines(_datasets().order_by("-rows", "pk")[:LATEST], language),
    )


def latest(limit: int, language: str) -> tuple[DatasetLine, ...]:
    """The data sets that were released last."""
    return _lines(_datasets().order_by("-updated", "-pk")[:limit], language)


def search(query: SearchQuery, language: str) -> SearchPage:
    """The answer to a question."""
    return answer.search(query, language)


def categories(language: str) -> tuple[CategoryLine, ...]:
    """All categories, in their order."""
    return tuple(lines.category_line(one, language, one.held) for one in _categories())


def category(slug: str, language: str) -> CategoryPage:
    """One category. Raises Missing."""
    found = _categories().filter(slug=slug).annotate(all_rows=Sum("datasets__rows")).first()
    if found is None:
        raise _missing(say("There is no category %(slug)s.", slug=slug))
    publishers = _institutions(Q(datasets__category=found)).filter(held__gt=0)
    return CategoryPage(
        line=lines.category_line(found, language, found.held),
        datasets=_lines(_datasets().filter(category=found).order_by("-updated", "pk"), language),
        institutions=tuple(lines.institution_line(one) for one in publishers),
        rows=found.all_rows or 0,
    )


def institutions() -> tuple[InstitutionLine, ...]:
    """All institutions, by name."""
    return tuple(lines.institution_line(one) for one in _institutions())


def institution(slug: str, language: str) -> InstitutionPage:
    """One institution. Raises Missing."""
    found = (
        _institutions()
        .filter(slug=slug)
        .annotate(
            all_tables=Sum("datasets__tables"),
            all_cells=Sum("datasets__cells"),
            all_faults=Sum("datasets__faults"),
        )
        .first()
    )
    if found is None:
        raise _missing(say("There is no institution %(slug)s.", slug=slug))
    releases = Release.objects.filter(resource__dataset__institution=found)
    return InstitutionPage(
        line=lines.institution_line(found),
        description=found.description,
        website=found.website,
        datasets=_lines(_datasets().filter(institution=found).order_by("-updated", "pk"), language),
        releases=_release_lines(releases),
        weeks=weeks(releases.filter(withdrawal=None)),
        tables=found.all_tables or 0,
        cells=found.all_cells or 0,
        faults=found.all_faults or 0,
    )


def dataset(slug: str, language: str) -> DatasetPage:
    """One data set. Raises Missing."""
    found = _datasets().filter(slug=slug).first()
    if found is None:
        withdrawals.demand_dataset(slug)
        raise _missing(say("There is no data set %(slug)s.", slug=slug))
    resources = found.resources.filter(current__isnull=False).select_related("current")
    akin = _datasets().filter(category=found.category_id).exclude(pk=found.pk)
    return DatasetPage(
        line=lines.dataset_line(found, language),
        description=found.description,
        licence=found.licence,
        licence_url=found.licence_url,
        keywords=tuple(found.keywords),
        created=found.created,
        resources=tuple(lines.resource_line(one, one.current, found) for one in resources),
        releases=_release_lines(Release.objects.filter(resource__dataset=found)),
        related=_lines(akin.order_by("-updated", "pk")[:RELATED], language),
    )


def resource(
    dataset: str, resource: str, number: int | None = None, language: str = "es"
) -> ResourcePage:
    """One release of a table: the one of this number, else the current one.

    Raises Missing, or ReleaseWithdrawn with the reason.
    """
    findings = (
        Findings.objects.filter(
            release__resource__dataset__slug=dataset, release__resource__slug=resource
        )
        .filter(
            release__number=F("release__resource__current__number") if number is None else number
        )
        .select_related(
            "release__by",
            "release__withdrawal",
            "release__resource__current",
            *(f"release__resource__dataset__{part}" for part in lines.DATASET),
        )
        .first()
    )
    if findings is None:
        withdrawals.demand_table(dataset, resource, number)
        if number is not None and resource in last_numbers(dataset):
            withdrawals.release_for(Pin(dataset, resource, number, ReleaseId("")))
        raise _missing(
            say("There is no table %(dataset)s/%(table)s.", dataset=dataset, table=resource)
        )
    withdrawals.demand(findings.release)
    return _resource_page(findings, language)


def _resource_page(findings: Findings, language: str) -> ResourcePage:
    release = findings.release
    table = release.resource
    return ResourcePage(
        dataset=lines.dataset_line(table.dataset, language),
        line=lines.resource_line(table, release, table.dataset),
        release=lines.release_line(release, table, table.dataset),
        reading=load(Reading, findings.reading),
        profile=load_all(ColumnProfile, findings.profile),
        faults=load_all(FaultCount, findings.faults),
        source_name=release.source_name,
        source_sha256=Digest(release.source_sha256),
        source_bytes=release.source_bytes,
        parquet_sha256=Digest(release.parquet_sha256),
        releases=_release_lines(Release.objects.filter(resource=table)),
    )


def pin(release: ReleaseId) -> Pin:
    """Where a release stands in the catalogue. Raises Missing, or ReleaseWithdrawn.

    The same bytes may be several releases; of those that stand it is the first, so that an answer
    about a release stays the same when its bytes are published once more.
    """
    found = (
        Release.objects.filter(release_id=release)
        .select_related("resource__dataset__institution", "resource__current", "withdrawal")
        .order_by(F("withdrawal").asc(nulls_first=True), "pk")
        .first()
    )
    if found is None:
        raise _missing(say("There is no release %(release)s.", release=release))
    withdrawals.demand(found)
    return lines.pin(found, found.resource, found.resource.dataset)


def releases_of(dataset: str, resource: str) -> tuple[ReleaseLine, ...]:
    """The releases of a table, newest first."""
    return _release_lines(
        Release.objects.filter(resource__slug=resource, resource__dataset__slug=dataset)
    )


def resources_of(dataset: str) -> tuple[Resource, ...]:
    """The tables of a data set with their current releases; for publishing, not for faces."""
    return tuple(Resource.objects.filter(dataset__slug=dataset).select_related("current__findings"))


def last_numbers(dataset: str) -> dict[str, int]:
    """The number of the last release of each table of a data set, withdrawn or not."""
    tables = Resource.objects.filter(dataset__slug=dataset, releases__isnull=False)
    return dict(tables.values_list("slug").annotate(last=Max("releases__number")))


def owner_of(dataset: str) -> str:
    """The slug of the institution that has a data set of this address, or nothing."""
    owners = Dataset.objects.filter(slug=dataset).values_list("institution__slug", flat=True)
    return next(iter(owners), "")


def release_ids() -> frozenset[ReleaseId]:
    """Every release that is recorded."""
    return frozenset(ReleaseId(one) for one in Release.objects.values_list("release_id", flat=True))


def source_digests() -> frozenset[Digest]:
    """The SHA-256 of every file that a recorded release came from."""
    return frozenset(Digest(one) for one in Release.objects.values_list("source_sha256", flat=True))


def is_recorded(release: ReleaseId) -> bool:
    """Whether some resource has this release."""
    return Release.objects.filter(release_id=release).exists()


def is_kept(source: Digest) -> bool:
    """Whether some release came from the file of these bytes."""
    return Release.objects.filter(source_sha256=source).exists()


def datasets_of(institution: str) -> tuple[tuple[str, str], ...]:
    """Address and title of each data set of an institution, by title."""
    held = Dataset.objects.filter(institution__slug=institution).order_by("title")
    return tuple(held.values_list("slug", "title"))
