"""JSON lines: one JSON object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.format import Format
from openup.publishing.formats._records import Record, Records, decode, table
from openup.publishing.table import Context, SourceFile, TextTable

SHOWN: Final = 200
_BROKEN_SHARE: Final = 0.2


class JsonLines(Format):
    """Each line of the file is one record, and becomes one row.

    ## How it is recognised
    The first line is a whole JSON object and another one follows, or the name ends in `.jsonl`.

    ## How it is read
    A field becomes a column. Fields of nested objects become columns with dotted names
    (`buyer.name`); lists stay as JSON text in one cell. Numbers keep every digit. A field that a
    record does not have is an empty cell.

    ## What is wrong with a line
    A line that is no JSON object stays as a row without values, and its text is listed as a fault
    with its line number. When more than a fifth of the lines are broken, the file is refused.
    """

    code, title = "jsonlines", say("JSON lines")
    suffixes = (".jsonl", ".ndjson")
    media_type = "application/x-ndjson"
    example = (
        """
        {"id": "007", "buyer": {"name": "Norte"}, "amount": 12.50}
        {"id": "008", "buyer": {"name": "Sur"}}
        """,
        """
        id  | buyer.name | amount
        007 | Norte      | 12.50
        008 | Sur        |
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith(b"{"):
            return 0.0
        named = name.lower().endswith(self.suffixes)
        first, _, rest = start.partition(b"\n")
        if rest.lstrip().startswith(b"{") and _is_object(first):
            return 0.95
        return 0.9 if named else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        name = source.member or source.name
        lines = _Lines(source, context)
        records = Records(Path(name).stem or name, self.code, source.member, "utf-8", lines.records)
        found = table(records, source, context)
        if lines.broken > _BROKEN_SHARE * max(1, lines.count) or found is None:
            raise ReadingRefused(
                say(
                    "%(broken)s of %(lines)s lines of %(name)s are not JSON objects.",
                    broken=lines.broken, lines=lines.count, name=name,
                ),
                advice=say("Write one whole JSON object on each line."),
            )  # fmt: skip
        found.faults.groups.update(lines.faults.groups)
        yield found


class _Lines:
    """The lines of a file as records; what is broken is counted while they are read."""

    def __init__(self, source: SourceFile, context: Context) -> None:
        self.source, self.limit = source, context.limits.line_bytes
        self.count = self.broken = 0
        self.faults = FaultLog()

    def records(self) -> Iterator[tuple[int, Record]]:
        self.count = self.broken = 0
        self.faults = FaultLog()
        with self.source.path.open("rb") as file:
            number = 0
            while line := file.readline(self.limit + 1):
                number += 1
                if len(line) > self.limit:
                    raise self._too_long(number)
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    self.count += 1
                    yield number, self._record(number, line)

    def _record(self, number: int, line: bytes) -> Record:
        content = line.removeprefix(b"\xef\xbb\xbf").strip()
        try:
            text = content.decode()
            value, end = decode(text)
            if isinstance(value, dict) and end == len(text):
                return value
        except (ValueError, RecursionError):
            pass
        self.broken += 1
        self.faults.add(
            Fault(
                "broken-line",
                Level.ROW,
                say("This line is not a JSON object."),
                say("Write one whole JSON object on the line, with its names in double quotes."),
                Place(row=number),
                content[:SHOWN].decode("utf-8", "replace"),
            )
        )
        return {}

    def _too_long(self, number: int) -> ReadingRefused:
        return ReadingRefused(
            say(
                "Line %(line)s of %(name)s is longer than %(size)s MB.",
                line=number, name=self.source.member or self.source.name, size=self.limit >> 20,
            ),
            advice=say("Write each record on a line of its own."),
        )  # fmt: skip


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
