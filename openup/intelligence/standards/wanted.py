"""Which columns of which tables a set of rules asks, so that no more of a file is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from openup.intelligence.derived import DERIVED
from openup.intelligence.standards.tables import TABLES

Wanted = Mapping[str, frozenset[str]]
"""The columns that are wanted, by table."""

EVERYTHING: Final[Wanted] = {
    name: frozenset(field.name for field in table.fields) for name, table in TABLES.items()
}

_WORD: Final = re.compile(r"[a-z_][a-z0-9_]*")
_TEXT: Final = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
_ALL: Final = re.compile(r"\bselect\s+\*|\.\*")


def _with_derived(words: set[str]) -> set[str]:
    """The words of a question and those of the derived tables that it names."""
    for one in reversed(DERIVED):
        if one.name in words:
            words |= set(_WORD.findall(_TEXT.sub("''", one.query.source)))
    return words


def wanted_by(questions: Iterable[str]) -> Wanted:
    """The tables that the questions name, each with those of its columns that they name.

    A column that several tables of a question have is read in each: too much is harmless.
    """
    found: dict[str, set[str]] = {}
    for question in questions:
        bare = _TEXT.sub("''", question.lower())
        words = _with_derived(set(_WORD.findall(bare)))
        for name in words & TABLES.keys():
            columns = EVERYTHING[name]
            kept = columns if _ALL.search(bare) else columns & (words | {"ocid"})
            found.setdefault(name, set()).update(kept)
    return {name: frozenset(columns) for name, columns in found.items()}
