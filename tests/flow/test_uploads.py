"""The life of an upload: kept privately, read, shown, published or thrown away."""

from __future__ import annotations

import signal
import time
from datetime import timedelta

import pytest

from openup.catalog import selectors as catalogue
from openup.flow import jobs, rereading, selectors, uploads
from openup.flow.errors import UploadRefused
from openup.flow.models import Upload
from openup.flow.pages import Confirmation
from openup.kernel import clock
from openup.kernel.errors import Missing, Refused
from openup.people import access
from openup.people import actions as people
from openup.people.access import Role
from openup.people.models import LedgerEvent, User
from openup.publishing.reading import ColumnType
from openup.publishing.told import Told, ToldColumn, ToldTable
from tests.flow.conftest import contracts_in, kept


@pytest.fixture
def ana(portal: User) -> User:
    """A steward of the institution."""
    ana = people.create_user(by=portal, username="ana", name="Ana Ríos")
    salud = access.institution_for("salud")
    people.grant_role(by=portal, user=ana, role=Role.STEWARD, institution=salud)
    return ana


@pytest.fixture
def key(ana, contracts) -> str:
    """An upload of Ana's, not read yet."""
    return receive(ana, contracts.read_bytes())


def receive(by: User, content: bytes, name: str = "C:\\docs\\contratos 2025.csv") -> str:
    return uploads.receive(by=by, institution="salud", name=name, chunks=[content])


def test_a_file_is_kept_privately_until_it_is_read(ana, home, key):
    page = selectors.upload(key, by=ana)
    assert (page.line.state, page.line.name, page.tables) == ("waiting", "contratos 2025.csv", ())
    assert kept(home) == [f"uploads/{key}/file"]
    assert (home / "uploads" / key).stat().st_mode & 0o077 == 0


def test_what_is_being_published_is_not_thrown_away(ana, home, key):
    jobs.run_pending()
    uploads.confirm(by=ana, key=key, choice=Confirmation(title="Contratos", category="compras"))
    with pytest.raises(UploadRefused, match="is being published"):
        uploads.discard(by=ana, key=key)
    assert kept(home) == [f"uploads/{key}/file"]
    jobs.run_pending()
    assert selectors.upload(key, by=ana).line.state == "published"


def test_the_ledger_tells_the_life_of_an_upload_without_the_name_of_its_file(ana, key):
    jobs.run_pending()
    uploads.confirm(by=ana, key=key, choice=Confirmation(title="Contratos", category="nada"))
    jobs.run_pending()
    uploads.discard(by=ana, key=key)
    events = LedgerEvent.objects.filter(subject_kind="upload", subject=key, by=ana)
    assert list(events.values_list("verb", flat=True)) == [
        "receive_upload", "confirm_upload", "discard_upload",
    ]  # fmt: skip
    assert "contratos" not in str(list(events.values()))


def test_the_draft_is_shown_before_anything_is_published(ana, home, key):
    assert jobs.run_pending() == 1
    page = selectors.upload(key, by=ana)
    (table,) = page.tables
    assert page.line.state == "ready"
    assert (page.dataset, page.title) == ("contratos-2025", "Contratos 2025")
    assert (table.resource, table.number, table.rows) == ("contratos-2025", 1, 51)
    assert table.difference is None
    assert table.reading.format == "csv"
    assert len(table.sample) == 20
    assert table.sample[0].cells[1].text == "Proveedor 0"
    assert table.fault_total == sum(group.total for group in table.faults) > 0
    assert [one.name for one in table.profile] == ["folio", "proveedor", "monto", "fecha"]
    assert [one.value for one in page.categories] == ["compras"]
    assert kept(home) == [f"uploads/{key}/file"]
    assert catalogue.home("es").datasets == 0


def test_a_confirmed_upload_is_published_and_its_file_goes(ana, home, key):
    jobs.run_pending()
    choice = Confirmation(title="Contratos de salud", category="compras", note="Primera entrega")
    uploads.confirm(by=ana, key=key, choice=choice)
    assert selectors.upload(key, by=ana).line.state == "publishing"
    jobs.run_pending()
    page = selectors.upload(key, by=ana)
    assert page.line.state == "published"
    assert [(pin.dataset, pin.number) for pin in page.published] == [("contratos-de-salud", 1)]
    shown = catalogue.resource("contratos-de-salud", "contratos-de-salud")
    assert (shown.release.by, shown.release.note) == ("Ana Ríos", "Primera entrega")
    assert not any(one.startswith("uploads/") for one in kept(home))


