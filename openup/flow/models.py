"""What stands between a file and its release: jobs, and uploads that wait for a person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from openup.kernel import clock
from openup.people.models import Institution, User


class JobState(models.TextChoices):
    """Where a job is. `refused` ended with a sentence; `failed` ran out of attempts."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Job(models.Model):
    """One piece of work. A worker holds it by a lease; a lost lease gives it to another worker."""

    kind = models.CharField(max_length=40)
    arguments: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    made = models.DateTimeField(default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    worker = models.CharField(max_length=80, blank=True, default="")
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ended = models.DateTimeField(null=True)
    doing: models.JSONField[Any] = models.JSONField(null=True)
    done = models.PositiveBigIntegerField(default=0)
    of = models.PositiveBigIntegerField(default=0)
    result: models.JSONField[Any] = models.JSONField(null=True)
    error: models.JSONField[Any] = models.JSONField(null=True)
    trouble = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "not_before"], name="flow_job_next")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(key="") & Q(state__in=["waiting", "running"]),
                name="flow_job_one_of_a_key",
            )
        ]


class UploadState(models.TextChoices):
    """Where an upload is between its arrival and its end. `again` is being read once more."""

    WAITING = "waiting"
    READY = "ready"
    AGAIN = "again"
    REFUSED = "refused"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    DISCARDED = "discarded"
    EXPIRED = "expired"


class Upload(models.Model):
    """A file that a person brought: kept privately, read, shown, then published or thrown away."""

    key = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=12, choices=UploadState, default=UploadState.WAITING)
    made = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField()
    tables: models.JSONField[Any] = models.JSONField(default=list)
    told: models.JSONField[Any] = models.JSONField(default=dict)
    dataset = models.CharField(max_length=100, blank=True, default="")
    resource = models.CharField(max_length=100, blank=True, default="")
    seconds = models.FloatField(default=0.0)
    published: models.JSONField[Any] = models.JSONField(null=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
