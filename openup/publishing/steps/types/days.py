"""How days and times of day are written, and the day that a text says in each spelling."""

from __future__ import annotations

from typing import Final

from openup.store.sql import Sql, fill, join, text

MONTHS: Final = (
    ("enero", "ene", "january", "jan"),
    ("febrero", "feb", "february"),
    ("marzo", "mar", "march"),
    ("abril", "abr", "april", "apr"),
    ("mayo", "may"),
    ("junio", "jun", "june"),
    ("julio", "jul", "july"),
    ("agosto", "ago", "august", "aug"),
    ("septiembre", "setiembre", "sept", "sep", "set", "september"),
    ("octubre", "oct", "october"),
    ("noviembre", "nov", "november"),
    ("diciembre", "dic", "december", "dec"),
)
"""The names of the months in Spanish and English, in lower case."""

_WORD: Final = r"[A-Za-z]{3,10}\.?"
_OF: Final = r"(?i:de |del )?"
_NAMED: Final = rf"\d{{1,2}}[-/. ]{_OF}{_WORD}[-/. ]{_OF}"

DAYS: Final = {
    "%Y-%m-%d": r"\d{4}-\d{1,2}-\d{1,2}",
    "%d/%m/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%m/%d/%Y": r"\d{1,2}/\d{1,2}/\d{4}",
    "%d-%m-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
    "%m-%d-%Y": r"\d{1,2}-\d{1,2}-\d{4}",
    "%d.%m.%Y": r"\d{1,2}\.\d{1,2}\.\d{4}",
    "%Y/%m/%d": r"\d{4}/\d{1,2}/\d{1,2}",
    "%d/%m/%y": r"\d{1,2}/\d{1,2}/\d{2}",
    "%m/%d/%y": r"\d{1,2}/\d{1,2}/\d{2}",
    "%d-%b-%Y": rf"{_NAMED}\d{{4}}",
    "%b-%d-%Y": rf"{_WORD} \d{{1,2}},? {_OF}\d{{4}}",
    "%d-%b-%y": rf"\d{{1,2}}[-/. ]{_WORD}[-/. ]\d{{2}}",
}
"""The spellings of a day; of two that fit equally well, the earlier one is taken.

Where a month has a name, blanks, dots, strokes and `de` are as good as the hyphens shown here. Two
digits are a year from 1969 to 2068, as POSIX has it.
"""

SHORT_YEARS: Final = tuple(spelling for spelling in DAYS if spelling.endswith("%y"))

PAIRS: Final = {"%d/%m/%Y": "%m/%d/%Y", "%d-%m-%Y": "%m-%d-%Y", "%d/%m/%y": "%m/%d/%y"}
"""Spellings that only their order tells apart, with the day first: with the month first."""

_CLOCK: Final = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
_HALF: Final = r"(?: ?([aApP]\.? ?[mM]\.?))?"
_ZONE: Final = r"( ?(?:Z|GMT|UTC|[+\-](?:0\d|1[0-4])(?::?[0-5]\d)?))?"
_NUMBERED: Final = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
_AT: Final = rf"(?:,?[ T]+({_CLOCK}){_HALF}{_ZONE})?"

NUMBERED_MOMENT: Final = text(rf"^({_NUMBERED}){_AT}$")
MOMENT: Final = text(rf"^({_NUMBERED}|{DAYS['%b-%d-%Y']}|{_NAMED}\d{{4}}|{DAYS['%d-%b-%y']}){_AT}$")
"""A day, and perhaps a clock: its groups are named by `MOMENT_PARTS`."""


MOMENT_PARTS: Final = fill("['day', 'clock', 'half', 'zone']")
TIME: Final = text(rf"^({_CLOCK}){_HALF}$")
TIME_PARTS: Final = fill("['clock', 'half']")
_FIRST_LETTERS: Final = (
    "(?i:" + "|".join(sorted({one[:3] for names in MONTHS for one in names})) + ")"
)
NUMBERED_BEGINS: Final = r"^\d+[-/.]\d+[-/.]\d"
BEGINS: Final = (
    rf"^(?:\d+[-/.]\d+[-/.]\d|\d\d?[-/. ]{_OF}{_FIRST_LETTERS}|{_FIRST_LETTERS}[a-z]*\.? \d)"
)
"""How a cell begins that may be a date."""

OFFSET: Final = text(r" ?[+\-]\d\d(:?\d\d)?")


def day_of(day: Sql, spelling: str) -> Sql:
    """The date that a text says in this spelling, or null."""
    said, pattern = (day, spelling) if "%b" not in spelling else (_numbered(day, spelling), "")
    return fill(
        "case when regexp_full_match($day, $form) and not contains($day, '0000') "
        "then try_strptime($said, $pattern)::date end",
        day=day,
        said=said,
        form=text(DAYS[spelling]),
        pattern=text(pattern or spelling.replace("%b", "%m")),
    )


def _numbered(day: Sql, spelling: str) -> Sql:
    """The day with the month's number in the place of its name: `3 de enero de 24` is `3-1-24`."""
    first = fill(r"regexp_extract($day, '\d+')", day=day)
    # Looked up in a list: a case of many branches takes the engine longer to plan than to answer.
    month = fill(
        "[$numbers][list_position([$names], lower(regexp_extract($day, $word, 1)))]",
        numbers=join(", ", [text(str(at)) for at, names in enumerate(MONTHS, 1) for _ in names]),
        names=join(", ", [text(one) for names in MONTHS for one in names]),
        day=day,
        word=text("([A-Za-z]{3,10})"),
    )
    parts = [month, first] if spelling.startswith("%b") else [first, month]
    return fill(
        r"($first || '-' || $second || '-' || regexp_extract($day, '\d+$'))",
        first=parts[0],
        second=parts[1],
        day=day,
    )


def clock_of(clock: Sql, half: Sql) -> Sql:
    """The time of day that a clock and its half of the day (`p. m.`) say, or null."""
    return fill(
        "case when $half = '' then try_cast($clock as time) else coalesce("
        "try_strptime($clock || $m, '%I:%M:%S%p'), "
        "try_strptime($clock || $m, '%I:%M%p'))::time end",
        clock=clock,
        half=half,
        m=fill("upper($half[1:1]) || 'M'", half=half),
    )


def minutes_of(zone: Sql) -> Sql:
    """Minutes to Greenwich of `-06:00`, `+0530`, `Z`; null where no zone is written."""
    digits = fill(r"regexp_replace($zone, '\D', '', 'g')", zone=zone)
    return fill(
        "case when trim($zone) in ('Z', 'GMT', 'UTC') then 0 when $zone <> '' then "
        "(try_cast($digits[1:2] as integer) * 60 + coalesce(try_cast($digits[3:4] as integer), 0))"
        " * case when contains($zone, '-') then -1 else 1 end end",
        zone=zone,
        digits=digits,
    )