def test_a_draft_is_compared_with_the_release_that_stands(ana, key):
    jobs.run_pending()
    uploads.confirm(by=ana, key=key, choice=Confirmation(dataset="contratos"))
    jobs.run_pending()
    second = receive(
        ana, b"folio,proveedor,monto,nota\n00001,Uno,2.50,a\n00002,Dos,x,b\n", "contratos.csv"
    )
    jobs.run_pending()
    (table,) = selectors.upload(second, by=ana, dataset="contratos").tables
    assert table.number == 2
    assert table.difference is not None
    assert (table.difference.rows_before, table.difference.rows) == (51, 2)
    assert (table.difference.added, table.difference.gone) == (("nota",), ("fecha",))
    assert not table.difference.same
    assert selectors.upload(second, by=ana, dataset="nuevo").tables[0].difference is None


def test_a_page_of_an_upload_costs_a_fixed_number_of_queries(
    ana, key, django_assert_max_num_queries
):
    jobs.run_pending()
    with django_assert_max_num_queries(6):
        selectors.upload(key, by=ana)


def test_a_file_that_is_no_table_is_refused_with_its_sentence(ana):
    key = receive(ana, b"%PDF-1.7 not a table", "informe.csv")
    jobs.run_pending()
    page = selectors.upload(key, by=ana)
    assert page.line.state == "refused"
    assert page.sentence is not None
    assert "informe.csv" in str(page.sentence)
    assert page.advice is not None


def test_a_publication_that_is_refused_can_be_repeated(ana, portal, key):
    people.register_institution(by=portal, slug="agua", name="Agua")
    jobs.run_pending()
    uploads.confirm(by=ana, key=key, choice=Confirmation(category="nada"))
    jobs.run_pending()
    page = selectors.upload(key, by=ana)
    assert page.line.state == "ready"
    assert "no category nada" in str(page.sentence)
    uploads.confirm(by=ana, key=key, choice=Confirmation())
    jobs.run_pending()
    assert selectors.upload(key, by=ana).line.state == "published"


def test_an_upload_that_is_thrown_away_leaves_no_file(
    ana, home, key, django_capture_on_commit_callbacks
):
    jobs.run_pending()
    with django_capture_on_commit_callbacks(execute=True):
        uploads.discard(by=ana, key=key)
    assert selectors.upload(key, by=ana).line.state == "discarded"
    assert kept(home) == []
    with pytest.raises(UploadRefused):
        uploads.confirm(by=ana, key=key, choice=Confirmation())


def test_an_upload_that_nobody_comes_back_to_expires(ana, home, key):
    jobs.run_pending()
    with clock.standing_at(clock.now() + uploads.KEPT + timedelta(days=2)):
        uploads.expire()
    assert selectors.upload(key, by=ana).line.state == "expired"
    assert kept(home) == []


def test_an_upload_is_not_for_strangers(portal, key):
    beto = people.create_user(by=portal, username="beto")
    for deed in (
        lambda: selectors.upload(key, by=beto),
        lambda: uploads.confirm(by=beto, key=key, choice=Confirmation()),
        lambda: uploads.discard(by=beto, key=key),
    ):
        with pytest.raises(Missing):
            deed()
    with pytest.raises(Refused):
        receive(beto, b"a,b\n1,2\n")
    assert [one.key for one in selectors.uploads_of(beto)] == []


def test_an_upload_that_breaks_off_leaves_no_trace(ana, home):
    def chunks():
        yield b"a,b\n"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        uploads.receive(by=ana, institution="salud", name="a.csv", chunks=chunks())
    assert kept(home) == []
    assert not Upload.objects.exists()


OBRAS = "Obra;;\nfolio;monto;clave\nunidad;pesos;\n1;10,5;007\n2;11,5;008\n3;12,5;009\n"
SAID = ToldTable(
    header_rows=(2,), first_data_row=4, columns=(ToldColumn("folio", type=ColumnType.TEXT),)
)


def test_an_upload_is_read_again_as_its_person_says(ana, home):
    key = receive(ana, OBRAS.encode(), "obras.csv")
    jobs.run_pending()
    first = selectors.upload(key, by=ana)
    rereading.read_again(by=ana, key=key, told=Told((SAID,)))
    assert selectors.upload(key, by=ana).line.state == "again"
    jobs.run_pending()
    page = selectors.upload(key, by=ana)
    assert (page.line.state, page.tables[0].rows) == ("ready", 3)
    assert page.tables[0].columns[0].type is ColumnType.TEXT
    assert page.tables[0].reading.layout != first.tables[0].reading.layout
    rereading.read_again(by=ana, key=key, told=Told(forget=True))
    jobs.run_pending()
    assert selectors.upload(key, by=ana).tables == first.tables
    assert kept(home) == [f"uploads/{key}/file"]


