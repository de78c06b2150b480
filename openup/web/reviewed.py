"""A brought file as its page shows it: its first rows, and how each thing was understood."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from openup.catalog.pages import Cell
from openup.flow.pages import UploadPage, UploadTable
from openup.kernel.words import Words
from openup.publishing.draft import ColumnProfile
from openup.publishing.reading import Reading
from openup.publishing.told import NOTHING
from openup.web.correcting import Correction
from openup.web.signs import said_day, said_sign

COLUMNS_SHOWN, ROWS_SHOWN = 12, 12


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file as it is shown before publishing: its number, what it is, its cells."""

    number: str
    kind: str
    cells: tuple[Cell, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The first cells that say something."""
        return tuple(filter(None, (cell.text or cell.raw for cell in self.cells)))[:5] or ("…",)


@dataclass(frozen=True, slots=True)
class Known:
    """A field of the reading: what it is called, what was found, why, how sure, who said it."""

    name: str
    value: str
    why: Words | None
    confidence: float
    told: bool


@dataclass(frozen=True, slots=True)
class ColumnKnown:
    """A column of the reading: its figures, how sure its type is, whether a person said it."""

    profile: ColumnProfile
    confidence: float | None
    told: bool
    form: str
    """How its dates are written, or what its numbers count."""


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of the file: its first rows, how it was understood, and the form to correct that."""

    table: UploadTable
    rows: tuple[FileRow, ...]
    known: tuple[Known, ...]
    columns: tuple[ColumnKnown, ...]
    form: Correction
    misfit: str

    @property
    def first_row(self) -> str:
        """The number of the first row of data, as the rows are numbered."""
        return str(self.table.reading.layout.first_data_row)

    @property
    def open(self) -> bool:
        """Whether the form is shown at once, because something in it is wrong."""
        return bool(self.form.errors) or bool(self.misfit)


def read_tables(page: UploadPage, wrong: Correction | None) -> tuple[TableRead, ...]:
    """The tables of an upload as the page shows them; `wrong` is the form that was sent."""
    return tuple(
        TableRead(
            table,
            file_rows(table),
            known_of(table.reading),
            _columns(table),
            wrong if wrong is not None and wrong.table == table else Correction(table, page),
            page.misfit if _was_tried(table, page) else "",
        )
        for table in page.tables
    )


def _was_tried(table: UploadTable, page: UploadPage) -> bool:
    return page.told.of((table.name, table.reading.member)) != NOTHING


def known_of(reading: Reading) -> tuple[Known, ...]:
    """Each field of a reading in words, with its reason."""
    why = {reason.subject: reason for reason in reading.reasons}
    told = {one.field for one in reading.told if not one.column}
    layout, dialect = reading.layout, reading.dialect
    none = str(_("none"))
    lines = [
        ("header_rows", _("Header"), _rows(layout.header_rows) or none, "header"),
        ("unit_rows", _("Row of units"), _rows(layout.unit_rows), "units"),
        ("first_data_row", _("First row of data"), str(layout.first_data_row), "first"),
        ("foot_rows", _("Notes at the end"), _rows(layout.foot_rows) or none, "foot"),
        ("delimiter", _("Separator"), said_sign(dialect.delimiter) if dialect else "", "dialect"),
        ("encoding", _("Letters"), reading.encoding, "encoding"),
        ("null_tokens", _("Read as empty"), ", ".join(reading.null_tokens), ""),
    ]
    return tuple(
        Known(
            str(name),
            value,
            why[subject].words if subject in why else None,
            why[subject].confidence if subject in why else 0.0,
            field in told,
        )
        for field, name, value, subject in lines
        if value
    )


def _rows(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows[:10])) + (" …" if len(rows) > 10 else "")


def _columns(table: UploadTable) -> tuple[ColumnKnown, ...]:
    sure = {reason.subject: reason.confidence for reason in table.reading.reasons}
    told = {one.column for one in table.reading.told if one.column}
    form = {one.name: said_day(one.pattern) or one.unit for one in table.columns}
    return tuple(
        ColumnKnown(one, sure.get(one.name), one.name in told, form.get(one.name, ""))
        for one in table.profile
    )


def file_rows(table: UploadTable) -> tuple[FileRow, ...]:
    """Title rows, the header, and the sample of data rows, in file order."""
    layout, columns = table.reading.layout, table.columns[:COLUMNS_SHOWN]
    notes = (*table.reading.notes, *("" for _row in layout.title_rows))
    made = [
        FileRow(str(number), "title", (Cell(note), *(Cell("") for _column in columns[1:])))
        for number, note in zip(layout.title_rows, notes, strict=False)
    ]
    labels = tuple(Cell(column.label) for column in columns)
    above = (Cell(str(_("joined with the row below"))), *(Cell("") for _column in columns[1:]))
    last = max(layout.header_rows, default=0)
    made += [
        FileRow(str(row), "header", labels if row == last else above) for row in layout.header_rows
    ]
    made.sort(key=lambda row: int(row.number))
    for row in table.sample[:ROWS_SHOWN]:
        kind = "total" if row.number in layout.total_rows else "row"
        made.append(FileRow(str(row.number), kind, row.cells[:COLUMNS_SHOWN]))
    return tuple(made)
