"""Workbooks: Excel (xlsx, xlsm, xls, xlsb) and OpenDocument (ods)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)  # fmt: skip

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import FaultLog
from openup.publishing.format import Format
from openup.publishing.formats._bounds import check_bounds
from openup.publishing.formats._merges import (
    Spans,
    headings,
    merges_of,
    note_headings,
    note_spans,
    spans_of,
    with_merges,
)
from openup.publishing.formats._sheet import Numbered, whole
from openup.publishing.formats._sheetfaults import (
    Hidden,
    note_again,
    note_hidden,
    note_marks,
    sheet_of,
)
from openup.publishing.formats._sheetmarks import Marks
from openup.publishing.formats._sheetparts import SheetPart, batches_of, parts_of, repeated
from openup.publishing.formats._workbook import opened, sheet_named
from openup.publishing.reading import Reading, Reason
from openup.publishing.steps.layout.aslaid import as_told
from openup.publishing.steps.layout.layout import Laid, lay_out
from openup.publishing.steps.said.heard import Heard, heard
from openup.publishing.table import Context, SourceFile, TextTable

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED: Final = (
    CalamineError, XmlError, ZipError, zipfile.BadZipFile, zlib.error, EOFError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What two libraries raise; RuntimeError is a locked member, or one packed in an unknown way."""


class Excel(Format):
    """Every visible sheet that holds a table becomes a table of its own.

    ## How it is recognised
    By its bytes: the old Excel container, or a zip that holds a workbook. The name does not matter.

    ## How it is read
    Cells are read as values, not as they look: dates in the form 2024-12-31, numbers with the 15
    digits that a spreadsheet program keeps, text as it stands. The header may have several levels,
    and rows of titles above it and of notes below it are cut and kept as notes. Columns without a
    single cell are left out, however far the sheet's used range reaches. Tables below or beside
    each other in one sheet are tables of their own, when each has a header of its own; a header
    that is printed again among the rows is left out and counted.

    Cells that are merged over several rows say that these rows are one record: their texts, codes
    and dates are repeated in each of the rows, amounts stay in the first one, so that adding up
    counts them once. A row whose one cell is merged over the whole table is a heading: above the
    header it is a title, between the rows it is kept as a row. Both are counted as faults, with
    references. The reading keeps the sheet, its range, and what is merged or hidden there.

    ## What it cannot see
    Hidden sheets are named in the notes, with their size, and not read. Hidden rows and columns are
    read, and told. Colours and comments are not part of the table. Error values (#N/A) and formulas
    that were never computed are empty cells; in the newer form of Excel (xlsx) they are counted.
    The older forms (xls, xlsb) and OpenDocument do not let their errors, hidden rows and hidden
    columns be seen here, xlsb and OpenDocument not their merged cells either.
    """

    code, title = "excel", say("Workbook (Excel, OpenDocument)")
    suffixes = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    example = (
        """Camas por unidad |        |
        Clave            | Unidad | Camas
        007              | Norte  | 12
        008              | Sur    | 40""",
        """Clave | Unidad | Camas
        007   | Norte  | 12
        008   | Sur    | 40""",
    )

    def recognises(self, head: bytes, name: str) -> float:
        if head.startswith(_OLD_EXCEL):
            return 0.9
        if not head.startswith(b"PK\x03\x04"):
            return 0.0
        marks = (b"[Content_Types].xml", b"opendocument.spreadsheet", b"xl/", b"_rels/.rels")
        if any(mark in head for mark in marks):
            return 0.9
        return 0.5 if name.lower().endswith(self.suffixes) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        name = source.member or source.name
        try:
            marks = check_bounds(source.path, name, context.limits)
            workbook = opened(source.path, memory_bytes=context.limits.memory_bytes)
        except PasswordError as error:
            raise ReadingRefused(
                say("%(name)s is protected by a password.", name=name),
                advice=say("Save it without a password: what is published is open to everybody."),
            ) from error
        except _DAMAGED as error:
            raise _damaged(name) from error
        with workbook:
            yield from _sheets(workbook, _Around(source, context, marks, _hidden(workbook)))


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of a workbook beside its sheets' cells."""

    source: SourceFile
    context: Context
    marks: Mapping[str, Marks]
    hidden: tuple[Hidden, ...]

    @property
    def name(self) -> str:
        return self.source.member or self.source.name

    def member(self, sheet: str) -> str:
        """What a reading says of where in the file a sheet is."""
        return f"{self.source.member}/{sheet}" if self.source.member else sheet


