"""The migrations say what the models say, on a portal that is upgraded as on a new one."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_waits_for_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_django_finds_nothing_to_object_to() -> None:
    call_command("check", "--fail-level", "WARNING")
