"""Seeing how a file was read, correcting it on its page, and what the next file says of it."""

from __future__ import annotations

import io
import re

import pytest
import xlsxwriter
from django.test import Client

from openup.flow import jobs
from tests.web.pages import demand_page, text
from tests.web.test_publishing import brought

pytestmark = pytest.mark.django_db(transaction=True)

OBRAS = "Obra;;\nfolio;monto;clave\nunidad;pesos;\n1;10,5;007\n2;11,5;008\n3;12,5;009\n"


@pytest.fixture
def page(ana: Client) -> str:
    """The page of a file that was read."""
    address = brought(ana, OBRAS.encode(), "obras.csv")
    jobs.run_pending()
    return address


def form_of(answer: str) -> dict[str, list[str]]:
    """What the form of corrections would send if nothing were changed."""
    form = re.search(r'<form class="card mt".*?</form>', answer, re.DOTALL)
    assert form
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        kind = re.search(r'type="(\w+)"', tag)
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        if kind and name and (kind[1] not in ("checkbox", "radio") or " checked" in tag):
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = [chosen[1].replace("&quot;", '"') if chosen else ""]
    del sent["csrfmiddlewaretoken"]
    return sent


def corrected(ana: Client, page: str, **said: object) -> str:
    """The page after it was corrected and read again."""
    answer = ana.post(f"{page}/reading", form_of(text(ana.get(page))) | said)
    assert answer.status_code == 302
    assert answer.headers["Location"] == page
    jobs.run_pending()
    return text(ana.get(page))


def told(answer: str) -> int:
    return answer.count("una persona lo indicó</span>")


def test_each_field_is_shown_with_its_reason_and_how_sure_it_is(ana: Client, page: str) -> None:
    answer = ana.get(page)
    demand_page(answer)
    for words in (
        "Cómo entendimos el archivo", "punto y coma", "la mayoría de las líneas", "95 %",
        "Algo se leyó mal: corregirlo",
    ):  # fmt: skip
        assert words in text(answer).replace("\u00a0", " ")
    assert told(text(answer)) == 0


def test_nothing_that_is_left_as_it_was_found_is_told(ana: Client, page: str) -> None:
    assert told(corrected(ana, page)) == 0


def test_rows_are_ticked_and_columns_are_named_and_typed(ana: Client, page: str) -> None:
    first = form_of(text(ana.get(page)))
    assert "2" in first["header"]
    again = corrected(
        ana, page, header=["2"], first="4", c0_type="text", c0_name="número", c1_unit="MXN"
    )
    assert told(again) == 4
    sent = form_of(again)
    assert (sent["header"], sent["first"]) == (["2"], ["4"])
    assert (sent["c0_name"], sent["c0_type"]) == (["número"], ["text"])
    assert sent["c1_unit"] == ["MXN"]
    assert "Leerlo como se encontró" in again
    found = corrected(ana, page, as_found="1")
    assert "Leerlo como se encontró" not in found
    assert (told(found), form_of(found)) == (0, first)


def test_a_field_that_is_emptied_is_found_again(ana: Client, page: str) -> None:
    assert told(corrected(ana, page, foot_rows="1", encoding="cp1252")) == 2
    assert told(corrected(ana, page, foot_rows="")) == 1
    assert told(corrected(ana, page, encoding="")) == 0


def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    ana: Client, page: str
) -> None:
    sent = form_of(text(ana.get(page))) | {"header_rows": "tres", "c0_name": "clave nueva"}
    answer = ana.post(f"{page}/reading", sent)
    assert answer.status_code == 400
    demand_page(answer)
    assert "“header_rows” no puede ser" in text(answer)
    assert 'value="tres"' in text(answer) and 'value="clave nueva"' in text(answer)
    assert '<details class="mt" open>' in text(answer)


def test_what_does_not_fit_the_file_is_said_beside_its_field(ana: Client, page: str) -> None:
    shown = corrected(ana, page, delimiter="|", c0_name="clave nueva")
    assert "“|” no está en ninguna línea" in shown
    assert "El archivo se muestra como se había leído antes." in shown
    assert re.search(r'class="field err"><label for="t0_delimiter"', shown)
    assert 'value="clave nueva"' in shown
    assert "no está en ninguna línea" not in corrected(ana, page, delimiter=";")


