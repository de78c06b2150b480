"""From a file to a release: whole, or without a trace."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from openup.catalog import selectors
from openup.catalog.models import Dataset, Release
from openup.catalog.pages import SearchQuery
from openup.flow import stores
from openup.flow.errors import PublicationRefused
from openup.flow.staging import sweep, workspace
from openup.flow.way import WAY, Order, publish
from openup.kernel.errors import Conflict, Missing, OpenUpError, Refused
from openup.people import actions as people
from openup.publishing.errors import ReadingRefused
from openup.publishing.manifest import stored
from openup.query.grid import RowQuestion, rows_of
from tests.flow.conftest import contracts_in, kept


def order(path: Path, **more: object) -> Order:
    return Order(path=path, name=path.name, institution="salud", **more)  # type: ignore[arg-type]


def test_a_file_becomes_a_release_that_is_found_and_shown(portal, contracts):
    published = publish(order(contracts, category="compras"), by=portal)
    (table,) = published.tables
    assert (published.dataset, published.title) == ("contratos-2025", "Contratos 2025")
    assert (table.rows, table.columns, table.pin.number, table.new) == (51, 4, 1, True)
    found = selectors.search(SearchQuery("proveedores de contratos"), "es")
    assert [line.slug for line in found.results] == ["contratos-2025"]
    page = selectors.resource("contratos-2025", "contratos-2025")
    assert page.reading.format == "csv"
    assert page.source_sha256 == published.source_sha256
    assert [one.name for one in page.profile] == ["folio", "proveedor", "monto", "fecha"]
    assert stored(stores.lake(), table.pin.release).rows == 51
    rows = rows_of(stores.lake(), stores.engine(), table.pin.release, RowQuestion(offset=50))
    assert rows.rows[0].cells[3].raw == "31/02/2025"


def test_the_bytes_are_kept_as_they_arrived(portal, contracts):
    published = publish(order(contracts), by=portal)
    assert stores.objects().path(published.source_sha256).read_bytes() == contracts.read_bytes()


def test_a_file_that_grows_while_it_is_read_is_refused_and_leaves_no_trace(portal, home, contracts):
    def growing(*_: object) -> None:
        with contracts.open("ab") as file:
            file.write(b"LP-999;Nadie;1;2025-01-01\n")

    with pytest.raises(PublicationRefused, match="changed while it was read"):
        publish(order(contracts), by=portal, progress=growing)
    assert kept(home) == []
    assert not Release.objects.exists()


def test_the_same_file_again_is_no_new_release_and_writes_nothing(portal, home, contracts):
    first = publish(order(contracts), by=portal)
    before = kept(home)
    again = publish(order(contracts), by=portal)
    assert [table.new for table in again.tables] == [False]
    assert again.tables[0].pin == first.tables[0].pin
    assert kept(home) == before
    assert Release.objects.count() == 1


def test_the_file_of_another_month_with_the_same_columns_is_the_next_release(portal, tmp_path):
    publish(order(contracts_in(tmp_path / "enero.csv"), dataset="contratos"), by=portal)
    february = contracts_in(tmp_path / "febrero.csv", rows=20)
    (table,) = publish(order(february, dataset="contratos"), by=portal).tables
    assert (table.pin.resource, table.pin.number) == ("contratos", 2)


def test_a_file_with_other_columns_is_another_table(portal, tmp_path, contracts):
    publish(order(contracts, dataset="contratos"), by=portal)
    other = tmp_path / "proveedores.csv"
    other.write_text("rfc,nombre\nA1,Uno\nB2,Dos\n")
    (table,) = publish(order(other, dataset="contratos"), by=portal).tables
    assert (table.pin.resource, table.title) == ("proveedores", "Proveedores")
    assert selectors.dataset("contratos", "es").line.tables == 2


def test_the_address_of_another_institution_is_left_alone(portal, contracts):
    people.register_institution(by=portal, slug="agua", name="Agua")
    publish(order(contracts), by=portal)
    other = Order(contracts, contracts.name, "agua")
    assert publish(other, by=portal).dataset == "contratos-2025-agua"


def test_who_may_not_publish_is_refused_before_the_file_is_read(portal, home, tmp_path):
    ana = people.create_user(by=portal, username="ana")
    with pytest.raises(Refused):
        publish(order(tmp_path / "absent.csv"), by=ana)
    assert kept(home) == []


def test_a_category_that_is_not_there_is_refused_before_the_file_is_read(portal, tmp_path):
    with pytest.raises(Missing, match="no category"):
        publish(order(tmp_path / "absent.csv", category="nada"), by=portal)


def test_an_address_that_cannot_be_is_refused_before_the_file_is_read(portal, contracts, tmp_path):
    absent = tmp_path / "absent.csv"
    with pytest.raises(Conflict, match="cannot be an address"):
        publish(order(absent, dataset="Obra Pública"), by=portal)
    people.register_institution(by=portal, slug="agua", name="Agua")
    publish(order(contracts, dataset="contratos"), by=portal)
    with pytest.raises(Conflict, match="belongs to another institution"):
        publish(Order(absent, "x.csv", "agua", dataset="contratos"), by=portal)


def test_titles_are_given_by_table_or_by_resource(portal, contracts):
    titles = {"contratos": "Contratos de salud"}
    (table,) = publish(order(contracts, dataset="contratos", titles=titles), by=portal).tables
    assert table.title == "Contratos de salud"


def test_a_table_that_the_file_lacks_is_refused(portal, home, contracts):
    with pytest.raises(PublicationRefused, match="no table «Hoja 9»"):
        publish(order(contracts, only=("Hoja 9",)), by=portal)
    assert kept(home) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 x", b"<html><body>x</body></html>"])
def test_what_is_no_table_leaves_no_trace(portal, home, tmp_path, content):
    path = tmp_path / "malo.csv"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused):
        publish(order(path), by=portal)
    assert kept(home) == []
    assert not Dataset.objects.exists()


def test_when_recording_fails_nothing_is_left(portal, home, contracts, broken_search):
    with pytest.raises(DatabaseError), transaction.atomic():
        publish(order(contracts), by=portal)
    assert kept(home) == []
    assert not Dataset.objects.exists()


def test_when_recording_fails_what_stood_before_stays(portal, home, contracts, tmp_path):
    publish(order(contracts), by=portal)
    before = kept(home)
    with pytest.raises(OpenUpError):
        publish(
            Order(contracts, "otra.csv", "agua-que-no-hay", dataset="contratos-2025"), by=portal
        )
    assert kept(home) == before


def test_when_the_lake_cannot_be_written_nothing_is_left(portal, home, contracts):
    (home / "lake").mkdir()
    (home / "lake" / "releases").write_text("a file where a folder should be")
    with pytest.raises(OSError):
        publish(order(contracts), by=portal)
    assert kept(home) == ["lake/releases"]
    assert not Dataset.objects.exists()


def test_a_process_killed_before_recording_leaves_nothing_that_is_seen(elsewhere, tmp_path):
    path = contracts_in(tmp_path / "contratos.csv")
    script = f"""
