"""Refusals of the catalogue."""

from __future__ import annotations

from openup.catalog.pages import Pin
from openup.kernel.errors import OpenUpError
from openup.kernel.words import Words


class ReleaseWithdrawn(OpenUpError):
    """It was published and taken back; the sentence says why. `current` stands instead, if any."""

    code = "withdrawn"

    def __init__(
        self, sentence: Words, *, advice: Words | None = None, current: Pin | None = None
    ) -> None:
        super().__init__(sentence, advice=advice)
        self.current = current
