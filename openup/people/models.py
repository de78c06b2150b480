"""Who there is: institutions, users, memberships, and the ledger of what was done."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from openup.kernel import clock
from openup.people.append_only import AppendOnly


class Standing(models.TextChoices):
    """Whether an institution may publish."""

    JOINING = "joining"
    ACTIVE = "active"
    LEFT = "left"


class Institution(models.Model):
    """A public body. Its slug is its address for ever."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=30, blank=True, default="")
    kind = models.CharField(max_length=60, blank=True, default="")
    description = models.TextField(blank=True, default="")
    website = models.URLField(blank=True, default="")
    standing = models.CharField(max_length=20, choices=Standing, default=Standing.ACTIVE)
    registered = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser):
    """A person who may sign in. Nobody needs an account to read."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=150, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=8, default="es")
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    joined = models.DateTimeField(default=clock.now)

    objects: ClassVar[BaseUserManager[User]] = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.username


class Membership(models.Model):
    """A role of a user in one institution; without one it holds in the whole programme."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    institution = models.ForeignKey(
        Institution,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
    )
    role = models.CharField(max_length=20)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "institution", "role"], name="people_membership_once"
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(institution=None),
                name="people_programme_role_once",
            ),
        ]


class SignInTries(models.Model):
    """Tries to sign in as one user name or from one address since the last one that succeeded."""

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(default=clock.now, db_index=True)
    until = models.DateTimeField(default=clock.now)


class LedgerEvent(AppendOnly):
    """One thing that was done: who, when, to what. Facts are identifiers and hashes."""

    sequence = models.BigAutoField(primary_key=True)
    moment = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=120)
    facts: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject"], name="people_ledger_subject")
        ]
