"""Finds the cheapest way to divide damaged text into cells, without losing a character."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from openup.publishing.reading import Dialect

_CELLS_MOST = 5000
_CLOSINGS_MOST = 3
_WAYS_MOST = 6
_BLANKS = " \t"
_STRAY_OPENING, _STRAY_INSIDE, _STRAY_LATER = 1.0, 0.6, 0.25
_WRONG_WIDTH = 2.5


@dataclass(frozen=True, slots=True)
class Found:
    """A record: its cells, how many physical lines it takes, and how doubtful it is (0: not)."""

    cells: list[str]
    lines: int
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way to a place in the text: its cost, where it came from, and the last cell."""

    cost: float
    before: tuple[int, int] | None = None
    cell: str = ""


@dataclass(slots=True)
class _Search:
    """One text and the ways through it, by (position, cells so far), all cheaper than `below`."""

    text: str
    dialect: Dialect
    below: float = inf
    ways: dict[int, dict[int, _Step]] = field(default_factory=lambda: {0: {0: _Step(0.0)}})


def split(text: str, dialect: Dialect) -> list[str]:
    return text.split(dialect.delimiter) if dialect.delimiter else [text]


def cheapest(
    text: str, lines: int, dialect: Dialect, expected: int, *, below: float = inf
) -> Found:
    """The cheapest way to divide the text into cells, if there is one cheaper than `below`."""
    if len(split(text, dialect)) > _CELLS_MOST:
        return Found(split(text, dialect), lines, _STRAY_OPENING)
    search = _Search(text, dialect, below)
    end = len(text) + 1
    for place in _places(search):
        if place < end:
            _cells_from(search, place)
    return _best(search, end, lines, expected)


def _places(search: _Search) -> list[int]:
    """Every place where a cell may begin, and the end."""
    text, delimiter = search.text, search.dialect.delimiter
    found = [0]
    at = text.find(delimiter) if delimiter else -1
    while at >= 0:
        found.append(at + len(delimiter))
        at = text.find(delimiter, at + 1)
    return found


def _cells_from(search: _Search, start: int) -> None:
    if not search.ways.get(start):
        return
    text, quote = search.text, search.dialect.quote
    _plain_cell(search, start)
    opening = start
    while opening < len(text) and text[opening] in _BLANKS and text[opening] != quote:
        if search.dialect.delimiter and text.startswith(search.dialect.delimiter, opening):
            break
        opening += 1
    if quote and text.startswith(quote, opening):
        _quoted_cells(search, start, opening + len(quote))


def _plain_cell(search: _Search, start: int) -> None:
    """A cell without quotes around it ends at the next delimiter, or at the line's end."""
    dialect = search.dialect
    at = _next_delimiter(search, start)
    raw = search.text[start : len(search.text) if at < 0 else at]
    if "\n" in raw:
        return
    cost = 0.0
    if dialect.quote and dialect.quote in raw:
        text = raw.strip(_BLANKS)
        cost = _STRAY_OPENING if text.startswith(dialect.quote) else _STRAY_LATER
        if cost == _STRAY_OPENING and len(text) > 1 and text.endswith(dialect.quote):
            cost += _STRAY_OPENING
    _reach(search, start, at, _unescaped(raw, dialect, quoted=False), cost)


def _next_delimiter(search: _Search, start: int) -> int:
    text, dialect = search.text, search.dialect
    at = text.find(dialect.delimiter, start) if dialect.delimiter else -1
    while at > start and dialect.escape and escaped(text, at, dialect.escape, start):
        at = text.find(dialect.delimiter, at + 1)
    return at


def escaped(text: str, at: int, escape: str, start: int) -> bool:
    """Whether an odd number of escape signs stands before `at`."""
    count = 0
    while at - count - 1 >= start and text[at - count - 1] == escape:
        count += 1
    return count % 2 == 1


