"""Words as the search sees them: unaccented, in small letters, by their Spanish stem."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Set
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

LONGEST = 60
"""Characters of a word that count; what is longer is cut."""

_WORD = re.compile(r"[^\W_]+")
_ALIAS = "openup_snowball"
_one_at_a_time = Lock()  # a stemmer keeps the word that it works on in itself

# Words that nearly every title has and nobody looks for.
_LITTLE = """
a al con de del e el en es la las lo los o para por que se sin su sus un una y
the of and in for to on
"""
EMPTY = frozenset(_LITTLE.split())


def fold(word: str) -> str:
    """`Contratación` -> `contratacion`."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))[:LONGEST]


@cache
def _stemmer() -> Any:
    """The Spanish stemmer alone, at the first word.

    `import snowballstemmer` loads thirty languages, which costs a fifth of a second at every start;
    so the package is entered under another name without running what it imports first.
    """
    found = find_spec("snowballstemmer")
    if found is None:
        raise ModuleNotFoundError(name="snowballstemmer")
    sys.modules.setdefault(_ALIAS, module_from_spec(found))
    return import_module(f"{_ALIAS}.spanish_stemmer").SpanishStemmer()


@lru_cache(maxsize=50_000)
def stem(folded: str) -> str:
    """The Spanish stem of an unaccented word; words with digits are their own stem.

    Accents go before the stem is taken, so that both spellings meet in one stem.
    """
    if not folded.isalpha():
        return folded
    with _one_at_a_time:
        made = str(_stemmer().stemWord(folded)) or folded
    # The stemmer leaves short plurals alone (obras, leyes); without this they miss their singular.
    return made[:-1] if len(made) > 3 and made.endswith("s") else made


def spelled(text: str) -> Iterator[str]:
    """The words of a text as they are spelled, in small letters."""
    for found in _WORD.finditer(unicodedata.normalize("NFC", text)):
        yield found[0].lower()


def stems(text: str) -> str:
    """The stems of a text, with a space between them: what is indexed."""
    return " ".join(stem(word) for word in map(fold, spelled(text)) if word)


def asked(text: str, *, most: int = 12) -> tuple[str, ...]:
    """The unaccented words of a question; empty words go unless there are no others."""
    words = tuple(dict.fromkeys(word for word in map(fold, spelled(text)) if word))
    return (tuple(word for word in words if word not in EMPTY) or words)[:most]


def marked(text: str, wanted: Set[str]) -> tuple[tuple[str, bool], ...]:
    """The text in parts, of which those whose stem is wanted are marked."""
    parts: list[tuple[str, bool]] = []
    text = unicodedata.normalize("NFC", text)
    end = 0
    for found in _WORD.finditer(text):
        if stem(fold(found[0])) in wanted:
            if found.start() > end:
                parts.append((text[end : found.start()], False))
            parts.append((found[0], True))
            end = found.end()
    if not parts:
        return ()
    if end < len(text):
        parts.append((text[end:], False))
    return tuple(parts)


def around(text: str, wanted: Set[str], *, longest: int = 180) -> str:
    """The part of a long text in which the first wanted word stands."""
    if len(text) <= longest:
        return text
    first = _first(text, lambda word: stem(fold(word)) in wanted)
    begin = max(0, first - longest // 3)
    cut = text[begin : begin + longest].strip()
    return ("… " if begin else "") + cut + (" …" if begin + longest < len(text) else "")


def _first(text: str, wanted: Callable[[str], bool]) -> int:
    return next((found.start() for found in _WORD.finditer(text) if wanted(found[0])), 0)


def distance(one: str, other: str, *, most: int) -> int:
    """Edits between two words, neighbours swapped counting once; `most + 1` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
