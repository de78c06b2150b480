"""Reads one damaged record of delimited text: the likeliest cells, and never a lost character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from openup.publishing.reading import Dialect

LINES_MOST = 200
"""A quoted cell may span this many lines in a record that is otherwise in doubt."""

_CELLS_MOST = 5000
_TRIES_MOST = 4
_CELLS_TRIED = 300
_CLOSINGS_MOST = 3
_WAYS_MOST = 6
_BLANKS = " \t"
_STRAY_OPENING, _STRAY_INSIDE, _STRAY_LATER = 1.0, 0.6, 0.25
_WRONG_WIDTH, _SWALLOWED = 2.5, 2.0


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
    """One text and the ways through it, by (position, cells so far)."""

    text: str
    dialect: Dialect
    ways: dict[int, dict[int, _Step]] = field(default_factory=lambda: {0: {0: _Step(0.0)}})


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
        return Found(_split(first, dialect), 1)
    best = _solve(first, 1, dialect, expected)
    if best.cost == 0 or not _is_open(first, dialect):
        return best
    tries = 0
    for count in range(2, min(len(lines), LINES_MOST) + 1):
        if not _may_close(lines[count - 1], dialect):
            continue
        longer = _solve(without_end("".join(lines[:count])), count, dialect, expected)
        if longer.cost < best.cost and not _swallows(lines[:count], longer, dialect, expected):
            best = longer
        tries += 1
        if longer.cost == 0 or tries == _TRIES_MOST or len(longer.cells) > _CELLS_TRIED:
            break
    return best


def _is_open(line: str, dialect: Dialect) -> bool:
    """Whether a quote is left open at the end of the line, as far as counting tells."""
    if not dialect.quote:
        return False
    if not dialect.escape or dialect.escape not in line:
        return line.count(dialect.quote) % 2 == 1
    at, count = line.find(dialect.quote), 0
    while at >= 0:
        count += not _escaped(line, at, dialect.escape, 0)
        at = line.find(dialect.quote, at + 1)
    return count % 2 == 1


def _may_close(line: str, dialect: Dialect) -> bool:
    """Whether a quote that was opened above may end in this line."""
    quote = dialect.quote
    if quote not in line:
        return False
    ended = without_end(line).rstrip(_BLANKS).endswith(quote)
    return ended or not dialect.delimiter or quote + dialect.delimiter in line.replace(" ", "")


def _split(text: str, dialect: Dialect) -> list[str]:
    return text.split(dialect.delimiter) if dialect.delimiter else [text]


def _swallows(lines: Sequence[str], found: Found, dialect: Dialect, expected: int) -> bool:
    """Whether the longer record eats lines that are whole records by themselves."""
    if found.cost and expected > 1:
        return any(_is_whole(line, dialect, expected) for line in lines[1:])
    return may_swallow(lines, dialect, expected) and all(
        len(_solve(without_end(end), 1, dialect, expected).cells) == expected
        for end in (lines[0], lines[-1])
    )


def may_swallow(lines: Sequence[str], dialect: Dialect, expected: int) -> bool:
    """Whether a record over these lines may be two stray quotes with records between them."""
    return expected > 2 and any(_is_whole(line, dialect, expected) for line in lines[1:-1])


def _is_whole(line: str, dialect: Dialect, expected: int) -> bool:
    """Whether a line has as many cells as a record, when its quotes are not looked at."""
    return len(_split(without_end(line), dialect)) == expected


def _solve(text: str, lines: int, dialect: Dialect, expected: int) -> Found:
    """The cheapest way to divide the text into cells."""
    if len(_split(text, dialect)) > _CELLS_MOST:
        return Found(_split(text, dialect), lines, _STRAY_OPENING)
    search = _Search(text, dialect)
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
    if start not in search.ways:
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
    while at > start and dialect.escape and _escaped(text, at, dialect.escape, start):
        at = text.find(dialect.delimiter, at + 1)
    return at


def _escaped(text: str, at: int, escape: str, start: int) -> bool:
    """Whether an odd number of escape signs stands before `at`."""
    count = 0
    while at - count - 1 >= start and text[at - count - 1] == escape:
        count += 1
    return count % 2 == 1


def _quoted_cells(search: _Search, start: int, opened: int) -> None:
    """Each quote that a delimiter or the end follows may close the cell; others are strays."""
    text, dialect = search.text, search.dialect
    quote, cost = dialect.quote, 0.0
    at, closings = text.find(quote, opened), 0
    while at >= 0 and closings < _CLOSINGS_MOST and cost < 4 * _WRONG_WIDTH:
        after = at + len(quote)
        if (
            dialect.escape
            and dialect.escape != quote
            and _escaped(text, at, dialect.escape, opened)
        ):
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
        return Found(_split(search.text, search.dialect), lines, 4 * _WRONG_WIDTH)

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
