"""What people type over a column keeps the rows that they mean."""

from __future__ import annotations

import pytest

from openup.query.errors import QueryRefused
from tests.query.conftest import Draw

WORKS = """
obra:text             |monto:decimal|fecha:date|clave:code|activa:boolean|visto:datetime
Pavimentación         |1000.00      |2023-12-31|007       |true          |2024-03-05 10:30:15
pavimentacion de calle|1000.50      |2024-01-01|07        |false         |2024-03-05 10:31:00
Áulas «50%» (a+b)     |250000.00    |2024-02-29|7         |              |
Puente [1].*          |!1.5 mdp     |2024-12-31|          |true          |2023-01-01 00:00:00
                      |             |          |A-7       |false         |
"""


@pytest.mark.parametrize(
    ("column", "typed", "rows"),
    [
        ("obra", "pavimentación", [2, 3]),
        ("obra", "PAVIMENTACION", [2, 3]),
        ("obra", "= Pavimentación", [2]),
        ("obra", "!= Pavimentación", [3, 4, 5, 6]),
        ("obra", "50%", [4]),
        ("obra", "(a+b)", [4]),
        ("obra", "[1].*", [5]),
        ("obra", "aulas", [4]),
        ("obra", "empty", [6]),
        ("obra", "no vacío", [2, 3, 4, 5]),
        ("obra", '"vacío"', []),
        ("clave", "= 7", [4]),
        ("clave", "07", [2, 3]),
        ("monto", "1000", [2]),
        ("monto", "1,000.50", [3]),
        ("monto", "$250,000", [4]),
        ("monto", "> 1000", [3, 4]),
        ("monto", ">=1000", [2, 3, 4]),
        ("monto", "< 1000.5", [2]),
        ("monto", "≤ 1000.50", [2, 3]),
        ("monto", "1000..1001", [2, 3]),
        ("monto", "1000.5..", [3, 4]),
        ("monto", "..1000", [2]),
        ("monto", "!= 1000", [3, 4, 5, 6]),
        ("monto", "vacío", [6]),
        ("monto", "no vacío", [2, 3, 4, 5]),
        ("monto", "falla", [5]),
        ("monto", "no falla", [2, 3, 4, 6]),
        ("fecha", "2024", [3, 4, 5]),
        ("fecha", "2024-02", [4]),
        ("fecha", "29/02/2024", [4]),
        ("fecha", "> 2023", [3, 4, 5]),
        ("fecha", "<= 2024-01", [2, 3]),
        ("fecha", "2023..2024-01", [2, 3]),
        ("fecha", "!= 2024", [2, 6]),
        ("visto", "2024-03-05", [2, 3]),
        ("visto", "2024-03-05 10:30", [2]),
        ("visto", "2024-03-05T10:30:15", [2]),
        ("visto", "> 2024-03-05 10:30", [3]),
        ("activa", "sí", [2, 5]),
        ("activa", "no", [3, 6]),
        ("activa", "empty", [4]),
    ],
)
def test_a_filter_keeps_the_rows_that_are_meant(
    draw: Draw, column: str, typed: str, rows: list[int]
) -> None:
    assert draw(WORKS).rows({column: typed}) == rows


def test_filters_of_two_columns_narrow_each_other(draw: Draw) -> None:
    assert draw(WORKS).rows({"obra": "pavim", "fecha": "2024"}) == [3]


def test_an_empty_filter_filters_nothing(draw: Draw) -> None:
    assert draw(WORKS).rows({"obra": "  "}) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        ("monto", "mucho", "“mucho” cannot be sought in “monto”."),
        ("monto", "> 1..2", "“1..2” cannot be sought in “monto”."),
        ("monto", "9" * 31, "cannot be sought"),
        ("fecha", "2024-13", "“2024-13” cannot be sought in “fecha”."),
        ("fecha", "31/11/2025", "cannot be sought"),
        ("activa", "quizá", "cannot be sought"),
        ("mont", "1", "This table has no column “mont”."),
        ("obra", "x" * 501, "The filter of “obra” is too long."),
    ],
)
def test_a_filter_that_cannot_be_is_a_sentence_with_advice(
    draw: Draw, column: str, typed: str, sentence: str
) -> None:
    with pytest.raises(QueryRefused) as refusal:
        draw(WORKS).rows({column: typed})
    assert sentence in str(refusal.value.sentence)
    assert refusal.value.advice is not None


@pytest.mark.parametrize("typed", ["2024-03-05 10:5٣", "> 2024-03-05 1٠:30"])
def test_a_time_in_digits_of_another_script_is_a_sentence(draw: Draw, typed: str) -> None:
    with pytest.raises(QueryRefused, match="cannot be sought"):
        draw(WORKS).rows({"visto": typed})


def test_a_misspelt_column_is_answered_with_the_nearest(draw: Draw) -> None:
    with pytest.raises(QueryRefused) as refusal:
        draw(WORKS).rows({"mont": "1"})
    assert "monto" in str(refusal.value.advice)


def test_what_looks_like_sql_is_only_text(draw: Draw) -> None:
    asked = draw(WORKS)
    assert asked.rows({"obra": "'; drop table x; --"}) == []
    assert asked.rows({"obra": "= ' or 1=1 --"}) == []


MAP = """
punto:point          |avance:decimal:%|monto:integer:MXN
25.6714, -100.3090   |12.50           |1000
19.4326, -99.1332    |100.00          |250
-17.7134, 178.0650   |0.00            |
                     |                |30
"""


@pytest.mark.parametrize(
    ("column", "typed", "rows"),
    [
        ("punto", "25.6,-100.4..25.8,-100.2", [2]),
        ("punto", "25.8,-100.4 .. 19, -99", [2, 3]),
        ("punto", "-20,170..0,-170", [4]),
        ("punto", "25.67", [2]),
        ("punto", "= 19.4326, -99.1332", [3]),
        ("punto", "empty", [5]),
        ("avance", "> 12%", [2, 3]),
        ("avance", "12.5 %", [2]),
        ("avance", "0..20", [2, 4]),
        ("monto", ">= MXN 250", [2, 3]),
        ("monto", "$250..1,000 MXN", [2, 3]),
    ],
)
def test_places_and_units_are_sought_as_they_are_written(
    draw: Draw, column: str, typed: str, rows: list[int]
) -> None:
    assert draw(MAP).rows({column: typed}) == rows


@pytest.mark.parametrize(("column", "typed"), [("monto", "USD 250"), ("avance", "MXN 5")])
def test_another_unit_is_refused_by_name(draw: Draw, column: str, typed: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        draw(MAP).rows({column: typed})
    assert "another unit" in str(refused.value.advice)