def _quoted_cells(search: _Search, start: int, opened: int) -> None:
    """Each quote that a delimiter or the end follows may close the cell; others are strays."""
    text, dialect = search.text, search.dialect
    quote, cost = dialect.quote, 0.0
    most = min(4 * _WRONG_WIDTH, search.below - min(x.cost for x in search.ways[start].values()))
    at, closings = text.find(quote, opened), 0
    while at >= 0 and closings < _CLOSINGS_MOST and cost < most:
        after = at + len(quote)
        if dialect.escape and dialect.escape != quote and escaped(text, at, dialect.escape, opened):
            at = text.find(quote, after)
            continue
        ends = _after_closing(search, after)
        doubled = text.startswith(quote, after) and dialect.escape in ("", quote)
        if ends is not None and not doubled:
            cell = _unescaped(text[opened:at], dialect, quoted=True)
            _reach(search, start, ends, cell, cost)
            closings += 1
        if doubled:
            last = _after_closing(search, after + len(quote))
            if last is not None:
                cell = _unescaped(text[opened:at], dialect, quoted=True) + quote
                _reach(search, start, last, cell, cost + _STRAY_INSIDE)
            after += len(quote)
        else:
            opening = text.endswith(dialect.delimiter or "\n", opened, at)
            cost += _STRAY_OPENING if opening else _STRAY_INSIDE
        at = text.find(quote, after)


def _after_closing(search: _Search, after: int) -> int | None:
    """Where the delimiter stands that follows a closing quote; -1 at the end; None if neither."""
    text, delimiter = search.text, search.dialect.delimiter
    at = after
    while True:
        if at >= len(text):
            return -1
        if delimiter and text.startswith(delimiter, at):
            return at
        if text[at] not in _BLANKS:
            return None
        at += 1


def _reach(search: _Search, start: int, delimiter_at: int, cell: str, cost: float) -> None:
    """Note the cell as a way onward, unless a cheaper one is known."""
    end = len(search.text) + 1
    place = end if delimiter_at < 0 else delimiter_at + len(search.dialect.delimiter)
    onward = search.ways.setdefault(place, {})
    for count, step in search.ways[start].items():
        total = step.cost + cost
        if total >= search.below:
            continue
        known = onward.get(count + 1)
        if known is not None and total > known.cost:
            continue
        if known is None and len(onward) >= _WAYS_MOST:
            dearest = max(onward, key=lambda one: onward[one].cost)
            if onward[dearest].cost <= total:
                continue
            del onward[dearest]
        onward[count + 1] = _Step(total, (start, count), cell)


def _best(search: _Search, end: int, lines: int, expected: int) -> Found:
    ways = search.ways.get(end)
    if not ways:
        none = 4 * _WRONG_WIDTH if search.below == inf else inf
        return Found(split(search.text, search.dialect), lines, none)

    def price(count: int) -> float:
        return ways[count].cost + (_WRONG_WIDTH if expected and count != expected else 0.0)

    chosen = min(ways, key=lambda count: (price(count), abs(count - expected)))
    cells: list[str] = []
    place: tuple[int, int] | None = (end, chosen)
    while place is not None:
        step = search.ways[place[0]][place[1]]
        if step.before is not None:
            cells.append(step.cell)
        place = step.before
    cells.reverse()
    cost = price(chosen)
    return Found(cells, lines, cost if ways[chosen].cost else 0.0 if not expected else cost)


def _unescaped(raw: str, dialect: Dialect, *, quoted: bool) -> str:
    """The cell's own text: an escape sign goes only where it protects something."""
    quote, escape = dialect.quote, dialect.escape
    if quoted and escape in ("", quote):
        return raw.replace(quote * 2, quote)
    if not escape or escape not in raw:
        return raw
    text, at, kept = raw, 0, []
    protected = [sign for sign in (quote, escape, dialect.delimiter) if sign]
    while (found := text.find(escape, at)) >= 0:
        kept.append(text[at:found])
        at = found + 1
        if any(text.startswith(sign, at) for sign in protected):
            kept.append(text[at])
            at += 1
        else:
            kept.append(escape)
    kept.append(text[at:])
    return "".join(kept)
