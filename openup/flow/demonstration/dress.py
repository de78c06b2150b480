"""Text dresses: a sheet as the bytes that an office would save, clean or ugly. Pure functions."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openup.flow.demonstration.sheet import Sheet, Value
from openup.flow.demonstration.spelling import COMMA, ISO, MEXICAN, Spelling

Dress = Callable[[Sheet], bytes]
"""What turns a sheet into a file's bytes."""


@dataclass(frozen=True, slots=True)
class Delimited:
    """A text file: its encoding and dialect, and what stands above and below the table."""

    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\r\n"
    spelling: Spelling = ISO
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    padded: bool = True
    blank_every: int = 0
    ragged_every: int = 0
    quote_all: bool = False

    def __call__(self, sheet: Sheet) -> bytes:
        """The bytes of `sheet` in this dress. What the encoding lacks becomes `?`, as Excel does."""
        wide = len(sheet.columns)
        lines: list[Sequence[Value]] = [self._alone(title, wide) for title in self.titles]
        lines.append(list(self.heads or sheet.columns))
        lines.extend(self._rough(self.spelling.lines(sheet.rows), wide))
        lines.extend(self._alone(note, wide) for note in self.notes)
        paper = io.StringIO()
        quoting = csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL
        writer = csv.writer(
            paper, delimiter=self.delimiter, lineterminator=self.line_end, quoting=quoting
        )
        writer.writerows(lines)
        return paper.getvalue().encode(self.encoding, "replace")

    def _alone(self, text: str, wide: int) -> list[str]:
        return [text, *[""] * (wide - 1)] if self.padded else [text]

    def _rough(self, lines: Sequence[Sequence[Value]], wide: int) -> Sequence[Sequence[Value]]:
        """Blank rows between sections, and rows that end before an empty cell or after one too many."""
        if not self.blank_every and not self.ragged_every:
            return lines
        rough: list[Sequence[Value]] = []
        for number, line in enumerate(lines, start=1):
            if self.ragged_every and number % self.ragged_every == 0:
                line = [*line, ""] if line[-1] else line[:-1]
            rough.append(line)
            if self.blank_every and number % self.blank_every == 0:
                rough.append([""] * wide)
        return rough


CLEAN = Delimited()
"""UTF-8, commas, ISO dates: what the guide asks for."""

EXCEL_UTF8 = Delimited(encoding="utf-8-sig", spelling=MEXICAN)
"""What Excel saves as "CSV UTF-8": with a byte order mark."""

EUROPEAN = Delimited(encoding="latin-1", delimiter=";", spelling=COMMA)
"""Semicolons and decimal commas, from a system with another country's settings."""

UNICODE_TEXT = Delimited(encoding="utf-16", delimiter="\t", spelling=MEXICAN)
"""What Excel saves as "Unicode text"."""

MACINTOSH = Delimited(encoding="mac_roman", delimiter=",", line_end="\r", spelling=MEXICAN)
"""What an old Excel on a Macintosh saves: carriage returns only."""

MS_DOS = Delimited(encoding="cp850", spelling=MEXICAN)
"""What Excel saves as "CSV (MS-DOS)"."""

TABS = Delimited(delimiter="\t", line_end="\n")
"""An export with tabs."""


def office(
    *titles: str, notes: tuple[str, ...] = (), delimiter: str = ",", blank_every: int = 0
) -> Delimited:
    """A sheet saved as CSV by Excel in Windows: cp1252, titles above the table and notes below it."""
    return Delimited(
        encoding="cp1252",
        delimiter=delimiter,
        spelling=MEXICAN,
        titles=titles,
        notes=notes,
        blank_every=blank_every,
    )


def gzipped(dress: Dress) -> Dress:
    """The same file, compressed; without the hour, so that equal content has equal bytes."""
    return lambda sheet: gzip.compress(dress(sheet), 6, mtime=0)


def zipped(name: str, dress: Dress) -> Dress:
    """The same file inside a ZIP archive, under `name`."""
    return lambda sheet: archive([(name, dress(sheet))])


def archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP archive with these members, dated the first day that the format knows."""
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return paper.getvalue()


def json_lines(sheet: Sheet) -> bytes:
    """One JSON object a line; what is not there is null."""
    lines = (
        json.dumps(dict(zip(sheet.columns, map(_plain, row), strict=True)), ensure_ascii=False)
        for row in sheet.rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
