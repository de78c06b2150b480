"""Small workbooks in the binary form of Excel and in OpenDocument, as their standards say."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final

Cell = str | float | bool | None

_HEAD: Final = '<?xml version="1.0"?>'
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


def xlsb(sheet: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """A binary workbook ([MS-XLSB]) of one sheet."""
    book = b"".join(
        [
            _record(131), _record(143),
            _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet)),
            _record(144), _record(132),
        ]
    )  # fmt: skip
    reach = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    content = [_record(129), _record(148, reach), _record(145)]
    for number, row in enumerate(rows):
        span = struct.pack("<II", 0, len(row) - 1)
        content.append(_record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0) + span))
        content += [_cell(place, cell) for place, cell in enumerate(row) if cell is not None]
    content += [_record(146), _record(130)]
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return _zipped(
        {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="bin" ContentType="{binary}"/></Types>',
            "_rels/.rels": _relation("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _relation("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": b"".join(content),
        }
    )


def ods(sheet: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """An OpenDocument spreadsheet of one sheet."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    table = "".join(
        f"<table:table-row>{''.join(map(_element, row))}</table:table-row>" for row in rows
    )
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'{_HEAD}<office:document-content xmlns:office="{office}office:1.0" '
            f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="{sheet}">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f"{_HEAD}<manifest:manifest "
            f'xmlns:manifest="{office}manifest:1.0"></manifest:manifest>',
        }
    )


def _element(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        text = f"<text:p>{cell}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    if isinstance(cell, bool):
        said = str(cell).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{said}"/>'
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def _cell(place: int, cell: Cell) -> bytes:
    head = struct.pack("<II", place, 0)
    if isinstance(cell, str):
        return _record(6, head + _wide(cell))
    if isinstance(cell, bool):
        return _record(4, head + bytes([cell]))
    return _record(5, head + struct.pack("<d", cell))


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(content)
    while True:
        left, low = left >> 7, left & 0x7F
        size += bytes([low | 0x80 if left else low])
        if not left:
            return head + size + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _relation(kind: str, target: str) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/{kind}" Target="{target}"/></Relationships>'
    )


def _zipped(members: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
