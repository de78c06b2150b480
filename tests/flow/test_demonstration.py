"""The demonstration: invented, the same every time, and told apart from a real portal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from openup.catalog import selectors
from openup.catalog.models import Category, Release
from openup.flow.demonstration import build, state
from openup.flow.demonstration.companies import check_digit, suppliers
from openup.flow.demonstration.contracts import contracts
from openup.flow.demonstration.datasets import city, creation, land
from openup.flow.demonstration.datasets import suppliers as registers
from openup.flow.demonstration.institutions import CATEGORIES, INSTITUTIONS
from openup.flow.demonstration.places import municipalities
from openup.flow.demonstration.plan import DatasetPlan
from openup.flow.demonstration.programme import datasets
from openup.flow.demonstration.programmes import programmes
from openup.kernel import clock
from openup.people.models import Institution, LedgerEvent, User
from openup.publishing.reading import ColumnType

TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
DIGESTS = """
import hashlib, json
from openup.flow.demonstration.programme import datasets
print(json.dumps({
    f"{plan.slug}/{delivery.name}": hashlib.sha256(delivery.write()).hexdigest()
    for plan in datasets() for table in plan.tables for delivery in table.deliveries[-1:]
}))
"""


def digests(seed: str) -> dict[str, str]:
    ran = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    return json.loads(ran.stdout)


@pytest.mark.slow
def test_the_same_seed_writes_the_same_bytes() -> None:
    first = digests("1")
    assert len(first) >= 62
    assert first == digests("2")


def test_a_table_is_the_same_when_it_is_made_again() -> None:
    for sheet in (registers.sanction_sheet, city.permit_sheet, creation.grant_sheet):
        assert sheet() == sheet.__wrapped__()


def test_the_state_is_large_enough_to_be_shown() -> None:
    plans = datasets()
    assert len(INSTITUTIONS) >= 12
    assert len(plans) >= 40
    assert len({plan.slug for plan in plans}) == len(plans)
    assert {plan.institution for plan in plans} == {one.slug for one in INSTITUTIONS}
    assert {plan.category for plan in plans} == {one.slug for one in CATEGORIES}
    assert max(len(table.deliveries) for plan in plans for table in plan.tables) == 7


@pytest.mark.parametrize("plan", datasets(), ids=lambda plan: plan.slug)
def test_a_data_set_says_what_a_row_is(plan: DatasetPlan) -> None:
    assert "una fila es" in plan.description.casefold()
    assert plan.frequency in ("monthly", "quarterly", "semiannual", "annual")
    assert len(plan.keywords) >= 2
    for table in plan.tables:
        days = [delivery.days_ago for delivery in table.deliveries]
        assert days == sorted(days, reverse=True)
        assert all(delivery.note for delivery in table.deliveries)


def test_every_address_is_an_example() -> None:
    assert all(one.website.endswith(".nuevohorizonte.example") for one in INSTITUTIONS)


def test_tax_keys_look_real_and_are_nobodys() -> None:
    keys = [one.rfc for one in suppliers()]
    assert len(set(keys)) == len(keys)
    for one in suppliers():
        assert len(one.rfc) == (13 if one.person else 12)
        assert one.rfc[-3:-1] == "NH"
        assert one.rfc[-1] == check_digit(one.rfc[:-1])
        assert one.founded.weekday() == 6
        assert one.rfc[-9:-3] == one.founded.strftime("%y%m%d")


def test_the_check_digit_is_the_one_of_the_annex() -> None:
    """The generic keys that the tax authority publishes for the public and for foreigners."""
    assert check_digit("GODE561231GR") == "8"


def test_nothing_of_it_is_in_a_real_register(shared_data: Path) -> None:
    listed = plain(
        (shared_data / "sanctions" / "sfp_sancionados_2021.csv").read_text(errors="replace")
        + (shared_data / "contracts" / "compranet_contratos_2014_sample.csv").read_text()
    )
    for one in suppliers():
        assert plain(one.rfc) not in listed
        assert plain(one.name.split(",")[0]) not in listed
    real = json.loads((shared_data / "territory" / "inegi_municipios.json").read_text())
    assert not {plain(one["nom_agem"]) for one in real} & {
        plain(one.name) for one in municipalities()
    }
    assert max(int(one["cve_agee"]) for one in real) < int(municipalities()[0].key[:2])


def plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def test_the_tables_agree_with_each_other() -> None:
    registered = {one.rfc: one.registered for one in suppliers()}
    programme_keys = {one.key for one in programmes()}
    for contract in contracts():
        assert contract.programme.key in programme_keys
        assert registered[contract.supplier.rfc] <= contract.called
        assert contract.called < contract.opened < contract.awarded < contract.signed
        assert sum(bid.won for bid in contract.bids) == 1
        assert len({bid.supplier.number for bid in contract.bids}) == len(contract.bids)
    assert {row[2] for row in registers.sanction_sheet().rows} <= registered.keys()
    assert {row[2] for row in land.impact_sheet().rows} <= registered.keys() | {"XXXXXXX"}


@pytest.fixture
def few(settings: LazySettings, tmp_path: Path) -> tuple[DatasetPlan, ...]:
    """Three small data sets of the demonstration, in a portal of this test."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    chosen = {"proveedores-sancionados", "rutas-transporte", "deuda-publica"}
    return tuple(plan for plan in datasets() if plan.slug in chosen)


