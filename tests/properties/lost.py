"""Whether anything that a text says is in no cell, no header and no note of its table."""

from __future__ import annotations

import string
from collections import Counter
from pathlib import Path

from openup.publishing.table import TextTable

_SIGNS = string.ascii_letters + string.digits


def counted(text: str) -> Counter[str]:
    """How often each plain letter and digit stands in a text."""
    return Counter({sign: times for sign in _SIGNS if (times := text.count(sign))})


def lost(path: Path, table: TextTable, cells: Counter[str]) -> str | None:
    """What a delimited text says and its table does not; None where nothing was lost."""
    reading = table.reading
    if reading.format != "csv" or reading.container or reading.member not in ("", path.name):
        return None
    said = counted(path.read_bytes().decode(reading.encoding, "ignore"))
    kept = cells + counted("".join([*(one.label for one in reading.columns), *reading.notes]))
    gone = said - kept - _printed_again(table)
    return f"{dict(gone)} of the text are nowhere in its table" if gone else None


def _printed_again(table: TextTable) -> Counter[str]:
    """At most what the rows say that repeat titles and header, which are left out and counted."""
    group = table.faults.groups.get(("repeated-header", None))
    if group is None:
        return Counter()
    row = counted("".join(column.label for column in table.reading.columns))
    for fault in group.examples:
        row |= counted(fault.raw or "")
    return Counter({sign: times * group.total for sign, times in row.items()})
