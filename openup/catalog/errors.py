"""Refusals of the catalogue."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError


class ReleaseWithdrawn(OpenUpError):
    """It was published and taken back; the sentence says why and what stands instead."""

    code = "withdrawn"
