"""Workbooks: Excel (xlsx, xlsm, xls, xlsb) and OpenDocument (ods)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
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
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.format import Format
from openup.publishing.formats._bounds import check_bounds
from openup.publishing.formats._sheetcells import letters_of, text_of
from openup.publishing.formats._workbook import opened, sheet_named
from openup.publishing.reading import Reading
from openup.publishing.steps.aslaid import as_told
from openup.publishing.steps.heard import Heard, heard
from openup.publishing.steps.labels import name_columns
from openup.publishing.steps.layout import Laid, lay_out
from openup.publishing.table import Batch, Context, SourceFile, TextTable

HEAD_ROWS: Final = 400
TAIL_ROWS: Final = 60
BATCH_ROWS: Final = 5_000

_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED: Final = (
    CalamineError, XmlError, ZipError, zipfile.BadZipFile, zlib.error, EOFError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What two libraries raise; RuntimeError is a locked member, or one packed in an unknown way."""

Row = list[str | None]


class Excel(Format):
    """Every visible sheet that holds a table becomes a table of its own.

    ## How it is recognised
    By its bytes: the old Excel container, or a zip that holds a workbook. The name does not matter.

    ## How it is read
    Cells are read as values, not as they look: dates in the form 2024-12-31, numbers with the 15
    digits that a spreadsheet program keeps, text as it stands. The header may have several levels,
    and rows of titles above it and of notes below it are cut and kept as notes. Columns without a
    single cell are left out, however far the sheet's used range reaches. Merged cells keep their
    value in their first cell; they are counted as a fault, because the other cells are empty.

    ## What it cannot see
    Hidden sheets are named in the notes and not read. Colours, comments and the results of formulas
    that were never computed are not part of the table. Error values (#N/A) are empty cells.
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
            check_bounds(source.path, name, context.limits)
            workbook = opened(source.path, memory_bytes=context.limits.memory_bytes)
        except PasswordError as error:
            raise ReadingRefused(
                say("%(name)s is protected by a password.", name=name),
                advice=say("Save it without a password: what is published is open to everybody."),
            ) from error
        except _DAMAGED as error:
            raise _damaged(name) from error
        with workbook:
            yield from _sheets(workbook, source, context)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet, the columns of it that hold anything, and the sheet column that is its first."""

    source: CalamineSheet
    used: tuple[int, ...]
    first_column: int

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Each row that says something: its number as the spreadsheet shows it, and its cells."""
        for number, cells in enumerate(self.source.iter_rows(), start=1):
            row = [text_of(cells[column]) for column in self.used]
            if any(row):
                yield number, row

    def reference(self, row: int, place: int) -> str:
        """The reference of a cell: `B7`."""
        return letters_of(self.used[place] + self.first_column) + str(row)


def _sheets(
    workbook: CalamineWorkbook, source: SourceFile, context: Context
) -> Iterator[TextTable]:
    name = source.member or source.name
    sheets = [one for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    visible = [one.name for one in sheets if one.visible == SheetVisibleEnum.Visible]
    hidden = [one.name for one in sheets if one.visible != SheetVisibleEnum.Visible]
    found, alone = 0, len(visible) == 1 and not source.archived
    for called in visible:
        said = heard(context, (called, _member(source, called)), alone=alone)
        try:
            table = _table(sheet_named(workbook, called), source, context, hidden, said)
        except _DAMAGED as error:
            raise _damaged(name) from error
        if table is not None:
            found += 1
            yield table
    if not found:
        raise ReadingRefused(
            say("%(name)s holds no table: its visible sheets are empty.", name=name),
            advice=say("Look whether the table is on a hidden sheet, and show that sheet."),
        )


def _table(
    sheet: CalamineSheet, source: SourceFile, context: Context, hidden: Sequence[str], said: Heard
) -> TextTable | None:
    used = _used(sheet)
    _check_width(len(used), source, sheet.name, context)
    view = _Sheet(sheet, used, (sheet.start or (0, 0))[1])
    head = list(islice(view.rows(), HEAD_ROWS))
    tail = _tail(view) if len(head) == HEAD_ROWS else []
    if not head:
        return None
    laid = lay_out(
        [row for _, row in head],
        [row for _, row in tail],
        numbers=[number for number, _ in head],
        tail_numbers=[number for number, _ in tail],
    )
    laid = as_told(_deepened(laid, sheet, head), said, head, tail)
    faults = FaultLog()
    faults.extend(said.faults)
    faults.extend(laid.faults)
    _note_merges(sheet, laid, view, faults)
    batches = _batches(view, laid)
    if next(batches(), None) is None:
        return None
    return TextTable(
        name=sheet.name.strip() or "1",
        reading=said.marked(_reading(source, sheet.name, laid, hidden)),
        batches=batches,
        faults=faults,
        cell_of=view.reference,
    )


def _deepened(laid: Laid, sheet: CalamineSheet, head: list[tuple[int, Row]]) -> Laid:
    """The header reaches as far down as the cells of it that are merged over several rows."""
    header = laid.layout.header_rows
    depths = [
        bottom + 1 for (top, _), (bottom, _) in sheet.merged_cell_ranges or []
        if top + 1 in header and bottom > top
    ]  # fmt: skip
    last = max(depths, key=depths.count, default=0)
    if not header or last <= header[-1] or depths.count(last) < len(laid.columns) / 3:
        return laid
    levels = [(number, row) for number, row in head if header[0] <= number <= last]
    data = next((number for number, _ in head if number > last), last + 1)
    numbers = [number for number, _ in levels]
    width = len(laid.columns)
    columns, found = name_columns([row for _, row in levels], width, numbers)
    layout = replace(laid.layout, header_rows=tuple(numbers), first_data_row=data)
    about_labels = {"blank-header", "duplicate-header"}
    kept = tuple(fault for fault in laid.faults if fault.code not in about_labels)
    return replace(laid, layout=layout, columns=columns, faults=kept + found)


def _used(sheet: CalamineSheet) -> tuple[int, ...]:
    """The columns with at least one cell that says something, counted from the used range."""
    left = set(range(sheet.width))
    used: set[int] = set()
    for cells in sheet.iter_rows():
        fresh = [column for column in left if cells[column] != ""]
        used.update(fresh)
        left.difference_update(fresh)
        if not left:
            break
    return tuple(sorted(used))


def _check_width(width: int, source: SourceFile, sheet: str, context: Context) -> None:
    if width > context.limits.columns:
        raise ReadingRefused(
            say(
                "Sheet %(sheet)s of %(name)s has %(columns)s columns; at most %(most)s are read.",
                sheet=sheet, name=source.member or source.name,
                columns=width, most=context.limits.columns,
            ),
            advice=say("Turn the table so that its items are rows, or split it."),
        )  # fmt: skip


def _tail(view: _Sheet) -> list[tuple[int, Row]]:
    rows: list[tuple[int, Row]] = []
    for at, row in enumerate(view.rows()):
        if at >= HEAD_ROWS:
            rows.append(row)
            if len(rows) > 2 * TAIL_ROWS:
                del rows[:TAIL_ROWS]
    return rows[-TAIL_ROWS:]


def _batches(view: _Sheet, laid: Laid) -> Callable[[], Iterator[Batch]]:
    cut = set(laid.layout.foot_rows)
    first = laid.layout.first_data_row
    width = len(laid.columns)

    def batches() -> Iterator[Batch]:
        rows = ((n, row) for n, row in view.rows() if n >= first and n not in cut)
        while piece := list(islice(rows, BATCH_ROWS)):
            cells = [[row[at] if at < len(row) else None for _, row in piece]
                     for at in range(width)]  # fmt: skip
            yield Batch([number for number, _ in piece], cells)

    return batches


def _reading(source: SourceFile, sheet: str, laid: Laid, hidden: Sequence[str]) -> Reading:
    return Reading(
        format="excel",
        container=source.container,
        member=_member(source, sheet),
        layout=laid.layout,
        columns=tuple(replace(one, label=one.label.strip("\n")) for one in laid.columns),
        notes=(*laid.notes, *(f"[{name}]" for name in hidden)),
        reasons=laid.reasons,
    )


def _member(source: SourceFile, sheet: str) -> str:
    return f"{source.member}/{sheet}" if source.member else sheet


def _note_merges(sheet: CalamineSheet, laid: Laid, view: _Sheet, faults: FaultLog) -> None:
    """Count the merged cells among the data: only the first of them has the value."""
    places = {column: place for place, column in enumerate(view.used)}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top + 1 < laid.layout.first_data_row or bottom == top:
            continue
        place = places.get(left - view.first_column)
        if place is None or place >= len(laid.columns):
            continue
        faults.add(
            Fault(
                "merged-cells",
                Level.CELL,
                say("%(cells)s cells are merged: only the first has the value.",
                    cells=(bottom - top + 1) * (right - left + 1)),
                say("Unmerge the cells and write the value in each row that it belongs to."),
                Place(row=top + 1, cell=view.reference(top + 1, place)),
            )
        )  # fmt: skip


def _damaged(name: str) -> ReadingRefused:
    return ReadingRefused(
        say("%(name)s is damaged: it cannot be opened as a workbook.", name=name),
        advice=say("Open it in your spreadsheet program, save it again, and send that file."),
    )
