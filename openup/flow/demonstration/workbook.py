"""Workbook dresses: XLSX and ODS as offices save them, with titles, merged heads and hidden sheets."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from openup.flow.demonstration.dress import Dress, archive
from openup.flow.demonstration.sheet import Row, Sheet, Value

_MADE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook. `groups` are upper heads over spans of columns: (text, columns).

    `totals` are the columns that the last row adds up.
    """

    name: str
    sheet: Sheet
    titles: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Looks:
    head: Format
    title: Format
    date: Format
    moment: Format
    amount: Format


def xlsx(*tabs: Tab) -> bytes:
    """A workbook with these sheets, in this order."""
    paper = io.BytesIO()
    book = xlsxwriter.Workbook(paper, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": _MADE, "author": "Nuevo Horizonte (estado ficticio)"})
    looks = _Looks(
        head=book.add_format({"bold": True, "align": "center", "bg_color": "#D9E1F2", "border": 1}),
        title=book.add_format({"bold": True, "align": "center", "font_size": 13}),
        date=book.add_format({"num_format": "dd/mm/yyyy"}),
        moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        amount=book.add_format({"num_format": "$#,##0.00"}),
    )
    for tab in tabs:
        _write_tab(book, tab, looks)
    book.close()
    return paper.getvalue()


def titled(name: str, *titles: str, notes: tuple[str, ...] = ()) -> Dress:
    """A workbook of one sheet with merged titles above the head."""
    return lambda sheet: xlsx(Tab(name, sheet, titles=titles, notes=notes))


def _write_tab(book: Workbook, tab: Tab, looks: _Looks) -> None:
    page = book.add_worksheet(tab.name)
    wide, row = len(tab.sheet.columns), 0
    for title in tab.titles:
        page.merge_range(row, 0, row, wide - 1, title, looks.title)
        row += 1
    row += bool(tab.titles)
    row = _write_heads(page, tab, row, looks)
    first = row
    for cells in tab.sheet.rows:
        _write_row(page, row, cells, looks)
        row += 1
    if tab.totals:
        _write_total(page, tab, first, row, looks)
        row += 1
    for note in tab.notes:
        row += 1
        page.write_string(row, 0, note)
    if tab.hidden:
        page.hide()


def _write_heads(page: Worksheet, tab: Tab, row: int, looks: _Looks) -> int:
    at = 0
    for text, span in tab.groups:
        if span > 1:
            page.merge_range(row, at, row, at + span - 1, text, looks.head)
        else:
            page.write_string(row, at, text, looks.head)
        at += span
    row += bool(tab.groups)
    page.write_row(row, 0, tab.sheet.columns, looks.head)
    return row + 1


def _write_row(page: Worksheet, row: int, cells: Row, looks: _Looks) -> None:
    for column, value in enumerate(cells):
        if value is None:
            continue
        if isinstance(value, str):
            page.write_string(row, column, value)
        elif isinstance(value, datetime):
            page.write_datetime(row, column, value, looks.moment)
        elif isinstance(value, date):
            page.write_datetime(row, column, value, looks.date)
        elif isinstance(value, Decimal):
            page.write_number(row, column, float(value), looks.amount)
        else:
            page.write_number(row, column, value)


def _write_total(page: Worksheet, tab: Tab, first: int, row: int, looks: _Looks) -> None:
    page.write_string(row, 0, "TOTAL", looks.head)
    for name in tab.totals:
        at = tab.sheet.position(name)
        added = sum(
            Decimal(cells[at]) for cells in tab.sheet.rows if isinstance(cells[at], int | Decimal)
        )
        page.write_number(row, at, float(added), looks.amount)


_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("manifest", "manifest"),
    )
)
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def ods(name: str, *titles: str) -> Dress:
    """An OpenDocument workbook of one sheet, as LibreOffice saves it, with titles above the head."""

    def dress(sheet: Sheet) -> bytes:
        lines: list[Sequence[Value]] = [[title] for title in titles]
        lines += [list(sheet.columns), *sheet.rows]
        rows = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines
        )
        content = (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
            f'<office:body><office:spreadsheet><table:table table:name="{escape(name)}">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        listing = (
            f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {_NAMESPACES} manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_SPREADSHEET}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
        )
        members = (
            ("mimetype", _SPREADSHEET),
            ("content.xml", content),
            ("META-INF/manifest.xml", listing),
        )
        return archive([(path, text.encode()) for path, text in members])

    return dress


def _ods_cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(value)}</text:p></table:table-cell>"
        )
    if isinstance(value, date):
        kind, shown = f'date" office:date-value="{value.isoformat()}', value.strftime("%d/%m/%Y")
    else:
        kind, shown = f'float" office:value="{value}', str(value)
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'
    )
