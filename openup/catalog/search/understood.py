"""From what a person typed to the stems that are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from openup.catalog.search.engine import Asked
from openup.catalog.search.index import engine
from openup.catalog.search.models import Word
from openup.catalog.search.words import asked, distance, stem

MOST_MENDED = 4
"""Unknown words of one question that are mended; each costs two queries at most."""

_ALTERNATIVES = 6


@dataclass(frozen=True, slots=True)
class Understood:
    """The words of a question, the stems looked for in place of each, and other words so tried."""

    words: tuple[str, ...]
    stems: Asked
    tried: tuple[str, ...]

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset(one for any_of in self.stems for one in any_of)

    def without(self, word: str) -> Understood:
        """The same question, one word fewer."""
        kept = [pair for pair in zip(self.words, self.stems, strict=True) if pair[0] != word]
        return Understood(tuple(pair[0] for pair in kept), tuple(pair[1] for pair in kept), ())


def understand(text: str) -> Understood:
    """Look each word up by its stem; unknown ones by their beginning, then by their likeness."""
    words = asked(text)
    own = {word: stem(word) for word in words}
    known = _known(set(own.values()))
    stems: list[tuple[str, ...]] = []
    tried: dict[str, None] = {}
    mended = 0
    for word in words:
        found = known.get(own[word], [])
        if not found and mended < MOST_MENDED:
            mended += 1
            found = _mend(word)
        stems.append(tuple(dict.fromkeys([other.stem for other in found])) or (own[word],))
        tried.update({other.spelling: None for other in found[:3] if other.word not in own})
    return Understood(words, tuple(stems), tuple(tried))


def _known(stems: set[str]) -> dict[str, list[Word]]:
    known: dict[str, list[Word]] = {}
    for word in Word.objects.filter(stem__in=stems).order_by("-uses", "word"):
        known.setdefault(word.stem, []).append(word)
    return known


def _mend(word: str) -> list[Word]:
    if len(word) < 3:
        return []
    longer = Word.objects.filter(word__startswith=word).order_by("-uses", "word")
    return list(longer[:_ALTERNATIVES]) or _alike(word)


def _alike(word: str) -> list[Word]:
    """The known words that are fewest edits away: one for short words, two for longer ones."""
    if len(word) < 4 or not word.isalpha():
        return []
    most = 1 if len(word) <= 5 else 2
    # Threes of letters miss short words with two letters swapped; those begin alike.
    begins = Word.objects.filter(word__startswith=word[:2]).order_by("-uses", "word")[:200]
    near = Word.objects.filter(word__in=engine().alike(word, limit=60))
    found = {one.word: one for one in [*begins, *near]}
    far = {one: distance(word, one, most=most) for one in found}
    least = min(far.values(), default=most + 1)
    best = [found[one] for one in found if far[one] == least <= most]
    return sorted(best, key=lambda one: (-one.uses, one.word))[:_ALTERNATIVES]
