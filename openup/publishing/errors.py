"""Refusals of the publishing stage."""

from __future__ import annotations

from openup.kernel.errors import OpenUpError
from openup.kernel.words import Words


class ReadingRefused(OpenUpError):
    """This file cannot be read as a table; the sentence says what was found and what to do."""

    code = "reading-refused"


class ToldRefused(ReadingRefused):
    """What a person said of how to read a file does not fit it; `field` is what was said."""

    code = "told-refused"

    def __init__(self, sentence: Words, *, advice: Words | None = None, field: str = "") -> None:
        super().__init__(sentence, advice=advice)
        self.field = field
