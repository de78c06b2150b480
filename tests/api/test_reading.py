"""Programs find what the pages show: data sets, tables, rows and files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from openup.flow import way
from openup.flow.orders import Order, Published
from openup.people import actions as people
from tests.api.conftest import Ask


def lines_of(answer: object) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_published_table_is_found_by_its_words(published: Published, ask: Ask) -> None:
    found = ask("/search?q=obras").json()
    assert found["total"] == 1
    assert found["results"][0]["slug"] == published.dataset
    assert found["results"][0]["pin"]["release"] == published.tables[0].pin.release
    assert {facet["name"] for facet in found["facets"]} >= {"institution", "category"}


def test_lists_link_to_their_neighbours(published: Published, ask: Ask) -> None:
    page = ask("/datasets?per_page=1").json()
    assert page["links"]["next"] is None and page["links"]["previous"] is None
    rows = ask("/datasets/obras/resources/obras/rows?limit=150&offset=150").json()
    after, before = rows["links"]["next"], rows["links"]["previous"]
    assert "offset=300" in after and "limit=150" in after and "offset=0" in before
    last = Client().get(after.removeprefix("http://testserver")).json()
    assert len(last["rows"]) == 100 and last["links"]["next"] is None


def test_a_data_set_tells_its_tables_and_releases(published: Published, ask: Ask) -> None:
    dataset = ask("/datasets/obras").json()
    assert [resource["slug"] for resource in dataset["resources"]] == ["obras"]
    assert [release["pin"]["number"] for release in dataset["releases"]] == [1]
    assert ask("/institutions/obras-publicas").json()["results"][0]["slug"] == "obras"
    assert ask("/categories/obra").json()["results"][0]["slug"] == "obras"


def test_a_table_tells_how_it_was_read_and_what_is_wrong(published: Published, ask: Ask) -> None:
    table = ask("/datasets/obras/resources/obras?lang=es").json()
    assert table["reading"]["encoding"].lower().startswith("utf")
    assert [column["name"] for column in table["reading"]["columns"]] == [
        "folio", "obra", "monto", "fecha",
    ]  # fmt: skip
    assert table["profile"][2]["misfits"] == 1
    wrong = next(fault for fault in table["faults"] if fault["column"] == "monto")
    example = wrong["examples"][0]
    assert example["raw"] == "por definir" and example["reason"] and example["advice"]
    assert example["place"]["row"] == 401


def test_rows_come_as_text_with_their_numbers_and_misfits(release: str, ask: Ask) -> None:
    page = ask(f"/releases/{release}/rows?offset=398").json()
    assert page["rows"][1]["number"] == 401
    assert page["rows"][1]["cells"] == ["400", "Obra sin monto", None, "2024-06-30"]
    assert page["misfits"] == [
        {"row": 401, "column": "monto", "raw": "por definir", "code": "not-a-number"}
    ]


def test_rows_can_be_filtered_and_sorted(release: str, ask: Ask) -> None:
    page = ask(f"/releases/{release}/rows?f.obra=calle&f.monto=> 1000&sort=-monto").json()
    assert (page["matching"], page["total"]) == (1, 400)
    assert page["rows"][0]["cells"][0] == "001"
    greatest = ask(f"/releases/{release}/rows?sort=-monto&limit=1").json()
    assert greatest["rows"][0]["cells"][2] == "2500.00"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("f.monto=mucho", "No se puede buscar «mucho» en «monto»."),
        ("f.mont=1", "Esta tabla no tiene una columna «mont»."),
        ("sort=mont", "Esta tabla no tiene una columna «mont»."),
    ],
)
def test_a_question_that_cannot_be_is_answered_with_a_sentence(
    release: str, ask: Ask, question: str, sentence: str
) -> None:
    for file in ("rows", "rows.csv"):
        answer = ask(f"/releases/{release}/{file}?lang=es&{question}")
        assert answer.status_code == 400
        assert answer.json()["sentence"] == sentence
        assert answer.json()["advice"]


def test_rows_are_files_too(release: str, ask: Ask) -> None:
    answer = ask(f"/releases/{release}/rows.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="obras-v1.csv"'
    rows = lines_of(answer)
    assert len(rows) == 401
    assert rows[2] == ["002", "Puente, tramo 2", "2500.00", "2024-02-29"]
    every = json.loads(b"".join(ask(f"/releases/{release}/rows.json").streaming_content))
    lines = b"".join(ask(f"/releases/{release}/rows.jsonl").streaming_content).splitlines()
    assert [json.loads(line) for line in lines] == every
    assert b"".join(ask(f"/releases/{release}/rows.parquet").streaming_content)[:4] == b"PAR1"
    assert lines_of(ask(f"/releases/{release}/misfits.csv"))[1:] == [
        ["401", "monto", "por definir", "not-a-number"]
    ]


def test_a_filtered_file_holds_what_the_filter_leaves(release: str, ask: Ask) -> None:
    rows = lines_of(ask(f"/releases/{release}/rows.csv?f.fecha=2023&sort=folio"))
    assert rows[1:] == [["003", "Aula didáctica", "", "2023-05-06"]]


def test_the_addresses_of_files_lead_to_the_files(release: str, ask: Ask) -> None:
    files = ask(f"/releases/{release}").json()["files"]
    assert set(files) == {"csv", "json", "jsonl", "parquet", "misfits"}
    for address in files.values():
        assert Client().get(urlsplit(address).path).status_code == 200


def test_an_answer_about_a_release_may_be_kept_for_good(release: str, ask: Ask) -> None:
    for address in (f"/releases/{release}/rows?limit=2", f"/releases/{release}/rows.csv"):
        first = ask(address)
        assert "immutable" in first["Cache-Control"]
        again = ask(address, **{"if-none-match": first["ETag"]})
        assert again.status_code == 304 and again["ETag"] == first["ETag"]
        assert (
            ask(address + "&lang=en" if "?" in address else address + "?lang=en")["ETag"]
            != (first["ETag"])
        )


def test_an_answer_about_a_release_outlives_that_its_bytes_are_published_again(
    published: Published, release: str, ask: Ask, tmp_path: Path
) -> None:
    before = ask(f"/releases/{release}/rows?limit=2").json()
    by, path = people.system_user(), tmp_path / "obras.csv"
    whole = path.read_text("utf-8")
    for text in (whole + "401,Otra obra,1.00,2024-06-30\n", whole):
        path.write_text(text, "utf-8")
        order = Order(path=path, name=path.name, institution="obras-publicas", dataset="obras")
        (table,) = way.publish(order, by=by).tables
    assert (table.pin.number, table.pin.release) == (3, release)
    assert ask(f"/releases/{release}/rows?limit=2").json() == before


def test_the_current_rows_must_be_asked_again(release: str, ask: Ask) -> None:
    answer = ask("/datasets/obras/resources/obras/rows?limit=1")
    assert answer["Cache-Control"] == "public, no-cache"
    tag = {"if-none-match": answer["ETag"]}
    assert ask("/datasets/obras/resources/obras/rows?limit=1", **tag).status_code == 304


def test_the_portal_tells_its_figures(published: Published, ask: Ask) -> None:
    status = ask("/status").json()
    assert (status["datasets"], status["rows"], status["cells"]) == (1, 400, 1600)


def test_rules_have_a_page_in_both_languages(db: None, ask: Ask) -> None:
    listed = ask("/rules").json()["results"]
    assert "csv" in [rule["code"] for rule in listed]
    spanish, english = (ask(f"/rules/csv?lang={code}").json()["page"] for code in ("es", "en"))
    assert spanish.startswith("# csv:") and spanish != english
