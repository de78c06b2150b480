"""What differs between the reading of a release and that of the next file, thing by thing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.reading import Column, Reading
from openup.publishing.steps.said.heard import CHANGED, shown

_ALIKE: Final = 0.6
"""From this likeness on, of two labels at one place the second is the first one's new name."""

_NAMED: Final = ("excel", "json")
"""Formats whose tables have a name within the file that does not change from month to month."""

Key = tuple[str, int]
"""A label and how many of the same stand before it."""


def changes(before: Reading, number: int, after: Reading) -> tuple[Fault, ...]:
    """A fault for each thing that is not as in release `number`; types are compared elsewhere."""
    return (*_of_file(before, number, after), *_of_columns(before.columns, number, after.columns))


def _of_file(before: Reading, number: int, after: Reading) -> Iterator[Fault]:
    pairs = [
        (Level.FILE, say("The format"), before.format, after.format),
        (Level.TABLE, say("The name of the sheet or list"), _named(before), _named(after)),
        (Level.FILE, say("The encoding"), before.encoding, after.encoding),
        (Level.FILE, say("The delimiter"), _delimiter(before), _delimiter(after)),
        (Level.TABLE, say("The header"), _header(before), _header(after)),
    ]
    if before.format != after.format:
        pairs = pairs[:1]
    for level, what, old, new in pairs:
        if old != new:
            yield _differs(level, what, shown(old), shown(new), number)
    if before.layout.header_rows == after.layout.header_rows:
        old_row, new_row = before.layout.first_data_row, after.layout.first_data_row
        if old_row != new_row and before.format == after.format:
            what = say("The first row of data")
            yield _differs(Level.TABLE, what, str(old_row), str(new_row), number)


def _named(reading: Reading) -> str:
    return reading.member if reading.format in _NAMED else ""


def _delimiter(reading: Reading) -> str:
    return reading.dialect.delimiter if reading.dialect else ""


def _header(reading: Reading) -> tuple[int, ...]:
    return reading.layout.header_rows


def _differs(level: Level, what: Words, old: str, new: str, number: int) -> Fault:
    return Fault(
        CHANGED,
        level,
        say(
            "%(what)s: now %(new)s, in release %(number)s %(old)s.",
            what=what, new=new, number=number, old=old,
        ),
        say("Look whether the file was made as usual. It was read as it is."),
    )  # fmt: skip


def _of_columns(before: Sequence[Column], number: int, after: Sequence[Column]) -> Iterator[Fault]:
    old, new = _keys(before), _keys(after)
    were, are = dict(zip(old, before, strict=True)), dict(zip(new, after, strict=True))
    renamed = _renamed(old, new)
    for key in old:
        if key not in are and key not in renamed:
            yield _gone(were[key], number)
    for key in new:
        if key not in were and key not in renamed.values():
            yield _came(are[key], number)
    for first, second in renamed.items():
        yield _called(were[first], are[second], number)
    for key in _moved(old, new):
        yield _stands(are[key], new.index(key) + 1, old.index(key) + 1, number)


def _keys(columns: Sequence[Column]) -> list[Key]:
    seen: dict[str, int] = {}
    keys: list[Key] = []
    for column in columns:
        label = column.label.strip() or column.name
        seen[label] = seen.get(label, -1) + 1
        keys.append((label, seen[label]))
    return keys


def _renamed(old: list[Key], new: list[Key]) -> dict[Key, Key]:
    """Columns that are gone, each with the one that came in its place and is alike or alone."""
    gone, came = set(old) - set(new), set(new) - set(old)
    pairs: dict[Key, Key] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        first = [key for key in old[i1:i2] if key in gone]
        second = [key for key in new[j1:j2] if key in came]
        for one, other in zip(first, second, strict=False):
            alike = SequenceMatcher(None, one[0].lower(), other[0].lower()).ratio() >= _ALIKE
            if alike or len(first) == len(second) == i2 - i1 == j2 - j1:
                pairs[one] = other
    return pairs


def _moved(old: list[Key], new: list[Key]) -> list[Key]:
    """Columns of both that do not stand in the longest run of columns in the same order."""
    places = {key: at for at, key in enumerate(old)}
    common = [key for key in new if key in places]
    ends: list[int] = []
    last: list[int] = []
    above: list[int] = []
    for at, key in enumerate(common):
        spot = bisect_left(ends, places[key])
        above.append(last[spot - 1] if spot else -1)
        ends[spot : spot + 1], last[spot : spot + 1] = [places[key]], [at]
    kept: set[Key] = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(common[at])
        at = above[at]
    return [key for key in common if key not in kept]


def _shown_name(column: Column) -> str:
    return " ".join(column.label.split()) or column.name


def _fault(reason: Words, advice: Words, column: Column) -> Fault:
    return Fault(CHANGED, Level.COLUMN, reason, advice, Place(column=column.name))


def _gone(column: Column, number: int) -> Fault:
    return _fault(
        say("Column %(name)s of release %(number)s is gone.",
            name=_shown_name(column), number=number),
        say("If it is only missing, add it again: somebody may rely on it."),
        column,
    )  # fmt: skip


def _came(column: Column, number: int) -> Fault:
    return _fault(
        say("Column %(name)s is new: release %(number)s does not have it.",
            name=_shown_name(column), number=number),
        say("Say in the note of the release what it holds."),
        column,
    )  # fmt: skip


def _called(before: Column, after: Column, number: int) -> Fault:
    return _fault(
        say("Column %(name)s was called %(old)s in release %(number)s.",
            name=_shown_name(after), old=_shown_name(before), number=number),
        say("If it holds the same, keep its name: programs find columns by their names."),
        after,
    )  # fmt: skip


def _stands(column: Column, place: int, old: int, number: int) -> Fault:
    return _fault(
        say("Column %(name)s stands at place %(place)s, in release %(number)s at %(old)s.",
            name=_shown_name(column), place=place, old=old, number=number),
        say("Keep the order of columns: some people read a table by its places."),
        column,
    )  # fmt: skip
