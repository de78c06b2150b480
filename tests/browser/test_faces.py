"""Every page in a real browser: axe, both looks, wide and narrow, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from openup.catalog.pages import Pin
from openup.flow import jobs
from openup.web import fonts
from tests.web.conftest import CONTRACTS, PASSWORD, bring, contracts, portal
from tests.web.pages import PUBLIC

__all__ = ["bring", "contracts", "portal"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WIDE, NARROW, NARROWEST = (1280, 900), (390, 844), (320, 700)
EXTRA = ("/nothing-here", "/en/", "/en/datasets/contratos-firmados/contratos")


def seen(browser: Browser, size: tuple[int, int], looks: str, *, scripts: bool) -> BrowserContext:
    """A window of this size and these looks."""
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if looks == "dark" else "light",
        java_script_enabled=scripts,
        locale="es-MX",
    )


@pytest.fixture
def wide(chromium: Browser) -> Iterator[Page]:
    """A wide window without JavaScript."""
    context = seen(chromium, WIDE, "light", scripts=False)
    yield context.new_page()
    context.close()


@pytest.fixture(autouse=True)
def fonts_made(settings: LazySettings) -> None:
    """The fonts stand before a page asks for them."""
    fonts.make_missing(Path(settings.FONTS_ROOT))


def findings(page: Page) -> list[str]:
    """What axe finds on the page that is open, best practices included."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


@pytest.mark.parametrize(
    ("size", "looks"), [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
)
def test_axe_finds_nothing_on_any_page(
    live_server: LiveServer,
    chromium: Browser,
    contracts: Pin,
    size: tuple[int, int],
    looks: str,
) -> None:
    context = seen(chromium, size, looks, scripts=True)
    page = context.new_page()
    found = {}
    for address in (*PUBLIC, *EXTRA):
        page.goto(live_server.url + address)
        if wrong := findings(page):
            found[address] = wrong
    context.close()
    assert found == {}


def test_no_page_scrolls_sideways_at_320_points(
    live_server: LiveServer, chromium: Browser, contracts: Pin
) -> None:
    context = seen(chromium, NARROWEST, "light", scripts=True)
    page = context.new_page()
    for address in (*PUBLIC, *EXTRA):
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    context.close()


def test_the_browser_has_nothing_to_complain_about(
    live_server: LiveServer, chromium: Browser, contracts: Pin
) -> None:
    context = seen(chromium, WIDE, "light", scripts=True)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("response", lambda answer: answer.status < 400 or complaints.append(answer.url))
    for address in PUBLIC:
        page.goto(live_server.url + address, wait_until="networkidle")
    context.close()
    assert complaints == []


def test_a_stranger_finds_a_table_and_takes_it_without_javascript(
    live_server: LiveServer, wide: Page, contracts: Pin
) -> None:
    wide.goto(live_server.url)
    wide.get_by_label("Buscar en todos los datos").fill("aurora")
    wide.get_by_role("button", name="Buscar").click()
    wide.get_by_role("link", name="Contratos firmados").click()
    wide.get_by_role("link", name="Mirarlo como tabla").click()
    wide.get_by_label("Filtrar proveedor").fill("aurora")
    wide.get_by_role("button", name="Aplicar filtros").click()
    assert wide.get_by_text("3 de 40 filas").is_visible()
    with wide.expect_download() as taken:
        wide.get_by_role("link", name="Bajar estas 3 filas").click()
    assert Path(taken.value.path()).read_text().count("Aurora") == 3


def test_a_printed_table_keeps_its_rows_and_loses_its_buttons(
    live_server: LiveServer, wide: Page, contracts: Pin
) -> None:
    wide.goto(f"{live_server.url}/datasets/contratos-firmados/contratos")
    wide.emulate_media(media="print")
    assert wide.get_by_role("cell", name="LP-001").is_visible()
    assert not wide.get_by_role("button", name="Aplicar filtros").is_visible()


def test_a_page_is_walked_by_keyboard_and_its_first_stop_skips_to_the_content(
    live_server: LiveServer, wide: Page, contracts: Pin
) -> None:
    wide.goto(f"{live_server.url}/datasets/contratos-firmados")
    wide.keyboard.press("Tab")
    assert wide.get_by_role("link", name="Ir al contenido").is_visible()
    wide.keyboard.press("Enter")
    assert wide.url.endswith("#content")


def test_ana_publishes_a_file_without_javascript(
    live_server: LiveServer, wide: Page, chromium: Browser, portal: object, tmp_path: Path
) -> None:
    file = tmp_path / "compras_2025.csv"
    file.write_bytes(CONTRACTS.encode("cp1252"))
    wide.goto(f"{live_server.url}/publish")
    wide.get_by_label("Usuario").fill("ana")
    wide.get_by_label("Contraseña").fill(PASSWORD)
    wide.get_by_role("main").get_by_role("button", name="Entrar").click()
    wide.get_by_label("Archivo", exact=True).set_input_files(file)
    wide.get_by_role("button", name="Leer este archivo").click()
    jobs.run_pending()
    wide.get_by_role("link", name="Mirar de nuevo").click()
    assert wide.get_by_role("heading", name="Revisa cómo leímos tu archivo").is_visible()
    wide.get_by_label("Categoría").select_option("contratos")
    wide.get_by_role("button", name="Publicar", exact=True).click()
    jobs.run_pending()
    wide.get_by_role("link", name="Mirar de nuevo").click()
    assert wide.get_by_role("heading", name="Ya está publicado").is_visible()


def test_axe_finds_nothing_on_the_pages_of_a_person(
    live_server: LiveServer, chromium: Browser, portal: object, tmp_path: Path
) -> None:
    file = tmp_path / "compras_2025.csv"
    file.write_bytes(CONTRACTS.encode("cp1252"))
    context = seen(chromium, NARROW, "dark", scripts=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in?next=/publish")
    page.get_by_label("Usuario").fill("ana")
    page.get_by_label("Contraseña").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Entrar").click()
    assert findings(page) == []
    page.get_by_role("button", name="Leer este archivo").click()
    assert findings(page) == []
    page.get_by_label("Archivo", exact=True).set_input_files(file)
    page.get_by_role("button", name="Leer este archivo").click()
    assert findings(page) == []
    jobs.run_pending()
    page.reload()
    assert findings(page) == []
    page.get_by_role("button", name="Publicar", exact=True).click()
    assert findings(page) == []
    page.goto(f"{live_server.url}/me")
    assert findings(page) == []
    context.close()
