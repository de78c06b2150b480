"""What the XML of an Excel sheet says beside its values: errors, lost results, what is hidden."""

from __future__ import annotations

import html
import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

_TAG: Final = rb"<(?:\w{1,20}:)?"
_CELL: Final = re.compile(_TAG + rb"""c\s([^<>]{0,2000})>""")
_IS_ERROR: Final = re.compile(rb"""(?<!\S)t\s*=\s*["']e["']""")
_IS_TEXT: Final = re.compile(rb"""(?<!\S)t\s*=\s*["'](?:str|inlineStr)["']""")
_REFERENCE: Final = re.compile(rb"""(?<!\S)r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_RESULT: Final = re.compile(
    rb"\s{0,99}(?:" + _TAG + rb"f(?:\s[^<>]{0,999})?/>|"
    + _TAG + rb"f(?:\s[^<>]{0,999})?>[^<]{0,9000}</(?:\w{1,20}:)?f>)?"
    rb"\s{0,99}" + _TAG + rb"v>([^<]{0,40})"
)  # fmt: skip
_UNVALUED: Final = re.compile(
    _TAG + rb"""c\s([^<>]{0,2000})>\s{0,99}"""
    rb"(?:" + _TAG + rb"f(?:\s[^<>]{0,999})?/>|"
    + _TAG + rb"f(?:\s[^<>]{0,999})?>[^<]{0,9000}</(?:\w{1,20}:)?f>)"
    rb"\s{0,99}(?:" + _TAG + rb"v\s{0,99}/>|"
    + _TAG + rb"v>\s{0,99}</(?:\w{1,20}:)?v>)?\s{0,99}</(?:\w{1,20}:)?c>"
)  # fmt: skip
_HIDDEN: Final = re.compile(rb"""(?<!\S)hidden\s*=\s*["'](?:1|true)["']""")
_ROW: Final = re.compile(_TAG + rb"row\s([^<>]{0,2000})>")
_COLUMN: Final = re.compile(_TAG + rb"col\s([^<>]{0,2000})>")
_NUMBER: Final = re.compile(rb"""(?<!\S)r\s*=\s*["'](\d{1,7})["']""")
_BOUND: Final = re.compile(rb"""(?<!\S)(min|max)\s*=\s*["'](\d{1,5})["']""")

_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE: Final = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_RAW_MOST: Final = 10_000


@dataclass(slots=True)
class Marks:
    """Marks of one sheet: rows of errors and of lost results by column letters, what is hidden.

    `raw` is what the first errors say (`#N/A`) by their reference. Columns are counted from 0.
    """

    errors: dict[str, list[int]] = field(default_factory=dict)
    unvalued: dict[str, list[int]] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def look(self, piece: bytes, seen: int) -> None:
        """Note the marks in a piece of XML, but for those that end within its first `seen` bytes,
        which were noted in the piece before."""
        if b"hidden=" in piece:
            self._hidden(piece)
        if b't="e"' in piece or b"t='e'" in piece:
            for found in _CELL.finditer(piece):
                if found.end() > seen and _IS_ERROR.search(found[1]):
                    self._error(found[1], _RESULT.match(piece, found.end()))
        if b"<f" in piece or b":f" in piece:
            for found in _UNVALUED.finditer(piece):
                if found.end() > seen and not _IS_TEXT.search(found[1]):
                    _put(self.unvalued, found[1])

    def _error(self, attributes: bytes, result: re.Match[bytes] | None) -> None:
        reference = _put(self.errors, attributes)
        if reference and result is not None and len(self.raw) < _RAW_MOST:
            self.raw[reference] = html.unescape(result[1].decode("utf-8", "replace"))

    def _hidden(self, piece: bytes) -> None:
        for found in _ROW.finditer(piece):
            number = _NUMBER.search(found[1]) if _HIDDEN.search(found[1]) else None
            if number:
                self.hidden_rows.add(int(number[1]))
        for found in _COLUMN.finditer(piece):
            bounds = dict(_BOUND.findall(found[1])) if _HIDDEN.search(found[1]) else {}
            if len(bounds) == 2:
                last = min(int(bounds[b"max"]), 16_384)
                self.hidden_columns.update(range(int(bounds[b"min"]) - 1, last))


def _put(found: dict[str, list[int]], attributes: bytes) -> str:
    """Note the reference that a cell's attributes give."""
    reference = _REFERENCE.search(attributes)
    if reference is None:
        return ""
    letters = reference[1].decode().upper()
    found.setdefault(letters, []).append(int(reference[2]))
    return letters + reference[2].decode()


def sheets_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet by the member of the package that holds it."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _tags(archive, "xl/_rels/workbook.xml.rels", _RELATION)
    }
    found: dict[str, str] = {}
    for one in _tags(archive, "xl/workbook.xml", _SHEET):
        key = next((value for name, value in one.items() if name.endswith(":id")), "")
        target = targets.get(key, "").removeprefix("/").removeprefix("xl/")
        found[f"xl/{target}"] = one.get("name", "")
    return found


def _tags(archive: zipfile.ZipFile, member: str, tag: re.Pattern[str]) -> list[dict[str, str]]:
    with archive.open(member) as part:
        text = part.read(4 * 2**20).decode("utf-8", "replace")
    return [
        {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(attributes)}
        for attributes in tag.findall(text)
    ]