def test_what_does_not_fit_leaves_the_upload_as_it_was_read(ana):
    key = receive(ana, OBRAS.encode(), "obras.csv")
    jobs.run_pending()
    first = selectors.upload(key, by=ana)
    wrong = Told((ToldTable(delimiter="|"),))
    rereading.read_again(by=ana, key=key, told=wrong)
    jobs.run_pending()
    page = selectors.upload(key, by=ana)
    assert (page.line.state, page.tables, page.told) == ("ready", first.tables, wrong)
    assert page.misfit == "delimiter"
    assert "stands in none of the lines" in str(page.sentence)
    uploads.confirm(by=ana, key=key, choice=Confirmation(title="Obras", category="compras"))
    jobs.run_pending()
    assert selectors.upload(key, by=ana).line.state == "published"
    assert catalogue.resource("obras", "obras").reading.told == ()


def test_what_was_told_of_an_upload_is_published_and_told_again_of_the_next(ana):
    key = receive(ana, OBRAS.encode(), "obras.csv")
    jobs.run_pending()
    rereading.read_again(by=ana, key=key, told=Told((SAID,), forget=True))
    jobs.run_pending()
    uploads.confirm(by=ana, key=key, choice=Confirmation(title="Obras", category="compras"))
    jobs.run_pending()
    told = catalogue.resource("obras", "obras").reading.told
    assert [one.field for one in told] == ["header_rows", "first_data_row", "type"]
    second = receive(ana, OBRAS.replace("clave", "llave").encode(), "obras.csv")
    jobs.run_pending()
    (table,) = selectors.upload(second, by=ana).tables
    assert (table.reading.told, table.number) == (told, 2)
    assert [str(words) for words in table.changes] == [
        "Column llave was called clave in release 1."
    ]


def test_a_file_of_another_name_is_read_again_beside_the_table_that_was_told(ana):
    key = receive(ana, OBRAS.encode(), "obras.csv")
    jobs.run_pending()
    rereading.read_again(by=ana, key=key, told=Told((SAID,)))
    jobs.run_pending()
    uploads.confirm(by=ana, key=key, choice=Confirmation(title="Obras", category="compras"))
    jobs.run_pending()
    second = receive(ana, OBRAS.encode() + b"4;1,5;010\n", "febrero.csv")
    jobs.run_pending()
    assert selectors.upload(second, by=ana).tables[0].reading.told == ()
    assert rereading.follow(by=ana, key=second, dataset="obras", resource="")
    jobs.run_pending()
    page = selectors.upload(second, by=ana)
    assert page.dataset == "obras"
    assert len(page.tables[0].reading.told) == 3
    assert not rereading.follow(by=ana, key=second, dataset="obras", resource="")
    assert not rereading.follow(by=ana, key=second, dataset="nada", resource="")


def test_only_who_may_publish_has_an_upload_read_again(portal, ana, key):
    beto = people.create_user(by=portal, username="beto")
    with pytest.raises(UploadRefused, match="cannot be read again now"):
        rereading.read_again(by=ana, key=key, told=Told())
    jobs.run_pending()
    with pytest.raises(Missing):
        rereading.read_again(by=beto, key=key, told=Told())


@pytest.mark.slow
def test_a_worker_killed_while_reading_is_followed_by_another(elsewhere, tmp_path):
    path = contracts_in(tmp_path / "largo.csv", rows=150_000)
    elsewhere(
        f"""
from openup.flow import uploads
from openup.people.actions import system_user
uploads.receive(by=system_user(), institution="salud", name="largo.csv",
                chunks=[Path({str(path)!r}).read_bytes()])
"""
    ).wait(60)
    worker = """
from openup.flow import jobs, queue
from openup.flow.models import Job
stop = threading.Event()
def watch():
    while not stop.wait(0.02):
        states = set(Job.objects.values_list("state", flat=True))
        if states <= {"done", "failed", "refused"}:
            stop.set()
threading.Thread(target=watch, daemon=True).start()
print("begins", flush=True)
jobs.work(stop, poll=0.02, lease=timedelta(seconds=2))
job = Job.objects.get()
print(job.state, job.attempts)
"""
    first = elsewhere(worker)
    staging = tmp_path / "elsewhere" / "staging"
    for _ in range(1000):
        if staging.is_dir() and any(staging.glob("run-*/draft-*")):
            break
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    lines = elsewhere(worker).communicate(timeout=90)[0].splitlines()
    assert lines == ["begins", "done 2"]
    assert kept(tmp_path / "elsewhere")[0].startswith("uploads/")
    assert list(staging.iterdir()) == []
