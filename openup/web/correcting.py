"""Correcting how a brought file was read: fields beside what was found, and reading it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from openup.flow.pages import UploadPage, UploadTable
from openup.publishing.errors import ToldRefused
from openup.publishing.reading import Column, ColumnType
from openup.publishing.steps.types.days import DAYS
from openup.publishing.told import (
    COLUMN_FIELDS,
    ENCODINGS,
    FOOT_MOST,
    NOTHING,
    Told,
    ToldColumn,
    ToldTable,
    tellable,
    told_again,
)
from openup.publishing.toldfile import checked
from openup.web import says
from openup.web.signs import NAMES, said_day, said_sign, typed, written
from openup.web.templatetags.marks import said

COLUMNS_MOST: Final = 60
"""Columns that a page offers to correct; a reading given to the command line has no such limit."""

_DELIMITERS: Final = (",", ";", "\t", "|", ":", " ", "")
_QUOTES: Final = ('"', "'", "")
_ASKED: Final = ("type", "pattern", "unit", "name")
_FIND: Final = ("", _("Find it"))


@dataclass(frozen=True, slots=True)
class Line:
    """A column, and the fields in which something can be said of it."""

    column: Column
    fields: list[forms.BoundField]


class Correction(forms.Form):
    """What a person says of one table. What is left as it was found is not said; empty is found."""

    header_rows = forms.CharField(
        label=_("The header is in row"),
        help_text=_("With commas if there are several; 0 where there is none."),
        required=False,
        max_length=80,
    )
    first_data_row = forms.IntegerField(
        label=_("The data begin in row"), required=False, min_value=1, max_value=2**40
    )
    foot_rows = forms.IntegerField(
        label=_("Rows of notes at the end"), required=False, min_value=0, max_value=FOOT_MOST
    )
    delimiter = forms.ChoiceField(label=_("What separates the cells"), required=False)
    quote = forms.ChoiceField(label=_("What surrounds a text"), required=False)
    encoding = forms.ChoiceField(label=_("How letters and accents are written"), required=False)
    null_tokens = forms.CharField(
        label=_("Words that mean that there is nothing"),
        help_text=_("With commas between them."),
        required=False,
        max_length=400,
    )

    def __init__(self, table: UploadTable, page: UploadPage, posted: Any = None) -> None:
        super().__init__(posted, auto_id=f"t{page.tables.index(table)}_%s")
        self.table, self.page = table, page
        self.attempt = page.told.of((table.name, table.reading.member))
        self.columns = table.columns[:COLUMNS_MOST]
        self._offer()
        self.initial = self._first()

    def _offer(self) -> None:
        """Only what this kind of file has is asked, in lists that hold what was found."""
        reading, fields = self.table.reading, self.fields
        for name in [name for name in fields if not tellable(reading, name)]:
            del fields[name]
        if "delimiter" in fields and reading.dialect is not None:
            _choices(fields["delimiter"], _DELIMITERS, reading.dialect.delimiter)
            _choices(fields["quote"], _QUOTES, reading.dialect.quote)
        if "encoding" in fields:
            known = [(name, name) for name in dict.fromkeys((*ENCODINGS, reading.encoding))]
            _choose(fields["encoding"], [_FIND, *known])
        types = [(one.value, says.word("type", one.value)) for one in ColumnType]
        for at, column in enumerate(self.columns):
            known_days = dict.fromkeys((*DAYS, column.pattern))
            days = [(day, said_day(day)) for day in known_days if day]
            asked = {
                "name": forms.CharField(required=False, max_length=200, label=_("Name")),
                "type": _select(_("Type"), [_FIND, *types]),
                "pattern": _select(_("Dates are written"), [("", "–"), *days]),
                "unit": forms.CharField(required=False, max_length=20, label=_("Unit")),
            }
            for name, field in asked.items():
                heard = f"{column.name}: {field.label}"
                field.widget.attrs["aria-label"] = heard
                fields[f"c{at}_{name}"] = field

    def _first(self) -> dict[str, object]:
        """What the fields begin with: what was found, or what was said last and did not fit."""
        reading, tried = self.table.reading, self.attempt
        dialect, layout = reading.dialect, reading.layout
        found = {
            "header_rows": layout.header_rows, "first_data_row": layout.first_data_row,
            "foot_rows": len(layout.foot_rows), "encoding": reading.encoding,
            "delimiter": dialect.delimiter if dialect else "",
            "quote": dialect.quote if dialect else "",
            "null_tokens": reading.null_tokens if self._is_told("null_tokens") else (),
        }  # fmt: skip
        first: dict[str, object] = {
            name: written(name, value if tried.says(name) is None else tried.says(name))
            for name, value in found.items()
        }
        for at, column in enumerate(self.columns):
            said_now = self._tried(at)
            first[f"c{at}_name"] = said_now.name or column.name
            first[f"c{at}_type"] = (said_now.type or column.type).value
            first[f"c{at}_pattern"] = said_now.pattern or column.pattern
            first[f"c{at}_unit"] = said_now.unit or column.unit
        return first

    def _tried(self, at: int) -> ToldColumn:
        """What was said last of a column, whether it fitted or not."""
        return next((one for one in self.attempt.columns if one.place == at + 1), ToldColumn())

    def _is_told(self, name: str, column: str = "") -> bool:
        reading = self.table.reading
        return any((one.field, one.column) == (name, column) for one in reading.told)

    def clean(self) -> dict[str, Any]:
        """Every field as a reading holds it. What it cannot be is said beside it."""
        values = self.cleaned_data
        for name in [one for one in values if not one.startswith("c") and one in self.fields]:
            try:
                values[name] = checked(name, typed(name, values[name]))
            except ToldRefused as refusal:
                why = [said(refusal.sentence)]
                why += [said(refusal.advice)] if refusal.advice else []
                self.add_error(name, " ".join(why))
        self._pick(values)
        return values

    def _pick(self, values: dict[str, Any]) -> None:
        """Rows that were ticked count where the number beside them was left as it was."""
        if "header_rows" not in self.fields:
            return
        ticked, offered = self._sent("header"), self._sent("offered")
        before = self.table.reading.layout
        if "header_rows" not in self.changed_data and set(before.header_rows) <= set(offered):
            self._change("header_rows", before.header_rows, ticked)
        if "first_data_row" not in self.changed_data:
            picked = self._sent("first") or (before.first_data_row,)
            self._change("first_data_row", before.first_data_row, picked[0])
        header = values.get("header_rows") or ()
        if "header_rows" in self.changed_data and "first_data_row" not in self.changed_data:
            # Who moves the header has seen where the data begin.
            follows = header and values.get("first_data_row", 0) > header[-1]
            values["first_data_row"] = before.first_data_row if follows else None
            self.changed_data.append("first_data_row")

    def _sent(self, name: str) -> tuple[int, ...]:
        """The row numbers that were sent under a name."""
        return tuple(sorted({int(one) for one in self.data.getlist(name) if one.isdigit()}))

    def _change(self, name: str, before: object, now: object) -> None:
        if now != before:
            self.cleaned_data[name] = now
            self.changed_data.append(name)

    def told(self) -> Told:
        """Everything that is said of the file once this table is corrected."""
        alone = len(self.page.tables) == 1 and not self.page.told.leave_out
        this = self._table("" if alone else self.table.name)
        others = [
            self._beside(this, replace(told_again(one.reading), table=one.name), one)
            for one in self.page.tables
            if one.name != self.table.name
        ]
        return Told((*others, this), self.page.told.leave_out, forget=True)

    def _beside(self, this: ToldTable, other: ToldTable, table: UploadTable) -> ToldTable:
        """What was said of another table; tables of one text have their letters in common."""
        packed = {"zip", "tar"} & set(table.reading.container)
        if packed or {table.reading.format, self.table.reading.format} != {"csv"}:
            return other
        return replace(other, encoding=this.encoding, delimiter=this.delimiter, quote=this.quote)

    def _table(self, name: str) -> ToldTable:
        values: dict[str, Any] = {
            field: self.cleaned_data[field]
            for field in self.fields
            if not field.startswith("c") and self._counts(field)
        }
        return replace(NOTHING, table=name, columns=tuple(self._columns()), **values)

    def _counts(self, field: str) -> bool:
        tried = self.attempt.says(field) is not None
        said = field in self.changed_data or self._is_told(field) or tried
        return said and self.cleaned_data.get(field) is not None

    def _columns(self) -> Iterator[ToldColumn]:
        kept = {one.place: one for one in told_again(self.table.reading).columns}
        moved = "header_rows" in self.changed_data
        for at, column in enumerate(self.table.columns):
            one = kept.get(at + 1, ToldColumn(column.label, at + 1))
            # Another header gives other labels: then only the place of a column is known.
            one = replace(one, label="") if moved else one
            if at < len(self.columns):
                one = replace(one, **self._said_of(at, column))
            if any(getattr(one, field) is not None for field in COLUMN_FIELDS):
                yield one

    def _said_of(self, at: int, column: Column) -> dict[str, Any]:
        """The fields of a column that were said: changed now, or told before and left."""
        values: dict[str, Any] = {}
        for field in _ASKED:
            key = f"c{at}_{field}"
            told = self._is_told(field, column.name) or getattr(self._tried(at), field) is not None
            told = told or key in self.changed_data
            value = self.cleaned_data.get(key) or None
            values[field] = value if told else None
        if values["type"] is not None:
            values["type"] = ColumnType(values["type"])
        if values["pattern"] and values["type"] not in (None, *_OF_TIME):
            values["pattern"] = None
        return values

    @property
    def general(self) -> list[forms.BoundField]:
        """The fields of the whole table."""
        return [self[name] for name in self.fields if not name.startswith("c")]

    @property
    def lines(self) -> list[Line]:
        """The columns with their fields, as the template draws them."""
        return [
            Line(column, [self[f"c{at}_{field}"] for field in _ASKED])
            for at, column in enumerate(self.columns)
        ]


_OF_TIME: Final = (ColumnType.DATE, ColumnType.DATETIME)


def _select(label: Any, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, choices=choices)


def _choices(field: forms.Field, signs: tuple[str, ...], found: str) -> None:
    known = [(NAMES.get(sign, sign), said_sign(sign)) for sign in dict.fromkeys((*signs, found))]
    _choose(field, [_FIND, *known])


def _choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
