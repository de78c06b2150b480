"""The people stage as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Institutions, users, their roles, and the ledger of what they did."""

    name = "openup.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
