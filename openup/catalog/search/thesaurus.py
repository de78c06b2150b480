"""Words that people type for what public bodies call otherwise."""

from __future__ import annotations

from functools import cache
from typing import Final

from openup.catalog.search.words import fold, stem

# Each line is one thing. A word stands here only when the others mean it in nearly every title;
# what a single data set calls its subject belongs into its keywords.
_SAME: Final = """
medicina medicamento fármaco
sueldo salario remuneración nómina
basura residuos
camión autobús transporte
crimen delito
choque accidente
castigo sanción sancionado
agujero bache
funcionario servidor
factura cfdi
"""


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    # Made at the first question: the stemmer is not loaded before it is needed.
    made: dict[str, tuple[str, ...]] = {}
    for line in _SAME.strip().splitlines():
        stems = tuple(dict.fromkeys(stem(fold(word)) for word in line.split()))
        made |= {one: tuple(other for other in stems if other != one) for one in stems}
    return made


def same_thing(stem_of_word: str) -> tuple[str, ...]:
    """The stems of other words for the same thing."""
    return _alike().get(stem_of_word, ())
