"""Names of columns, such that every engine can write them and tells each from the others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def plain(label: str) -> str:
    """A label on one line, in NFC, of signs that can be written; empty where it has none."""
    writable = label.replace("\0", " ").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", " ".join(writable.split()))


Taken = dict[str, int]
"""Names that are taken, without their case, each with how often it was wanted."""


def is_taken(name: str, taken: Taken) -> bool:
    """Whether an engine would take `name` for one of those taken: case does not tell them apart."""
    return name.casefold() in taken


def take(wanted: str, taken: Taken) -> str:
    """`wanted`, or `wanted_2` and so on where that is taken; the name is taken from then on."""
    name, count = wanted, taken.get(wanted.casefold(), 1)
    while is_taken(name, taken):
        count += 1
        name = f"{wanted}_{count}"
    taken[wanted.casefold()] = count
    taken.setdefault(name.casefold(), 1)
    return name


def unique(labels: Iterable[str]) -> list[str]:
    """A name for each label, no two alike; `col_0`, `col_1` ... where a label says nothing."""
    taken: Taken = {}
    return [take(plain(label) or f"col_{index}", taken) for index, label in enumerate(labels)]