def test_what_was_told_holds_for_the_next_file_and_what_changed_is_first(
    ana: Client, page: str
) -> None:
    corrected(ana, page, header=["2"], first="4")
    said = {"title": "Obras", "category": "contratos", "dataset": ""}
    assert ana.post(page, said).status_code == 302
    jobs.run_pending()
    following = brought(ana, OBRAS.replace("clave", "llave").encode(), "obras.csv")
    jobs.run_pending()
    answer = text(ana.get(following))
    assert told(answer) == 2
    start = answer.index("Lo que cambió desde la versión 1 de «Obras»")
    assert "La columna llave se llamaba clave en la versión 1." in answer[start:]
    assert start < answer.index("Cómo la leímos" if "Cómo la leímos" in answer else "<table")
    shown = text(ana.get("/datasets/obras/obras"))
    assert "Una persona indicó" in shown
    assert "las filas de encabezado, la primera fila de datos" in shown


def test_a_table_is_left_out_and_taken_in_again(ana: Client) -> None:
    lists = b'{"uno": [{"clave": "a", "monto": 1}], "dos": [{"clave": "b", "monto": 2}]}'
    page = brought(ana, lists, "libro.json")
    jobs.run_pending()
    assert "Dejar fuera esta tabla" in text(ana.get(page))
    left = corrected(ana, page, leave="uno")
    assert "Quedan fuera, como indicaste:" in left
    assert "Dejar fuera esta tabla" not in left
    ana.post(f"{page}/reading", {"take": "uno"})
    jobs.run_pending()
    assert "Dejar fuera esta tabla" in text(ana.get(page))


def test_tables_of_one_text_have_their_letters_in_common(ana: Client) -> None:
    two = "Obras\nclave;año\na;1\nb;2\nc;3\n\nProveedores\nrfc;n;total\nX;á;1\nY;é;2\nZ;í;3\n"
    page = brought(ana, two.encode("cp1252"), "dos.csv")
    jobs.run_pending()
    again = corrected(ana, page, encoding="latin-1")
    assert (told(again), again.count("<strong>latin-1</strong>")) == (2, 2)
    assert told(corrected(ana, page, encoding="")) == 0


def test_nobody_else_corrects_an_upload(reader: Client, page: str) -> None:
    assert reader.post(f"{page}/reading", {}).headers["Location"].startswith("/sign-in")


def test_a_workbook_shows_its_sheet_its_merges_what_it_hides_and_where_its_faults_are(
    ana: Client,
) -> None:
    rows = [["Padrón de obras", "", ""], ["clave", "etapa", "avance"]]
    rows += [[f"A-{n}", "inicio" if n == 1 else "obra", f"{n}%"] for n in range(1, 41)]
    rows[4][2], rows[6][1] = "pendiente", ""
    book = workbook(rows, merge="B6:B7", hide=9)
    page = brought(ana, book, "obras.xlsx")
    jobs.run_pending()
    answer = ana.get(page)
    demand_page(answer)
    shown = text(answer)
    for words in (
        "<strong>Obras 2025</strong>", "B6:B7", "Qué pasó con sus valores", "Filas ocultas",
        "<strong>C5</strong>: <code>pendiente</code>", 'entero <span class="note">%</span>',
        "guardado como notas (1)",
    ):  # fmt: skip
        assert words in shown, words
    assert ana.post(page, {"title": "Obras", "category": "contratos", "dataset": ""})
    jobs.run_pending()
    public = text(ana.get("/datasets/obras/obras"))
    assert "Qué pasó con sus valores" in public and "C5 · " in public


def workbook(rows: list[list[str]], *, merge: str, hide: int) -> bytes:
    """A sheet with a merged range and a hidden row."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet("Obras 2025")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    sheet.merge_range(merge, rows[5][1])
    sheet.set_row(hide - 1, None, None, {"hidden": True})
    book.close()
    return kept.getvalue()
