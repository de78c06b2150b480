"""A place on Earth in one cell is kept as latitude, a comma, longitude, digit by digit."""

from __future__ import annotations

import pytest

from tests.publishing.tables import columns_of, typed

SIERRA = "25.6714, -100.3090"


def _one(name: str, *cells: str):
    found = typed(*columns_of((name, cells)))
    return found.types()[0], found.column(name)


@pytest.mark.parametrize(
    "cell",
    [
        "25.6714, -100.3090",
        "25.6714,-100.3090",
        "(+25.6714, -100.3090)",
        "-100.3090, 25.6714",
        "-100.3090;25.6714",
        "POINT (-100.3090 25.6714)",
        "Point(-100.3090 25.6714)",
        "SRID=4326;POINT(-100.3090 25.6714)",
    ],
)
def test_a_place_is_read_in_any_usual_spelling(cell: str) -> None:
    assert _one("c", cell, cell) == ("point", [SIERRA, SIERRA])


def test_the_name_of_the_column_tells_the_order_where_the_numbers_do_not() -> None:
    assert _one("lat_lon", "21.16, -86.85") == ("point", ["21.16, -86.85"])
    assert _one("lon/lat", "-86.85, 21.16") == ("point", ["21.16, -86.85"])


@pytest.mark.parametrize(
    "cells",
    [
        ["21.16, -86.85", "20.97, -89.62"],
        ["1, 2", "3, 4"],
        ["POINT (-500.5 25.6)", "POINT (200.5 95.5)"],
        ["POINT (-100.3 25.6 500)", "POINT (-100.3 25.6 510)"],
        ["POINT (-100.3 25.6)", "LINESTRING (0 1, 1 2)"],
    ],
)
def test_what_may_be_something_else_stays_text(cells: list[str]) -> None:
    assert _one("c", *cells) == ("text", cells)


def test_what_is_no_place_is_kept_raw() -> None:
    found = typed(*columns_of(("c", [SIERRA] * 60 + ["Monterrey"])))
    assert found.misfits == {(62, "c"): ("Monterrey", "not-a-point")}
    assert found.table.profile[0].least is None
