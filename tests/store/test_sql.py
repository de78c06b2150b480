"""SQL is composed of fragments that cannot be broken out of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openup.store.engines.duckdb import WritingEngine
from openup.store.errors import StoreError
from openup.store.sql import fill, join, name, number, text


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WritingEngine:
    return WritingEngine(tmp_path_factory.mktemp("spill"))


any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(any_text)
def test_any_text_comes_back_as_it_was(engine: WritingEngine, written: str) -> None:
    assert engine.one(fill("select $it", it=text(written))) == (written,)


@given(any_text.filter(lambda word: bool(word) and "\0" not in word))
def test_any_name_names_one_column_and_nothing_else(engine: WritingEngine, word: str) -> None:
    found = engine.rows(fill("select $it from (select 7 as $it)", it=name(word)))
    assert found == [(7,)]


@given(st.integers(-(10**15), 10**15) | st.decimals(-100, 100, places=3))
def test_any_number_comes_back_as_it_was(engine: WritingEngine, value: int | Decimal) -> None:
    assert engine.one(fill("select 1 - $it = 1 - ($it)", it=number(value))) == (True,)


def test_a_fragment_that_looks_like_a_place_is_left_alone() -> None:
    assert str(fill("select $a", a=text("$b"))) == "select '$b'"


def test_places_and_parts_must_be_the_same() -> None:
    with pytest.raises(StoreError, match="differ: b"):
        fill("select $a", a=number(1), b=number(2))


def test_plain_text_is_never_sql() -> None:
    with pytest.raises(StoreError, match="Only fragments"):
        fill("select $a", a="1; drop table x")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True])
def test_what_is_no_number_has_no_literal(value: float) -> None:
    with pytest.raises(StoreError):
        number(value)


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(StoreError):
        name("")


def test_fragments_join() -> None:
    assert str(join(", ", [number(1), text("a")])) == "1, 'a'"
