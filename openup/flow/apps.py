"""The flow as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class FlowConfig(AppConfig):
    """Jobs and uploads: what stands between a file and its release."""

    name = "openup.flow"
    label = "flow"
    default_auto_field = "django.db.models.BigAutoField"
