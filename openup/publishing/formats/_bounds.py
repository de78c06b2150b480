"""How far a workbook's sheets reach, found without opening it: a far cell must not fill memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats._sheetmarks import Marks, sheets_of
from openup.publishing.table import Limits

CELL_BYTES: Final = 32
"""What the workbook reader keeps for each cell of the rectangle around all filled cells."""

_PIECE: Final = 4 * 2**20
_OVERLAP: Final = 4096
_PART: Final = rb"""(?:[^<>"']|"[^"<]*"|'[^'<]*')"""
_OTHERS: Final = rb"(?:(?!\sr\s*=)" + _PART + rb"){0,2000}"
_REFERENCE: Final = rb"""\sr\s*=\s*["']\s*([A-Za-z]{1,3})(\d{1,7})\s*["']"""
_CELL: Final = re.compile(
    rb"<(?:\w{1,20}:)?c(?=\s)" + _OTHERS + _REFERENCE + _PART + rb"{0,2000}(?<!/)>"
)
"""A cell that holds something, with its reference.

Each character can be taken in one way only and no `<` is passed, so damage costs no more time.
Possessive groups would say the same, but before Python 3.11.5 they miss matches.
"""

_LONG_TAG: Final = re.compile(rb"<(?:\w{1,20}:)?c\s[^<]{2000}")

_REPEATED: Final = re.compile(
    rb'number-(?:rows|columns)-repeated="(\d+)"[^<>]{0,999}+(?<!/)>\s*+<(?!/)'
)


def check_bounds(path: Path, name: str, limits: Limits) -> dict[str, Marks]:
    """Refuse a workbook whose filled cells stand too far apart, or that is a bomb.

    Gives the marks of each sheet by its name, where the workbook is one of Excel in XML.
    """
    found: dict[str, Marks] = {}
    if not zipfile.is_zipfile(path):
        return found
    with zipfile.ZipFile(path) as archive:
        _check_size(archive, path, name, limits)
        sheets = sheets_of(archive)
        for member in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
                with archive.open(member) as sheet:
                    found[sheets.get(member, "")] = _check_sheet(sheet, name, limits)
            elif member == "content.xml":
                with archive.open(member) as sheet:
                    _check_repeats(sheet, name, limits)
    return found


def _check_size(archive: zipfile.ZipFile, path: Path, name: str, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in archive.infolist())
    most = max(64 * 2**20, limits.unpacked_ratio * path.stat().st_size)
    if unpacked > min(most, limits.unpacked_bytes):
        raise ReadingRefused(
            say("%(name)s unpacks to %(size)s MB.", name=name, size=unpacked >> 20),
            advice=say("Save the sheet as CSV and send that."),
        )


def cells(piece: bytes) -> list[tuple[bytes, bytes]]:
    """The column and the row of each cell of an Excel sheet that holds something."""
    return _CELL.findall(piece)


def repeats(piece: bytes) -> list[bytes]:
    """How often an OpenDocument sheet repeats each cell or row that holds something."""
    return _REPEATED.findall(piece)


def _check_sheet(sheet: IO[bytes], name: str, limits: Limits) -> Marks:
    """Rows and cells may lack a reference; attributes may stand in any order and quotes."""
    columns: set[bytes] = set()
    marks = Marks()
    rows = 0
    for piece, seen in _pieces(sheet):
        if _LONG_TAG.search(piece):
            raise ReadingRefused(
                say("%(name)s describes a cell in more words than any real workbook.", name=name),
                advice=say("Save the sheet as CSV and send that."),
            )
        marks.look(piece, seen)
        found = cells(piece)
        columns.update(letters for letters, _ in found)
        rows = max(rows, max((int(row) for _, row in found), default=0))
    width = max((_place(letters.upper()) for letters in columns), default=0)
    _check_area(rows, width, name, limits)
    return marks


def _check_repeats(sheet: IO[bytes], name: str, limits: Limits) -> None:
    far = max((int(n) for piece, _ in _pieces(sheet) for n in repeats(piece)), default=0)
    _check_area(far, 16, name, limits)


def _check_area(rows: int, width: int, name: str, limits: Limits) -> None:
    if rows * width * CELL_BYTES > limits.memory_bytes:
        raise ReadingRefused(
            say(
                "%(name)s reaches from its first cell to row %(row)s and column %(column)s: "
                "too far to open as a workbook.",
                name=name, row=rows, column=width,
            ),
            advice=say("Delete the stray cells far from the table, or save the sheet as CSV."),
        )  # fmt: skip


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + letter - 64
    return place


def _pieces(sheet: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Pieces of XML, each with how many bytes of it the piece before has shown."""
    kept = b""
    while piece := sheet.read(_PIECE):
        yield kept + piece, len(kept)
        kept = piece[-_OVERLAP:]
