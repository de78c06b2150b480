"""What is published: categories, data sets, resources, and releases that never change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from openup.kernel import clock
from openup.people.append_only import AppendOnly
from openup.people.models import Institution, User


class Category(models.Model):
    """A theme. `question` is one sentence that says what people ask of it."""

    slug = models.SlugField(max_length=80, unique=True)
    name_es = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    question_es = models.CharField(max_length=300, blank=True, default="")
    question_en = models.CharField(max_length=300, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "slug"]

    def __str__(self) -> str:
        return self.name_es


class Dataset(models.Model):
    """A data set. Its figures are sums over the current releases of its resources.

    `main` is the current release of its first resource: what stands for the whole of it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True, default="")
    keywords: models.JSONField[list[str]] = models.JSONField(default=list)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="datasets")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, related_name="datasets"
    )
    frequency = models.CharField(max_length=30, blank=True, default="")
    licence = models.CharField(max_length=120, blank=True, default="")
    licence_url = models.URLField(blank=True, default="")
    created = models.DateTimeField(default=clock.now)
    updated = models.DateTimeField(default=clock.now, db_index=True)
    tables = models.PositiveIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0, db_index=True)
    columns = models.PositiveIntegerField(default=0)
    cells = models.PositiveBigIntegerField(default=0)
    faults = models.PositiveBigIntegerField(default=0)
    formats: models.JSONField[list[str]] = models.JSONField(default=list)
    main = models.ForeignKey(
        "catalog.Release", on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return self.slug


class Resource(models.Model):
    """One table of a data set. `current` is the release that is shown, if one stands."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="resources")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    current = models.ForeignKey(
        "catalog.Release", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dataset", "slug"], name="catalog_resource_address")
        ]

    def __str__(self) -> str:
        return self.slug


class Release(AppendOnly):
    """An immutable version of a resource. A correction is a new release."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    release_id = models.CharField(max_length=64, db_index=True)
    source_name = models.CharField(max_length=255)
    source_sha256 = models.CharField(max_length=64)
    source_bytes = models.PositiveBigIntegerField()
    source_format = models.CharField(max_length=30)
    reading_sha256 = models.CharField(max_length=64)
    parquet_sha256 = models.CharField(max_length=64)
    parquet_bytes = models.PositiveBigIntegerField()
    rows = models.PositiveBigIntegerField()
    columns = models.PositiveIntegerField()
    cells = models.PositiveBigIntegerField()
    faults = models.PositiveBigIntegerField()
    note = models.TextField(blank=True, default="")
    published = models.DateTimeField(default=clock.now, db_index=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "number"], name="catalog_release_number")
        ]

    def __str__(self) -> str:
        return self.release_id


class Findings(AppendOnly):
    """How a release was read and what was found in it; only its own page needs it."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="findings")
    reading: models.JSONField[Any] = models.JSONField()
    profile: models.JSONField[Any] = models.JSONField()
    faults: models.JSONField[Any] = models.JSONField()


class Withdrawal(AppendOnly):
    """A release that stands no longer: when, why, and by whom in which role."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    moment = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    reason = models.TextField()
