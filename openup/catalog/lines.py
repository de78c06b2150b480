"""From records to the lines that pages show. No queries: what is read here was already fetched."""

from __future__ import annotations

from typing import Any

from openup.catalog.models import Category, Dataset, Release, Resource, Withdrawal
from openup.catalog.pages import (
    CategoryLine,
    DatasetLine,
    InstitutionLine,
    Match,
    Pin,
    ReleaseLine,
    ResourceLine,
    Withdrawn,
)
from openup.kernel.ids import ReleaseId
from openup.people.access import WHO, Role

DATASET = ("institution", "category", "main__resource")
"""What a query of data sets must fetch along for `dataset_line`."""


def category_name(category: Category, language: str) -> str:
    return category.name_en if language.startswith("en") else category.name_es


def category_line(category: Category, language: str, datasets: int) -> CategoryLine:
    english = language.startswith("en")
    return CategoryLine(
        slug=category.slug,
        name=category_name(category, language),
        question=category.question_en if english else category.question_es,
        datasets=datasets,
    )


def institution_line(institution: Any) -> InstitutionLine:
    """The line of an institution that was annotated with `held`, `all_rows` and `last`."""
    return InstitutionLine(
        slug=institution.slug,
        name=institution.name,
        acronym=institution.acronym,
        kind=institution.kind,
        datasets=institution.held,
        rows=institution.all_rows or 0,
        last_release=institution.last,
    )


def pin(release: Release, resource: Resource, dataset: Dataset) -> Pin:
    return Pin(
        dataset=dataset.slug,
        resource=resource.slug,
        number=release.number,
        release=ReleaseId(release.release_id),
    )


def dataset_line(dataset: Dataset, language: str, where: tuple[Match, ...] = ()) -> DatasetLine:
    main = dataset.main
    category = dataset.category
    return DatasetLine(
        slug=dataset.slug,
        title=dataset.title,
        description=dataset.description,
        institution_slug=dataset.institution.slug,
        institution=dataset.institution.name,
        category_slug=category.slug if category else "",
        category=category_name(category, language) if category else "",
        rows=dataset.rows,
        columns=dataset.columns,
        tables=dataset.tables,
        faults=dataset.faults,
        frequency=dataset.frequency,
        formats=tuple(dataset.formats),
        updated=dataset.updated,
        pin=pin(main, main.resource, dataset) if main else None,
        where=where,
    )


def withdrawn(withdrawal: Withdrawal | None) -> Withdrawn | None:
    if withdrawal is None:
        return None
    return Withdrawn(
        moment=withdrawal.moment,
        role=withdrawal.role,
        who=WHO[Role(withdrawal.role)],
        reason=withdrawal.reason,
    )


def release_line(release: Release, resource: Resource, dataset: Dataset) -> ReleaseLine:
    return ReleaseLine(
        pin=pin(release, resource, dataset),
        published=release.published,
        by=release.by.name or release.by.username,
        rows=release.rows,
        columns=release.columns,
        faults=release.faults,
        note=release.note,
        current=resource.current_id == release.pk,
        withdrawn=withdrawn(getattr(release, "withdrawal", None)),
    )


def resource_line(resource: Resource, release: Release, dataset: Dataset) -> ResourceLine:
    return ResourceLine(
        slug=resource.slug,
        title=resource.title,
        description=resource.description,
        rows=release.rows,
        columns=release.columns,
        faults=release.faults,
        source_format=release.source_format,
        parquet_bytes=release.parquet_bytes,
        pin=pin(release, resource, dataset),
        published=release.published,
    )
