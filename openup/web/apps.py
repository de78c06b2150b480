"""The web face as a Django application: templates, static files, template tags."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """Has no records of its own."""

    name = "openup.web"
    label = "web"
