"""Reads one damaged record of delimited text: the likeliest cells, and never a lost character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from openup.publishing.reading import Dialect
from openup.publishing.steps.text.ways import Found, cheapest, escaped, split

LINES_MOST = 200
"""A quoted cell may span this many lines in a record that is otherwise in doubt."""

_TRIES_MOST = 4
_CELLS_TRIED = 300
_PAIR, _LINES_WEIGHED, _NEARLY_ALL = 2, 10, 0.8


def without_end(line: str) -> str:
    """The line without the characters that end it."""
    if line.endswith("\r\n"):
        return line[:-2]
    return line[:-1] if line.endswith(("\n", "\r")) else line


def read_record(lines: Sequence[str], dialect: Dialect, expected: int) -> Found:
    """The likeliest record at the start of `lines`, of which `expected` cells (0: unknown).

    An unclosed quote ends at its line's end unless a later line closes it more plausibly.
    """
    first = without_end(lines[0])
    if not any(sign in first for sign in (dialect.quote, dialect.escape) if sign):
        return Found(split(first, dialect), 1)
    best = cheapest(first, 1, dialect, expected)
    if best.cost == 0 or not is_open(first, dialect):
        return best
    tries, closing = 0, _closing(dialect)
    for count in range(2, min(len(lines), LINES_MOST) + 1):
        if closing.search(lines[count - 1]) is None:
            continue
        text = without_end("".join(lines[:count]))
        longer = cheapest(text, count, dialect, expected, below=best.cost)
        if longer.cost < best.cost and not swallows(lines[:count], longer, dialect, expected):
            best = longer
        tries += 1
        if longer.cost == 0 or tries == _TRIES_MOST or _is_wide(text, dialect):
            break
    return best


def is_open(line: str, dialect: Dialect) -> bool:
    """Whether a quote is left open at the end of the line, as far as counting tells."""
    if not dialect.quote:
        return False
    if not dialect.escape or dialect.escape not in line:
        return line.count(dialect.quote) % 2 == 1
    at, count = line.find(dialect.quote), 0
    while at >= 0:
        count += not escaped(line, at, dialect.escape, 0)
        at = line.find(dialect.quote, at + 1)
    return count % 2 == 1


def _is_wide(text: str, dialect: Dialect) -> bool:
    return bool(dialect.delimiter) and text.count(dialect.delimiter) >= _CELLS_TRIED


@lru_cache
def _closing(dialect: Dialect) -> re.Pattern[str]:
    """What a line holds in which a quote that was opened above may end."""
    quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    ends = rf"{quote}[ \t]*(?:{delimiter}|[\r\n]*\Z)"
    return re.compile(ends if delimiter else quote)


def swallows(lines: Sequence[str], found: Found, dialect: Dialect, expected: int) -> bool:
    """Whether the longer record eats lines that are whole records by themselves."""
    if found.cost and expected > 1:
        return any(_is_whole(line, dialect, expected) for line in lines[1:])
    return may_swallow(lines, dialect, expected) and all(
        len(cheapest(without_end(end), 1, dialect, expected).cells) == expected
        for end in (lines[0], lines[-1])
    )


def may_swallow(lines: Sequence[str], dialect: Dialect, expected: int) -> bool:
    """Whether a record over these lines may be two stray quotes with records between them."""
    whole = (_is_whole(line, dialect, expected) for line in lines[1:-1])
    if expected != _PAIR:
        return expected > _PAIR and any(whole)
    # One delimiter stands in many a line of prose, but hardly in nearly all of them.
    return len(lines) > _LINES_WEIGHED and sum(whole) >= _NEARLY_ALL * (len(lines) - 2)


def _is_whole(line: str, dialect: Dialect, expected: int) -> bool:
    """Whether a line has as many cells as a record, when its quotes are not looked at."""
    return len(split(without_end(line), dialect)) == expected
