"""Whether the home folder holds a portal that commands may work on."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from openup.kernel.errors import Missing
from openup.kernel.words import say

ALWAYS_THERE = "people_user"
"""A table that every portal has from its first preparation on."""


def demand_records() -> None:
    """Raise a sentence when the home folder was never prepared."""
    if ALWAYS_THERE not in connection.introspection.table_names():
        raise Missing(
            say("There is no portal in %(home)s yet.", home=settings.HOME),
            advice=say("Prepare it first: openup migrate"),
        )
