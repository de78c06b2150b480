"""The catalogue as a Django application."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Categories, data sets, resources, releases, and their search."""

    name = "openup.catalog"
    label = "catalog"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Load the tables of the search beside the stage's own."""
        super().import_models()
        importlib.import_module("openup.catalog.search.models")