def _hidden(workbook: CalamineWorkbook) -> tuple[Hidden, ...]:
    """The hidden sheets that hold anything."""
    found: list[Hidden] = []
    for meta in workbook.sheets_metadata:
        if meta.visible == SheetVisibleEnum.Visible or meta.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = sheet_named(workbook, meta.name)
        except _DAMAGED:
            found.append(Hidden(meta.name, 0, 0))
            continue
        if sheet.height and sheet.width:
            found.append(Hidden(meta.name, sheet.height, sheet.width))
    return tuple(found)


def _sheets(workbook: CalamineWorkbook, around: _Around) -> Iterator[TextTable]:
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    found, alone = 0, len(visible) == 1 and not around.source.archived
    for called in visible:
        names = (called, called.strip(), around.member(called))
        said = heard(around.context, names, alone=alone)
        try:
            tables = _tables(sheet_named(workbook, called), around, said)
        except _DAMAGED as error:
            raise _damaged(around.name) from error
        for table in tables:
            if not found:
                note_hidden(around.hidden, table.faults)
            found += 1
            yield table
    if not found:
        raise ReadingRefused(
            say("%(name)s holds no table: its visible sheets are empty.", name=around.name),
            advice=say("Look whether the table is on a hidden sheet, and show that sheet."),
        )


def _tables(sheet: CalamineSheet, around: _Around, said: Heard) -> list[TextTable]:
    """The tables of one sheet; who says where its header is says that it is one table."""
    view = whole(sheet)
    _check_width(len(view.used), sheet.name, around)
    one = said.is_laid or not around.context.parted
    parts = (SheetPart(view),) if one else parts_of(view)
    made: list[TextTable] = []
    for part in parts:
        here = said
        if part.of > 1:
            title = f"{sheet.name.strip()}: {part.title}"
            here = heard(around.context, (title, around.member(title)), alone=False)
        table = _table(part, around, here)
        if table is not None:
            made.append(table)
    return made


def _table(part: SheetPart, around: _Around, said: Heard) -> TextTable | None:
    view = part.view
    head = view.head()
    if not head:
        return None
    tail = view.tail()
    merges = merges_of(view)
    heads = headings(view, merges)
    laid = with_merges(_laid(head, tail, heads), [*head, *tail], merges, heads)
    laid = as_told(laid, said, head, tail)
    again = repeated(part, laid)
    spans = spans_of(view, laid, merges, again)
    batches = batches_of(view, laid, spans, again)
    if next(batches(), None) is None:
        return None
    faults = FaultLog()
    for found in (said.faults, part.fault(), laid.faults):
        faults.extend(found)
    note_again(view, again, faults)
    note_spans(spans, view, laid, faults)
    among = note_headings(heads, laid, faults)
    marks = around.marks.get(view.source.name, Marks())
    note_marks(marks, view, laid, faults)
    called = view.source.name.strip() or "1"
    name = f"{called}: {part.title}" if part.title else called
    member = around.member(name if part.title else view.source.name)
    place = sheet_of(view, laid.columns, spans, among, marks)
    reading = replace(_reading(around, member, laid, spans), sheet=place)
    return TextTable(
        name=name,
        reading=said.marked(reading),
        batches=batches,
        faults=faults,
        cell_of=view.reference,
        has_points=view.has_fractions,
    )


def _laid(head: list[Numbered], tail: list[Numbered], heads: Mapping[int, str]) -> Laid:
    first = [(number, row) for number, row in head if number not in heads]
    last = [(number, row) for number, row in tail if number not in heads]
    return lay_out(
        [row for _, row in first],
        [row for _, row in last],
        numbers=[number for number, _ in first],
        tail_numbers=[number for number, _ in last],
    )


def _check_width(width: int, sheet: str, around: _Around) -> None:
    most = around.context.limits.columns
    if width > most:
        raise ReadingRefused(
            say(
                "Sheet %(sheet)s of %(name)s has %(columns)s columns; at most %(most)s are read.",
                sheet=sheet, name=around.name, columns=width, most=most,
            ),
            advice=say("Turn the table so that its items are rows, or split it."),
        )  # fmt: skip


def _reading(around: _Around, member: str, laid: Laid, spans: Spans) -> Reading:
    source = around.source
    words = say("Texts, codes and dates of merged cells are repeated in each row; "
                "amounts stand in the first.")  # fmt: skip
    merged = (Reason("merged", words, 0.8),) if spans.starts else ()
    return Reading(
        format="excel",
        container=source.container,
        member=member,
        layout=laid.layout,
        columns=tuple(replace(one, label=one.label.strip("\n")) for one in laid.columns),
        notes=(*laid.notes, *(one.note for one in around.hidden)),
        reasons=laid.reasons + merged,
    )


def _damaged(name: str) -> ReadingRefused:
    return ReadingRefused(
        say("%(name)s is damaged: it cannot be opened as a workbook.", name=name),
        advice=say("Open it in your spreadsheet program, save it again, and send that file."),
    )
