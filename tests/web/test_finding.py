"""The finding of the first page is computed from a table and carries its release."""

from __future__ import annotations

import pytest
from django.test import Client

from openup.publishing.draft import Bar, ColumnProfile
from openup.publishing.reading import ColumnType
from openup.web.finding import uneven
from tests.web.conftest import Bring
from tests.web.pages import text


def column(*rows: int, type: ColumnType = ColumnType.TEXT, empty: int = 0) -> ColumnProfile:
    """A column whose values have these rows."""
    bars = tuple(Bar(f"valor {place}", count) for place, count in enumerate(rows))
    every = sum(rows) + empty
    return ColumnProfile("canal", type, every, empty, 0, len(rows), True, bars=bars)


def test_a_column_is_a_finding_when_one_of_few_values_is_well_before_the_others() -> None:
    assert uneven(column(50, 30, 20))
    assert not uneven(column(34, 33, 33)), "all are alike"
    assert not uneven(column(95, 3, 2)), "there is nothing else"
    assert not uneven(column(50, 50)), "two values are a switch"
    assert not uneven(column(50, 30, 20, empty=4)), "nobody knows what the empty ones are"
    assert not uneven(column(50, 30, 20, type=ColumnType.INTEGER))


@pytest.mark.django_db
def test_the_finding_says_its_share_and_its_release(reader: Client, bring: Bring) -> None:
    rows = [f"R-{n:03},{'teléfono' if n < 60 else 'portal' if n < 85 else 'ventanilla'}"
            for n in range(100)]  # fmt: skip
    bring("folio,canal\n" + "\n".join(rows) + "\n", "reportes.csv")
    html = text(reader.get("/"))
    assert "60 de cada 100 filas de «Contratos firmados» dicen «teléfono»" in html
    assert "?v=1" in html
    assert "Filas por valor de la columna canal, de 100" in html
