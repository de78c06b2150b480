"""What a search engine does, whichever database it lives in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from django.db.models import QuerySet

from openup.catalog.search.models import FullText

Asked = tuple[tuple[str, ...], ...]
"""All of these must be found; of each, any of its stems will do."""


@dataclass(frozen=True, slots=True)
class Stems:
    """The stems of one data set, field by field, in order of weight."""

    title: str
    keywords: str
    tables: str
    description: str
    place: str
    columns: str
    found: str

    def ordered(self) -> list[str]:
        return [getattr(self, field.name) for field in fields(self)]


class Engine(Protocol):
    """One full-text index beside the records, changed in the same transaction."""

    def write(self, dataset: int, stems: Stems) -> None:
        """Index a data set anew."""

    def erase(self, dataset: int) -> None:
        """Forget a data set."""

    def matching(self, asked: Asked) -> QuerySet[FullText]:
        """The texts that match, each with `distance`: less is better."""

    def add_words(self, words: Sequence[tuple[int, str]]) -> None:
        """Make new words (identifier, word) findable by a likeness."""

    def drop_words(self, identifiers: Sequence[int]) -> None:
        """Forget words."""

    def alike(self, word: str, *, limit: int) -> list[str]:
        """Known words that share most letters with this one, the likest first."""
