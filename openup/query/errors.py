"""Refusals of the query stage."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError


class QueryRefused(OpenUpError):
    """What was asked cannot be understood; the sentence says what was found and what to write."""

    code = "query-refused"


class QueryTooLong(OpenUpError):
    """The answer took longer than one page may take."""

    code = "query-too-long"
