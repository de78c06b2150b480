"""Refusals of the flow."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError


class PublicationRefused(OpenUpError):
    """This file cannot be published as it was ordered; the sentence says what to change."""

    code = "publication-refused"


class UploadRefused(OpenUpError):
    """This upload cannot go on; the sentence says why."""

    code = "upload-refused"


class LeaseLost(Exception):
    """Another worker has this job now: whatever this one did must leave no trace."""
