"""A small portal with real files in it, published the real way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import translation

from openup.catalog import actions as catalog
from openup.catalog.pages import Pin
from openup.flow.way import Order, publish
from openup.people import access, actions
from openup.people.models import User

PASSWORD = "paseo-del-agua-7"  # it opens nothing but this test's portal
Bring = Callable[[str, str], Pin]

CONTRACTS = "".join(
    [
        "Secretaría de Administración;;;\n",
        "Contratos firmados;;;\n",
        "folio;fecha;proveedor;monto\n",
        "LP-001;19/06/2025;Aurora;18460000.00\n",
        "LP-002;31/06/2025;Caminos;9112350.50\n",
        "LP-003;28/05/2025;;2340000.00\n",
        "LP-004;06/05/2025;Aurora;12006400.00\n",
        *(f"LP-{n:03};{n % 28 + 1:02}/04/2025;Flotillas;{n}718.25\n" for n in range(5, 40)),
        "LP-040;14/04/2025;Aurora;3555000.00\n",
    ]
)
"""Forty rows from row 4 on: a date that does not exist, an empty cell, and three of Aurora."""


@pytest.fixture
def portal(db: None, tmp_path: Path, settings: LazySettings) -> User:
    """The portal's own user; two institutions, one category, and Ana, who publishes for Health."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    by = actions.system_user()
    actions.register_institution(by=by, slug="salud", name="Secretaría de Salud", acronym="SS")
    actions.register_institution(by=by, slug="cultura", name="Secretaría de Cultura")
    catalog.create_category(
        by=by,
        slug="contratos",
        name_es="Contratos y compras",
        name_en="Contracts",
        question_es="Quién vende al estado.",
        question_en="Who sells to the state.",
    )
    ana = actions.create_user(by=by, username="ana", name="Ana Ríos", password=PASSWORD)
    salud = access.institution_for("salud")
    actions.grant_role(by=by, user=ana, role=access.Role.STEWARD, institution=salud)
    return by


@pytest.fixture
def bring(portal: User, tmp_path: Path) -> Bring:
    """Publishes a text as a file of the data set "contratos-firmados"."""

    def brought(text: str = CONTRACTS, name: str = "contratos.csv") -> Pin:
        path = tmp_path / name
        path.write_bytes(text.encode("cp1252"))
        order = Order(
            path=path,
            name=name,
            institution="salud",
            dataset="contratos-firmados",
            resource="contratos",
            category="contratos",
            title="Contratos firmados",
            description="Una fila por contrato.",
            keywords=("compras",),
            frequency="monthly",
            licence="CC BY 4.0",
        )
        return publish(order, by=portal).tables[0].pin

    return brought


@pytest.fixture
def contracts(bring: Bring) -> Pin:
    """A first release with title rows, a date that does not exist and an empty cell."""
    return bring(CONTRACTS, "contratos.csv")


@pytest.fixture
def reader() -> Client:
    """A browser without an account."""
    translation.deactivate()
    return Client()


@pytest.fixture
def ana(portal: User) -> Client:
    """A browser in which Ana has signed in through the form."""
    translation.deactivate()
    client = Client()
    client.post("/sign-in", {"username": "ana", "password": PASSWORD})
    return client
