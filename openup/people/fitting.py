"""Texts fit their fields: SQLite keeps what is too long, PostgreSQL breaks; here it is said."""

from __future__ import annotations

from django.db import models

from openup.kernel.errors import Conflict
from openup.kernel.words import say

_SHOWN = 40


def demand_fits(model: type[models.Model], **texts: str) -> None:
    """Raise Conflict for the first text that is longer than the field of its name in `model`."""
    for name, text in texts.items():
        most = model._meta.get_field(name).max_length
        if most is not None and len(text) > most:
            raise Conflict(
                say("“%(start)s…” is too long: it has %(n)s characters.",
                    start=text[:_SHOWN], n=len(text)),
                advice=say("Write at most %(most)s characters.", most=most),
            )  # fmt: skip