@pytest.mark.slow
@pytest.mark.django_db
def test_releases_are_dated_on_days_of_the_past(few: tuple[DatasetPlan, ...]) -> None:
    with clock.standing_at(TODAY):
        built = build.build(plans=few)
    moments = list(Release.objects.order_by("published").values_list("published", flat=True))
    assert built.releases == len(moments) == 5
    assert date(2025, 8, 1) < moments[0].date() < moments[-1].date() < TODAY.date()
    assert all(moment.weekday() < 5 for moment in moments)
    page = selectors.dataset("proveedores-sancionados", "es")
    assert page.licence == "CC BY 4.0"
    assert [table.title for table in page.resources] == ["Sanciones firmes"]
    assert [release.pin.number for release in page.releases] == [2, 1]
    assert {table.slug for table in selectors.dataset("rutas-transporte", "es").resources} == {
        "rutas",
        "paradas",
    }


@pytest.mark.slow
@pytest.mark.django_db
def test_a_second_run_adds_nothing_even_on_another_day(few: tuple[DatasetPlan, ...]) -> None:
    with clock.standing_at(TODAY):
        build.build(plans=few)
        events = LedgerEvent.objects.count()
    with clock.standing_at(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        assert build.build(plans=few).releases == 0
    assert LedgerEvent.objects.count() == events


@pytest.mark.slow
@pytest.mark.django_db
def test_an_interrupted_run_is_resumed(few: tuple[DatasetPlan, ...]) -> None:
    def stop(doing: object, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with clock.standing_at(TODAY):
        with pytest.raises(KeyboardInterrupt):
            build.build(stop, plans=few)
        assert state.shown()
        standing = Release.objects.count()
        assert 0 < standing < 5
        assert build.build(plans=few).releases == 5 - standing
    assert not list(build.stores.places().staging.glob("run-*"))


@pytest.mark.django_db
def test_people_of_the_demonstration_exist_only_there(few: tuple[DatasetPlan, ...]) -> None:
    assert not state.shown()
    assert state.accounts() == ()
    build.build(plans=())
    assert state.shown()
    assert {account.username for account in state.accounts()} >= {"ana.rios", "luis.mena"}
    for account in state.accounts():
        assert User.objects.get(username=account.username).check_password(account.password)
    assert not User.objects.get(username="datos.cultura").has_usable_password()
    assert Institution.objects.count() == len(INSTITUTIONS)
    assert Category.objects.count() == len(CATEGORIES)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_whole_state_is_published(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    told: list[tuple[int, int]] = []
    build.build(lambda doing, done, of: told.append((done, of)))
    home = selectors.home("es")
    assert home.institutions >= 12
    assert home.datasets >= 40
    assert home.rows >= 150_000
    assert home.releases >= 120
    assert home.faults > 0
    assert sum(week.releases > 0 for week in home.weeks) >= 40
    assert told[-1][0] == told[-1][1] > 100
    clues = selectors.resource("unidades-medicas", "unidades")
    types = {column.name: column.type for column in clues.reading.columns}
    assert types["Jurisdicción"] == ColumnType.CODE
    assert types["Camas"] == ColumnType.INTEGER