from openup.flow.way import Order, publish
from openup.flow.stores import places
from openup.people.actions import system_user
def progress(doing, done, of):
    if doing.msgid.startswith("Recording"):
        os.kill(os.getpid(), signal.SIGKILL)
publish(Order(Path({str(path)!r}), "contratos.csv", "salud"), by=system_user(), progress=progress)
"""
    assert elsewhere(script).wait(60) == -9
    home = tmp_path / "elsewhere"
    assert any(one.startswith("lake/releases") for one in kept(home))
    tidy = """
from openup.flow.staging import sweep
from openup.catalog.models import Dataset
print(len(sweep(settled=timedelta(0))), Dataset.objects.count())
"""
    assert elsewhere(tidy).communicate(timeout=60)[0].split() == ["1", "0"]
    assert kept(home) == []


def test_who_takes_a_failure_back_leaves_the_same_file_of_another_alone(elsewhere, tmp_path):
    contracts_in(tmp_path / "contratos.csv")
    head = f"""
from pathlib import Path
from time import monotonic, sleep
from openup.flow.way import Order, publish
from openup.people.actions import system_user
here = Path({str(tmp_path)!r})

def until(name, seconds):
    end = monotonic() + seconds
    while not (here / name).exists() and monotonic() < end:
        sleep(0.02)

def go(progress):
    order = Order(here / "contratos.csv", "contratos.csv", "salud")
    return publish(order, by=system_user(), progress=progress)
"""
    first = """
def progress(doing, done, of):
    if doing.msgid.startswith("Recording"):
        (here / "first-committed").touch()
        until("second-committed", 3)
        raise KeyboardInterrupt
try:
    go(progress)
except KeyboardInterrupt:
    (here / "first-gone").touch()
"""
    second = """
def progress(doing, done, of):
    if doing.msgid.startswith("Recording"):
        (here / "second-committed").touch()
        until("first-gone", 10)
until("first-committed", 30)
(table,) = go(progress).tables
from openup.flow import stores
print(stores.lake().has(table.pin.release), stores.objects().has(go(progress).source_sha256))
"""
    started = [elsewhere(head + script) for script in (first, second)]
    assert started[0].wait(60) == 0
    assert started[1].communicate(timeout=60)[0].split() == ["True", "True"]


def test_a_title_that_is_too_long_is_refused_and_nothing_stays(portal, home, contracts):
    with pytest.raises(Conflict, match="at most 300 characters"):
        publish(order(contracts, title="T" * 301), by=portal)
    assert kept(home) == []
    assert not Dataset.objects.exists()


def test_a_sweep_leaves_what_is_recorded_and_what_is_running(portal, home, contracts):
    publish(order(contracts), by=portal)
    before = kept(home)
    with workspace() as folder:
        assert sweep(settled=timedelta(0)) == []
        assert folder.is_dir()
    assert kept(home) == before


def test_every_table_of_a_workbook_is_published_at_once(portal, tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "libro.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Enero", "Febrero"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["clave", "total"])
            for row in range(1, 6):
                sheet.write_row(row, 0, [f"C{row}", row])
    published = publish(order(path), by=portal)
    assert [table.pin.resource for table in published.tables] == ["enero", "febrero"]
    assert selectors.dataset("libro", "es").line.tables == 2
    with pytest.raises(PublicationRefused, match="one address was given"):
        publish(order(path, resource="enero"), by=portal)
    (only,) = publish(order(path, only=("Febrero",), dataset="otro"), by=portal).tables
    assert only.name == "Febrero"


def test_the_way_has_its_steps_in_order():
    assert [step.name for step in WAY] == [
        "allow", "read", "name", "compare", "keep", "commit", "record",
    ]  # fmt: skip
    assert all(step.version >= 1 for step in WAY)


@pytest.mark.slow
def test_real_files_are_published(portal, shared_data):
    for name in (
        "sanctions/sat_69b_definitivos_2026-01.csv.gz",
        "sanctions/sfp_sancionados_2021.csv",
        "territory/inegi_censo_2020_municipios.csv",
        "budget/cuenta_publica_2023.xls",
    ):
        path = shared_data / name
        published = publish(order(path), by=portal)
        assert all(table.rows > 10 for table in published.tables), name
        assert os.path.getsize(stores.objects().path(published.source_sha256))
