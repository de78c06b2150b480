"""Finds how a text separates its cells, by trying each way and looking at the table it gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from openup.kernel.words import say
from openup.publishing.reading import Dialect, Reason
from openup.publishing.steps.layout.looks import is_empty, kind
from openup.publishing.steps.text.encoding import ByteCount
from openup.publishing.steps.text.patient import without_end
from openup.publishing.steps.text.records import Shape, read_lines

LINES_TRIED = 150
LEAST_WORTH = 0.12
"""Below this, a sign stands in the text of a single column rather than between columns."""
_OPEN_MOST = 20
_LINES_WEIGHED = 60
_EDGE_WEIGHED = 1 << 16
_MASK = "\x02"
_ESCAPES = ("\\", "\x00")
_SINGLE = (",", ";", "\t", "|", ":", " ", "~", "^", "\x1f", "\x01", "¦", "§", "#")
_LIKELY = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 1.0, ":": 0.8, " ": 0.75}
_RARELY_TEXT = ";\t|~^\x1f\x01¦"
_KIND_WORTH = {"number": 1.0, "date": 1.0, "null": 0.8}
_RUN = re.compile(rf"[^\w\s\"'.\-{_MASK}]{{2,}}")
_LONGEST_SIGN = 4


@dataclass(frozen=True, slots=True)
class DialectFound:
    """The dialect, how sure, and why."""

    dialect: Dialect
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    delimiter: str
    worth: float
    width: int


def find_newline(seen: ByteCount) -> str:
    """What ends a line: a line feed (also after a return), a lone return, or any of them ("")."""
    feeds = seen.line_feeds
    if not seen.lone_returns or seen.lone_returns < 0.2 * feeds:
        return "\n"
    return "\r" if not feeds else ""


def find_dialect(lines: Sequence[str]) -> DialectFound:
    """The dialect of a text whose first (and perhaps last) physical lines are `lines`."""
    sample = [line for line in lines if not line.isspace()][: 2 * LINES_TRIED]
    if not sample:
        return DialectFound(Dialect(), ())
    quote = _find_quote(sample)
    records = _masked(sample, quote)
    trials = [_try(records, delimiter) for delimiter in _candidates(records)]
    best = max(trials, key=lambda trial: trial.worth, default=None)
    if best is None or best.width < 2 or best.worth < LEAST_WORTH:
        words = say("No sign divides the lines into columns, so each line is one cell.")
        return DialectFound(Dialect("", quote), (Reason("dialect", words, 0.7),))
    second = max((trial.worth for trial in trials if trial is not best), default=0.0)
    dialect = _with_escape(sample, Dialect(best.delimiter, quote))
    words = say(
        "“%(delimiter)s” divides most lines into %(columns)s columns.",
        delimiter=dialect.delimiter if dialect.delimiter != "\t" else "\\t",
        columns=best.width,
    )
    sure = round(min(1.0, 0.5 + (best.worth - second) / max(best.worth, 0.01)), 2)
    return DialectFound(dialect, (Reason("dialect", words, sure),))


def _candidates(sample: Sequence[str]) -> list[str]:
    """Signs that stand in many lines; signs that always stand together are tried as one."""
    text = "".join(sample)
    found = [
        sign
        for sign in _SINGLE
        if sum(sign in line for line in sample) >= max(1, 0.2 * len(sample))
    ]
    for sign, times in Counter(map(_base, _RUN.findall(text))).most_common(5):
        if len(sign) <= _LONGEST_SIGN and times >= 0.5 * len(sample) and _stands_alone(sign, text):
            return [other for other in found if other not in sign] + [sign]
    return found


def _base(run: str) -> str:
    """The signs that a run repeats: `||` of `||||`, where a cell between them is empty."""
    for size in range(2, len(run)):
        if run == run[:size] * (len(run) // size):
            return run[:size]
    return run


def _stands_alone(sign: str, text: str) -> bool:
    """Whether its signs hardly stand without each other."""
    times = text.count(sign)
    return all(times * sign.count(part) >= 0.95 * text.count(part) for part in set(sign))


def _find_quote(sample: Sequence[str]) -> str:
    """A single quote only if it surrounds cells and the double one does not."""
    text = "\n".join(without_end(line) for line in sample)
    signs = "".join(map(re.escape, _SINGLE))
    edge, end = f"(?:^|[{signs}])", f"(?:$|[{signs}])"
    double = len(re.findall(edge + r'"[^"\n]*"(?=' + end + ")", text, re.MULTILINE))
    single = len(re.findall(edge + r"'[^'\n]*'(?=" + end + ")", text, re.MULTILINE))
    return "'" if single > 2 and single >= 0.3 * len(sample) and single > 3 * double else '"'


def _masked(sample: Sequence[str], quote: str) -> list[str]:
    """Records with each quoted text replaced by one sign."""
    quoted = re.compile(f"{quote}(?:[^{quote}]|{quote}{quote})*{quote}")
    return [quoted.sub(_MASK, record) for record in _records(sample, quote)]


def _records(sample: Sequence[str], quote: str) -> list[str]:
    """Physical lines joined while a quote is open, as long as that is plausible."""
    found: list[str] = []
    open_lines: list[str] = []
    for line in sample:
        open_lines.append(without_end(line).replace("\\" + quote, ""))
        if sum(part.count(quote) for part in open_lines) % 2 == 0:
            found.append("\n".join(open_lines))
            open_lines = []
        elif len(open_lines) > _OPEN_MOST:
            found.extend(open_lines)
            open_lines = []
    return found + open_lines


def without_long_cells(lines: Sequence[str], beyond: Iterable[str]) -> list[str]:
    """The lines, of which those that a quoted cell of very many lines takes are made one.

    Its text may hold any sign, and there may be more of it than of the table. `beyond` are the
    lines after these, in which the last cell may end.
    """
    quote = _find_quote(lines[:LINES_TRIED])
    edges = "".join(map(re.escape, _SINGLE))
    opens = re.compile(f"(?:^|[{edges}]){quote}(?:[^{quote}]++|{quote}{quote})*+$")
    closes = re.compile(f"(?:[^{quote}]++|{quote}{quote})*+{quote}(?:$|[{edges}])")
    found: list[str] = []
    since: int | None = None
    for number, line in enumerate(chain(lines, beyond)):
        if number >= len(lines) and since is None:
            break
        text = without_end(line[-_EDGE_WEIGHED:])
        found.append(line)
        if since is not None and quote in text.replace(quote * 2, ""):
            if len(found) - since > _OPEN_MOST and closes.match(text):
                found[since:] = [f"{without_end(found[since])} {line}"]
            since = None
        elif since is None and text.count(quote) % 2 and opens.search(text):
            since = len(found) - 1
    return found[: len(lines)]


def _try(records: Sequence[str], delimiter: str) -> _Trial:
    """How much the records look like a table when they are divided in this way."""
    rows = [record.split(delimiter) for record in records]
    rows = [row for row in rows if any(not is_empty(cell) for cell in row)]
    widths = Counter(len(row) for row in rows)
    if not widths:
        return _Trial(delimiter, 0.0, 0)
    width = max(widths, key=lambda size: (widths[size] * (size > 1), size))
    if width < 2:
        return _Trial(delimiter, 0.0, 1)
    body = [row for row in rows if len(row) == width]
    if delimiter == " " and not _are_values(body):
        return _Trial(delimiter, 0.0, 1)
    near = widths[width] + 0.5 * sum(widths[size] for size in (width - 1, width + 1))
    steady = min(1.0, near / max(1, len(rows) - min(widths[1], len(rows) // 3)))
    likely = _LIKELY.get(delimiter, 0.9 if len(delimiter) > 1 or delimiter in _RARELY_TEXT else 0.6)
    return _Trial(
        delimiter, likely * steady**2 * _clean(body, delimiter) * (1 - 0.5 / width), width
    )


def _are_values(rows: Sequence[Sequence[str]]) -> bool:
    """Whether blanks divide values rather than the words of a text: most cells are no words."""
    cells = [kind(cell) for row in rows[:100] for cell in row if not is_empty(cell)]
    least = 0.5 if rows and len(rows[0]) > 2 else 0.9
    return sum(seen != "text" for seen in cells) >= least * len(cells)


def _clean(rows: Sequence[Sequence[str]], delimiter: str) -> float:
    """The share of cells that look like one value each."""
    total = worth = 0.0
    for row in rows[:100]:
        for cell in row:
            total += 1
            worth += _worth(cell, delimiter)
    return worth / total if total else 0.0


def _worth(cell: str, delimiter: str) -> float:
    if is_empty(cell):
        return 0.7
    seen = kind(cell)
    if seen in _KIND_WORTH:
        return _KIND_WORTH[seen]
    text = cell.strip()
    if _MASK in text:
        return 0.9 if text == _MASK else 0.1
    if any(sign in text for sign in _RARELY_TEXT if sign not in delimiter):
        return 0.1
    if seen.startswith("code"):
        return 0.85
    return 0.7 if text[:1].isalnum() and text[-1:].isalnum() else 0.5


def _with_escape(sample: Sequence[str], dialect: Dialect) -> Dialect:
    """A sign before quotes is an escape if the cells come out cleaner that way."""
    best = dialect
    for escape in _ESCAPES:
        shown = [line for line in sample if escape + dialect.quote in line]
        if not dialect.quote or not shown:
            continue
        lines = shown[: _LINES_WEIGHED // 2] + list(sample[: _LINES_WEIGHED // 2])
        least = _doubts(lines, dialect)
        other = Dialect(dialect.delimiter, dialect.quote, escape)
        doubts = _doubts(lines, other)
        if doubts < least:
            best = other
    return best


def _doubts(sample: Sequence[str], dialect: Dialect) -> int:
    """Records that had to be guessed, and those of another width than most."""
    blocks = list(read_lines(iter(sample[:_LINES_WEIGHED]), Shape(dialect)))
    widths = Counter(len(row) for block in blocks for row in block.rows)
    ragged = widths.total() - max(widths.values(), default=0)
    return ragged + sum(len(block.doubtful) for block in blocks)
