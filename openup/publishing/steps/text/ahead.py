"""Lines still to be read, and records that reach over very many of them."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from openup.publishing.reading import Dialect
from openup.publishing.steps.text.patient import is_open, swallows
from openup.publishing.steps.text.ways import Found

LONGEST: Final = 1 << 22
"""A record over several lines has at most so many characters."""


@dataclass(slots=True)
class Ahead:
    """The lines of a file, of which some may be looked at before they are taken.

    `beyond` are lines after those, which belong to nothing but a record that begins before them.
    """

    file: Iterator[str]
    beyond: Iterable[str] = ()
    barred: int = 0
    returned: deque[str] = field(default_factory=deque)

    def take(self, count: int) -> list[str]:
        """The next lines, at most so many."""
        lines = [self.returned.popleft() for _ in range(min(count, len(self.returned)))]
        lines += islice(self.file, count - len(lines))
        return lines

    def record(
        self, lines: list[str], at: int, number: int, dialect: Dialect, expected: int
    ) -> Found | None:
        """The record over several lines that begins at `lines[at]`, if it has not one fault.

        Lines that it needs beyond those held are added to `lines`. `number` is the first one's: no
        line is looked through again that an earlier search had to give up on, so that time grows
        with the size of the file only.
        """
        if number < self.barred or not is_open(lines[at], dialect):
            return None
        taken: list[str] = []
        foreign: list[str] = []
        source = chain(
            islice(lines, at, None), self._looked_at(taken), _noted(self.beyond, foreign)
        )
        reader = csv.reader(
            bounded(source), delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True
        )
        try:
            found = Found(next(reader), reader.line_num)
        except (csv.Error, StopIteration):
            found = None
        if found is not None and _is_sound(
            [*lines[at:], *taken, *foreign], found, dialect, expected
        ):
            lines += taken + foreign
            return found
        self.returned.extendleft(reversed(taken))
        self.barred = number + reader.line_num - 1
        return None

    def _looked_at(self, taken: list[str]) -> Iterator[str]:
        while self.returned:
            taken.append(self.returned.popleft())
            yield taken[-1]
        yield from _noted(self.file, taken)


def _noted(lines: Iterable[str], seen: list[str]) -> Iterator[str]:
    for line in lines:
        seen.append(line)
        yield line


def bounded(lines: Iterable[str]) -> Iterator[str]:
    """The lines, as many as a record may take."""
    size = 0
    for line in lines:
        size += len(line)
        if size > LONGEST:
            return
        yield line


def _is_sound(lines: list[str], found: Found, dialect: Dialect, expected: int) -> bool:
    """Whether the record has as many cells as the others, and none of them ate records."""
    if found.lines < 2 or len(found.cells) != (expected or len(found.cells)):
        return False
    return not swallows(lines[: found.lines], found, dialect, expected or len(found.cells))
