"""The page of a table, and its rows as files."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from openup.catalog.pages import Pin
from tests.web.conftest import CONTRACTS, Bring
from tests.web.pages import demand_page, text

pytestmark = pytest.mark.django_db
TABLE = "/datasets/contratos-firmados/contratos"


def rows_shown(html: str) -> list[str]:
    """The numbers of the rows on a page, as they stand in the source."""
    return re.findall(r'<th class="rown" scope="row">(\d+)</th>', html)


def body(reader: Client, address: str) -> bytes:
    """A file as it is sent."""
    return b"".join(reader.get(address).streaming_content)  # type: ignore[arg-type]


def test_rows_keep_the_number_that_they_have_in_the_file(reader: Client, contracts: Pin) -> None:
    assert rows_shown(text(reader.get(TABLE))) == [str(row) for row in range(4, 44)]


def test_a_cell_that_does_not_fit_shows_what_the_file_said(reader: Client, contracts: Pin) -> None:
    html = text(reader.get(TABLE))
    cell = re.search(r'<td class="fault">31/06/2025 <a href="#([^"]+)">', html)
    assert cell is not None
    assert f'id="{cell[1]}"' in html


def test_an_empty_cell_is_hatched_and_says_so(reader: Client, contracts: Pin) -> None:
    assert '<td class="null"><span>vacío</span></td>' in text(reader.get(TABLE))


def test_filters_and_order_are_in_the_address(reader: Client, contracts: Pin) -> None:
    html = text(reader.get(f"{TABLE}?f.proveedor=aurora&sort=-monto"))
    assert rows_shown(html) == ["4", "7", "43"]
    assert "3 de 40 filas" in html
    assert 'aria-sort="descending"' in html
    assert 'value="aurora"' in html


def test_filters_that_leave_nothing_say_which_to_drop(reader: Client, contracts: Pin) -> None:
    html = text(reader.get(f"{TABLE}?f.proveedor=nadie"))
    assert "Ninguna fila cumple esos filtros" in html
    assert "Quitar «proveedor: nadie»" in html


def test_a_filter_that_cannot_be_understood_is_said_and_the_rows_stay(
    reader: Client, contracts: Pin
) -> None:
    answer = reader.get(f"{TABLE}?f.monto=%3E+mucho")
    assert answer.status_code == 400
    demand_page(answer)
    assert 'role="alert"' in text(answer)
    assert len(rows_shown(text(answer))) == 40


def test_how_the_file_was_read_stands_with_its_reasons(reader: Client, contracts: Pin) -> None:
    html = text(reader.get(TABLE))
    assert "cp1252" in html
    assert "punto y coma" in html
    assert "contratos.csv" in html


def test_what_stands_around_the_table_is_shown_as_notes(reader: Client, bring: Bring) -> None:
    bring(
        "Obras del año;;\nclave;obra;monto\n;;(miles de pesos)\n"
        "1;Puente;12.5\n2;Calle;20.5\n3;Parque;30.5\n4;Plaza;40.5\n;;\n"
        "Fuente: Secretaría de Obras;;\n",
        "obras.csv",
    )
    html = text(reader.get(TABLE))
    for note in ("Obras del año", "monto: miles de pesos", "Fuente: Secretaría de Obras"):
        assert f'<li class="note">{note}</li>' in html
    assert "Fila de unidades" in html


def test_an_earlier_release_stays_at_its_address_and_says_that_it_is_not_current(
    reader: Client, contracts: Pin, bring: Bring
) -> None:
    bring(CONTRACTS + "LP-041;01/03/2025;Aurora;1.00\n", "contratos.csv")
    assert len(rows_shown(text(reader.get(TABLE)))) == 41
    first = text(reader.get(f"{TABLE}?v=1"))
    assert len(rows_shown(first)) == 40
    assert "Estás viendo la versión 1, que no es la vigente." in first


def test_rows_are_taken_away_as_csv_json_and_parquet(reader: Client, contracts: Pin) -> None:
    csv = body(reader, f"{TABLE}/rows.csv").decode()
    assert csv.splitlines()[0] == "folio,fecha,proveedor,monto"
    assert len(csv.splitlines()) == 41
    assert len(json.loads(body(reader, f"{TABLE}/rows.json"))) == 40
    assert body(reader, f"{TABLE}/rows.parquet").startswith(b"PAR1")
    filtered = body(reader, f"{TABLE}/rows.csv?v=1&f.proveedor=aurora").decode()
    assert len(filtered.splitlines()) == 4


def test_a_csv_for_excel_is_the_same_after_a_byte_order_mark(
    reader: Client, contracts: Pin
) -> None:
    plain = body(reader, f"{TABLE}/rows.csv")
    assert body(reader, f"{TABLE}/rows.excel.csv") == b"\xef\xbb\xbf" + plain


def test_another_kind_of_file_is_refused_with_a_sentence(reader: Client, contracts: Pin) -> None:
    answer = reader.get(f"{TABLE}/rows.doc")
    assert answer.status_code == 404
    assert "Las filas se bajan como CSV, JSON o Parquet." in text(answer)


def test_a_numbered_release_may_be_kept_for_good_and_the_current_one_is_asked_again(
    reader: Client, contracts: Pin
) -> None:
    numbered = reader.get(f"{TABLE}/rows.csv?v=1")
    assert "immutable" in numbered.headers["Cache-Control"]
    assert "Cookie" not in numbered.headers.get("Vary", "")
    current = reader.get(f"{TABLE}/rows.csv")
    assert "no-cache" in current.headers["Cache-Control"]
    misread = reader.get(f"{TABLE}/rows.csv?v=x")
    assert "no-cache" in misread.headers["Cache-Control"]
    again = reader.get(f"{TABLE}/rows.csv", HTTP_IF_NONE_MATCH=current.headers["ETag"])
    assert again.status_code == 304
    assert again.content == b""


def test_the_tag_of_a_file_changes_with_its_release(
    reader: Client, contracts: Pin, bring: Bring
) -> None:
    before = reader.get(f"{TABLE}/rows.csv").headers["ETag"]
    bring(CONTRACTS + "LP-041;01/03/2025;Aurora;1.00\n", "contratos.csv")
    assert reader.get(f"{TABLE}/rows.csv").headers["ETag"] != before


def test_an_address_to_share_has_no_fields_that_were_left_blank(
    reader: Client, contracts: Pin
) -> None:
    sent = reader.get(f"{TABLE}?f.folio=&f.proveedor=aurora&sort=monto")
    assert sent.status_code == 302
    assert sent.headers["Location"] == f"{TABLE}?f.proveedor=aurora&sort=monto"


def test_whoever_asks_beyond_the_end_gets_the_last_page(reader: Client, contracts: Pin) -> None:
    beyond = reader.get(f"{TABLE}?page=999&sort=monto")
    assert beyond.headers["Location"] == f"{TABLE}?page=1&sort=monto"
    assert reader.get("/search?page=7").headers["Location"] == "/search?page=1"


def test_a_release_that_never_was_is_not_a_table_that_never_was(
    reader: Client, contracts: Pin
) -> None:
    answer = reader.get(f"{TABLE}?v=99")
    assert answer.status_code == 404
    assert "contratos-firmados/contratos@v99" in text(answer)
