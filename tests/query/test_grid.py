"""A page of rows is the right rows, in the right order, with what the file said."""

from __future__ import annotations

import pytest

from openup.query.errors import QueryRefused, QueryTooLong
from openup.query.grid import RowQuestion, rows_of
from tests.query.conftest import Draw

PEOPLE = """
nombre:text | edad:integer | desde:date
Álvarez     | 40           | 2020-01-01
Zúñiga      | 9            |
alba        | !n/d         | 2021-05-06
Nuñez       | 40           | 2019-03-04
"""


def test_rows_come_in_the_order_of_the_file_with_their_numbers(draw: Draw) -> None:
    assert draw(PEOPLE, first_row=5).rows() == [5, 6, 7, 8]


def test_a_page_begins_and_ends_where_it_was_asked_to(draw: Draw) -> None:
    asked = draw(PEOPLE)
    assert asked.rows(offset=1, limit=2) == [3, 4]
    assert asked.rows(offset=3, limit=2) == [5]
    assert asked.rows(offset=4, limit=2) == []


def test_numbers_are_sorted_as_numbers_and_empty_ones_come_last(draw: Draw) -> None:
    asked = draw(PEOPLE)
    assert asked.rows(sort="edad") == [3, 2, 5, 4]
    assert asked.rows(sort="-edad") == [2, 5, 3, 4]


def test_names_are_sorted_without_minding_accents_or_case(draw: Draw) -> None:
    assert draw(PEOPLE).rows(sort="nombre") == [4, 2, 5, 3]


def test_the_order_of_the_file_can_be_turned_over(draw: Draw) -> None:
    assert draw(PEOPLE).rows(sort="-") == [5, 4, 3, 2]


def test_a_misfit_cell_shows_what_the_file_said_and_why(draw: Draw) -> None:
    asked = draw(PEOPLE)
    page = rows_of(asked.lake, asked.engine, asked.release, RowQuestion())
    cell = page.rows[2].cells[1]
    assert (cell.text, cell.raw, cell.reason) == (None, "n/d", "not-a-number")
    assert [other.raw for row in page.rows for other in row.cells if other is not cell] == [
        None
    ] * 11


def test_totals_tell_all_rows_and_those_that_match(draw: Draw) -> None:
    asked = draw(PEOPLE)
    question = RowQuestion(limit=1, filters={"edad": "40"})
    page = rows_of(asked.lake, asked.engine, asked.release, question)
    assert (page.total, page.matching, len(page.rows)) == (4, 2, 1)


def test_values_are_written_exactly(draw: Draw) -> None:
    asked = draw(
        """
        monto:decimal       | entero:integer      | hora:time | visto:datetime      | sí:boolean
        9999999999999999.10 | 9007199254740993    | 09:05:00  | 2024-01-31 10:00:00 | true
        """
    )
    page = rows_of(asked.lake, asked.engine, asked.release, RowQuestion())
    assert [cell.text for cell in page.rows[0].cells] == [
        "9999999999999999.10", "9007199254740993", "09:05:00", "2024-01-31T10:00:00", "true",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        RowQuestion(limit=0),
        RowQuestion(limit=1001),
        RowQuestion(offset=-1),
        RowQuestion(sort="nada"),
    ],
)
def test_a_page_that_cannot_be_is_a_sentence(draw: Draw, asked: RowQuestion) -> None:
    there = draw(PEOPLE)
    with pytest.raises(QueryRefused):
        rows_of(there.lake, there.engine, there.release, asked)


def test_an_answer_that_takes_too_long_is_stopped_with_advice(draw: Draw) -> None:
    rows = "\n".join(f"{number} | texto {number}" for number in range(20_000))
    asked = draw(f"n:integer | t:text\n{rows}")
    question = RowQuestion(sort="t", filters={"t": "texto"})
    with pytest.raises(QueryTooLong) as refusal:
        rows_of(asked.lake, asked.engine, asked.release, question, seconds=0.0)
    assert refusal.value.advice is not None
