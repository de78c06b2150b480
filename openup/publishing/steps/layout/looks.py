"""What a single cell looks like before types are decided: a number, a date, a code, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

Row = Sequence[str | None]

_NULLS = (
    "na|n/a|#n/a|n.a.|nd|n/d|n.d.|s/d|sd|s/n|nan|null|none|nil|-|--|---|.|..|...|…|*|xxxxxxx"
    "|no aplica|no disponible|sin dato|sin datos|not available|not applicable"
)
NULL_TOKENS = frozenset(_NULLS.split("|"))
"""Words that stand for an absent value; folded to lower case."""

_MONTHS = (
    "ene|feb|mar|abr|may|jun|jul|ago|sep|sept|oct|nov|dic|jan|apr|aug|dec|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "january|february|march|april|june|july|august|september|october|november|december"
)
_NUMBER = re.compile(
    r"[-+(]?\s*(?:[$€£¥]|MXN|USD|MN|US\$|EUR)?\s*[-+]?"
    r"(?:\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)"
    r"(?:[eE][-+]?\d+)?\s*(?:[%‰$€£)]|MXN|USD|M\.?N\.?|EUR)?\s*\)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]+\d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"|\d{4}-\d{2}"
    rf"|\d{{1,2}}[-/ .](?:de )?(?:{_MONTHS})\.?[-/ .](?:de )?\d{{2,4}}"
    rf"|(?:{_MONTHS})[-/ .]\d{{2,4}}",
    re.IGNORECASE,
)
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_empty(cell: str | None) -> bool:
    """Absent, or nothing but blanks."""
    return cell is None or not cell or cell.isspace()


def is_blank(row: Row) -> bool:
    """A row without a single written cell."""
    return all(map(is_empty, row))


def filled(row: Row) -> int:
    """How many cells of the row hold something."""
    return sum(not is_empty(cell) for cell in row)


@lru_cache(maxsize=8192)
def kind(cell: str) -> str:
    """`number`, `date`, `null` (a token for no value), `code` with its shape, or `text`."""
    text = cell.strip()
    if not text or text.lower() in NULL_TOKENS:
        return "null"
    if len(text) > 60:
        return "text"
    if _NUMBER.fullmatch(text):
        return "number"
    if _DATE.fullmatch(text):
        return "date"
    if any(sign.isdigit() for sign in text) and text.count(" ") < 2:
        return "code " + _LETTERS.sub("A", _DIGITS.sub("9", text))
    return "text"


def is_year(cell: str) -> bool:
    """A plain year of the last or this century."""
    return _YEAR.fullmatch(cell.strip()) is not None


def column_kinds(rows: Sequence[Row], width: int) -> list[str]:
    """The kind that at least three in four written cells of each column have, else `text`."""
    found: list[str] = []
    for index in range(width):
        cells = (row[index] for row in rows if index < len(row))
        kinds = Counter(kind(cell) for cell in cells if cell is not None and not is_empty(cell))
        del kinds["null"]
        best, times = kinds.most_common(1)[0] if kinds else ("text", 0)
        found.append(best if times and times >= 0.75 * kinds.total() else "text")
    return found
