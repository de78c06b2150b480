"""A portal with one published table, and somebody who asks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from openup.catalog import actions as catalog
from openup.flow import way
from openup.flow.orders import Order, Published
from openup.people import actions as people

WORKS = """folio,obra,monto,fecha
001,Pavimentación de calle,1000.50,2024-01-01
002,"Puente, tramo 2",2500.00,2024-02-29
003,Aula didáctica,,2023-05-06
004,=SUMA(A1),70.25,2024-12-31
"""
MANY = "".join(
    f"{number:03},Obra {number},{number}.00,2024-05-{1 + number % 28:02}\n"
    for number in range(5, 400)
)
WRONG = "400,Obra sin monto,por definir,2024-06-30\n"
"""Row 401 of the file: its amount is no number."""

Ask = Callable[..., HttpResponse]


@pytest.fixture
def published(db: None, tmp_path: Path, settings: LazySettings) -> Published:
    """`obras@v1` of the secretariat of works: 400 rows, one cell that does not fit."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    by = people.system_user()
    people.register_institution(by=by, slug="obras-publicas", name="Secretaría de Obras")
    catalog.create_category(by=by, slug="obra", name_es="Obra pública", name_en="Public works")
    path = tmp_path / "obras.csv"
    path.write_text(WORKS + MANY + WRONG, encoding="utf-8")
    order = Order(path=path, name=path.name, institution="obras-publicas", category="obra")
    return way.publish(order, by=by)


@pytest.fixture
def release(published: Published) -> str:
    """Identifier of the published release."""
    return published.tables[0].pin.release


@pytest.fixture
def ask() -> Ask:
    """Ask the API for an address under `/api/v1`."""

    def asked(address: str, **headers: str) -> Any:
        return Client().get(f"/api/v1{address}", headers=headers)

    return asked
