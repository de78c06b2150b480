"""What changed between two readings is said thing by thing."""

from __future__ import annotations

from openup.publishing.reading import Column, Dialect, Layout, Reading
from openup.publishing.steps.said.changes import changes


def reading(*labels: str, **more: object) -> Reading:
    columns = tuple(Column(label.strip() or f"col_{at}", label) for at, label in enumerate(labels))
    layout = Layout(header_rows=(1,), first_data_row=2)
    plain = {"format": "csv", "encoding": "utf-8", "dialect": Dialect(), "layout": layout}
    return Reading(columns=columns, **{**plain, **more})  # type: ignore[arg-type]


def said(before: Reading, after: Reading) -> list[str]:
    return [str(fault.reason) for fault in changes(before, 4, after)]


def test_nothing_is_said_of_what_stayed():
    assert said(reading("a", "b", "a"), reading("a", "b ", "a")) == []


def test_columns_that_came_and_went_are_named():
    assert said(reading("folio", "monto", "fecha"), reading("folio", "fecha", "nota")) == [
        "Column monto of release 4 is gone.",
        "Column nota is new: release 4 does not have it.",
    ]


def test_a_column_in_the_place_of_another_is_its_new_name():
    old = reading("folio", "monto", "fecha de inicio", "fin")
    new = reading("folio", "importe total", "fecha de inicio", "fin")
    assert said(old, new) == ["Column importe total was called monto in release 4."]
    two = reading("folio", "montos", "fecha inicio", "fin")
    assert said(old, two) == [
        "Column montos was called monto in release 4.",
        "Column fecha inicio was called fecha de inicio in release 4.",
    ]


def test_only_the_column_that_moved_is_said_to_have_moved():
    old, new = reading("a", "b", "c", "d", "e"), reading("e", "a", "b", "c", "d")
    assert said(old, new) == ["Column e stands at place 1, in release 4 at 5."]


def test_a_new_first_column_moves_no_other():
    assert len(said(reading("a", "b", "c"), reading("x", "a", "b", "c"))) == 1


def test_header_encoding_delimiter_and_first_row_are_compared():
    layout = Layout(title_rows=(1,), header_rows=(3,), first_data_row=4)
    new = reading("a", "b", encoding="cp1252", dialect=Dialect(";"), layout=layout)
    assert said(reading("a", "b"), new) == [
        "The encoding: now cp1252, in release 4 utf-8.",
        "The delimiter: now ;, in release 4 ,.",
        "The header: now 3, in release 4 1.",
    ]
    units = reading("a", "b", layout=Layout(header_rows=(1,), first_data_row=3))
    assert said(reading("a", "b"), units) == ["The first row of data: now 3, in release 4 2."]


def test_another_sheet_is_said_and_another_file_name_is_not():
    book = {"format": "excel", "encoding": "", "dialect": None}
    old, new = reading("a", **book, member="Enero"), reading("a", **book, member="Febrero")
    assert said(old, new) == ["The name of the sheet or list: now Febrero, in release 4 Enero."]
    assert said(reading("a", member="enero.csv"), reading("a", member="febrero.csv")) == []
    assert said(reading("a"), new) == ["The format: now excel, in release 4 csv."]
