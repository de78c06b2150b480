"""Weighs single-byte encodings by what Spanish and its neighbours really write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

PLAUSIBLE = 0.35
"""Below this mean weight of a sign, an encoding does not give words."""

CODECS = ("cp1252", "mac_roman", "cp850", "latin-1")
"""Windows, older Macintosh, DOS; latin-1 where control signs stand that Windows has not."""

_SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ")
_NEIGHBOURS = frozenset("àèìòùâêîôûãõçäëïößåøæœÀÈÌÒÙÂÊÎÔÛÃÕÇÄËÏÖÅØÆŒ")
_SIGNS = frozenset("¿¡ºª°–—‘’“”…·•«»€£§®™\u00a0")
_RARE_SIGNS = frozenset("´±²³½¼¾µ×¬")


@dataclass(frozen=True, slots=True)
class Weight:
    """How well an encoding explains the signs: mean weight, and the share of plausible ones."""

    codec: str
    score: float
    share: float


def weigh(tokens: Counter[bytes]) -> list[Weight]:
    """All encodings, the most plausible first. Tokens are signs with their ASCII neighbours."""
    found = [_weigh_one(codec, tokens) for codec in CODECS]
    return sorted(found, key=lambda weight: -weight.score)


def _weigh_one(codec: str, tokens: Counter[bytes]) -> Weight:
    total, good, signs = 0.0, 0, 0
    for token, times in tokens.items():
        try:
            text = token.decode(codec)
        except UnicodeDecodeError:
            total -= 2.0 * times
            signs += times
            continue
        for at, sign in enumerate(text):
            if sign.isascii():
                continue
            value = _value(text[at - 1 : at], sign, text[at + 1 : at + 2])
            total += value * times
            signs += times
            good += times * (value > 0)
    return Weight(codec, total / signs if signs else 0.0, good / signs if signs else 0.0)


@lru_cache(maxsize=65536)
def _value(before: str, sign: str, after: str) -> float:
    """From -1 (cannot be) to 1 (a Spanish letter where one belongs)."""
    within = before.isalpha() and after.isalpha()
    if sign in _SPANISH or sign in _NEIGHBOURS:
        most = 1.0 if sign in _SPANISH else 0.45
        if sign.isupper() and before.islower():
            return -0.8
        if sign.islower() and before.isupper() and after.isupper():
            return -0.3
        return most if before.isalpha() or after.isalpha() else 0.6 * most
    if sign in _SIGNS:
        return -0.5 if within and sign not in "’·–" else 0.5
    if sign in _RARE_SIGNS:
        return -0.5 if within else 0.2
    if "\u0080" <= sign <= "\u009f":
        return -1.5
    return -0.8
