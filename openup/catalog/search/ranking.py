"""How near a data set's own words are to what was asked; the same on every database.

The engines find and sort roughly, each by its own measure. Of the best that they find, this decides
the order: the title first, whole words before words that only share a stem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openup.catalog.search.words import EMPTY, fold, spelled, stem

EXACT, OTHER_NUMBER, SAME_STEM = 1.0, 0.9, 0.3
"""How well a word meets the one that was asked: contratos; contrato; contratación."""

IN_TITLE, IN_KEYWORDS = 10.0, 4.0
NEAR, EARLY, WHOLE = 3.0, 2.0, 1.0
"""Most that is added where all words stand side by side in the title, at its beginning, alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One asked word: the forms that were typed or meant, and the stems that will do as well."""

    forms: tuple[str, ...]
    stems: frozenset[str]


def score(title: str, keywords: Sequence[str], asked: Sequence[Wanted]) -> float:
    """From 0 (only other texts match) upwards; more is nearer."""
    words = _words(title)
    met = [_best(words, one) for one in asked]
    others = _words(" ".join(keywords))
    found = [place for level, place in met if level]
    total = IN_TITLE * sum(level for level, _ in met) / len(asked)
    total += IN_KEYWORDS * sum(_best(others, one)[0] for one in asked) / len(asked)
    if found:
        total += EARLY * max(level / (1 + place) for level, place in met)
        total += WHOLE * len(set(found)) / len(words)
    if len(found) == len(asked) > 1:
        total += NEAR * len(set(found)) / (1 + max(found) - min(found))
    return round(total, 6)


def _words(text: str) -> list[str]:
    folded = [fold(word) for word in spelled(text)]
    return [word for word in folded if word not in EMPTY]


def _best(words: Sequence[str], wanted: Wanted) -> tuple[float, int]:
    """How well the best of these words meets the wanted one, and its place; the first of equals."""
    levels = [(_level(word, wanted), -place) for place, word in enumerate(words)]
    level, place = max(levels, default=(0.0, 0))
    return level, -place


def _level(word: str, wanted: Wanted) -> float:
    if word in wanted.forms:
        return EXACT
    if any(_same_but_number(word, form) for form in wanted.forms):
        return OTHER_NUMBER
    return SAME_STEM if stem(word) in wanted.stems else 0.0


def _same_but_number(one: str, other: str) -> bool:
    """`obra` and `obras`, `licitacion` and `licitaciones`, `vez` and `veces`."""
    short, long = sorted((one, other), key=len)
    return long in (short + "s", short + "es") or (
        short.endswith("z") and long == short[:-1] + "ces"
    )
