"""Refusals of the publishing stage."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError


class ReadingRefused(OpenUpError):
    """This file cannot be read as a table; the sentence says what was found and what to do."""

    code = "reading-refused"
