"""From what a person typed to the stems that are looked for."""

from __future__ import annotations

from dataclasses import dataclass

from openup.catalog.search.engine import Asked
from openup.catalog.search.index import engine
from openup.catalog.search.models import Word
from openup.catalog.search.ranking import Wanted
from openup.catalog.search.thesaurus import same_thing
from openup.catalog.search.words import asked, distance, stem

MOST_MENDED = 4
"""Unknown words of one question that are mended; each costs two queries at most."""

_ALTERNATIVES = 6


@dataclass(frozen=True, slots=True)
class Understood:
    """The words of a question, the stems looked for in place of each, and other words so tried.

    `forms` are the words that each is taken for: itself, or the known words that mend it.
    """

    words: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]
    stems: Asked
    tried: tuple[str, ...]

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset(one for any_of in self.stems for one in any_of)

    def without(self, word: str) -> Understood:
        """The same question, one word fewer."""
        kept = [place for place, one in enumerate(self.words) if one != word]
        return Understood(
            tuple(self.words[place] for place in kept),
            tuple(self.forms[place] for place in kept),
            tuple(self.stems[place] for place in kept),
            (),
        )

    def asked(self) -> tuple[Wanted, ...]:
        """Each word as the ranking takes it."""
        return tuple(
            Wanted(forms, frozenset(stems))
            for forms, stems in zip(self.forms, self.stems, strict=True)
        )


def understand(text: str) -> Understood:
    """Look each word up by its stem and as other words for it; mend what nobody uses."""
    words = asked(text)
    own = {word: stem(word) for word in words}
    others = {word: same_thing(own[word]) for word in words}
    known = _known({*own.values(), *(one for some in others.values() for one in some)})
    forms: list[tuple[str, ...]] = []
    stems: list[tuple[str, ...]] = []
    tried: dict[str, None] = {}
    mended = 0
    for word in words:
        exact = known.get(own[word], [])
        found = [*exact, *(one for other in others[word] for one in known.get(other, [])[:1])]
        if not found and mended < MOST_MENDED:
            mended += 1
            found = _mend(word)
        forms.append((word,) if exact else tuple(other.word for other in found) or (word,))
        stems.append(tuple(dict.fromkeys([other.stem for other in found])) or (own[word],))
        tried.update({other.spelling: None for other in found[:3] if other.word not in own})
    return Understood(words, tuple(forms), tuple(stems), tuple(tried))


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
