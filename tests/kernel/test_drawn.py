"""Tables drawn in text are read and drawn alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openup.kernel.drawn import Drawn, draw, table
from openup.kernel.errors import OpenUpError

CELL = st.one_of(
    st.none(),
    st.just(""),
    st.text("abc áñ1", min_size=1).map(str.strip).filter(bool),
)


def test_an_empty_place_is_none_and_two_quotes_are_an_empty_text() -> None:
    drawn = table("""
        ocid | bids | note
        a    | 1    | ""
        b    |      | late
    """)
    assert drawn.columns == ("ocid", "bids", "note")
    assert drawn.rows == (("a", "1", ""), ("b", None, "late"))


def test_a_row_that_is_too_short_is_named() -> None:
    with pytest.raises(OpenUpError, match="Row 2 of the drawn table has 1 cells, its head has 2"):
        table("a | b\n1 | 2\n3")


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1))
def test_what_is_drawn_is_read_back(rows: list[tuple[str | None, ...]]) -> None:
    columns = ("one", "two", "three")
    assert table(draw(columns, rows)) == Drawn(columns, tuple(rows))
