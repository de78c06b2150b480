"""Any shape of open contracting becomes the tables, and what was mended or left out is told."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openup.intelligence.errors import ContractsRefused
from openup.intelligence.laid import lay
from openup.intelligence.standards.ocds.reading import Contracts, read
from openup.publishing.table import Context
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import fill, join, plain

A: dict[str, Any] = {"ocid": "a", "id": "1", "date": "2026-01-01", "tender": {"title": "A"}}
B: dict[str, Any] = {"ocid": "b", "id": "1", "date": "2026-01-02", "tender": {"title": "B"}}
PACKAGE = {"uri": "u", "publisher": {"name": "p"}, "releases": [A, B]}
RECORD = {"ocid": "a", "releases": [A], "compiledRelease": {**A, "tag": ["compiled"]}}
LINKED = {"ocid": "b", "releases": [{"url": "u", "date": "2026-01-01", "tag": ["tender"]}]}


class Reader:
    """Writes a file, reads it, and asks the tables."""

    def __init__(self, folder: Path, engine: DuckRuleEngine) -> None:
        self.folder, self.engine = folder, engine

    def read(self, *texts: str | bytes, name: str = "file.json") -> Contracts:
        paths = []
        for number, text in enumerate(texts):
            paths.append(self.folder / f"{number}-{name}")
            paths[-1].write_bytes(text.encode() if isinstance(text, str) else text)
        contracts = read(self.engine, paths, Context(self.folder))
        lay(self.engine, contracts.loaded.tables)
        return contracts

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        shown = join(", ", [plain(column) for column in columns])
        return self.engine.rows(fill("select $shown from $t", shown=shown, t=plain(table)))


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with DuckRuleEngine(tmp_path) as engine:
        yield Reader(tmp_path, engine)


def told(contracts: Contracts) -> dict[tuple[str, str | None], int]:
    return {key: one.total for key, one in contracts.files[0].notes.log.groups.items()}


SHAPES = {
    "a release package": json.dumps(PACKAGE),
    "a list of packages": json.dumps([{"releases": [A]}, {"releases": [B]}]),
    "bare releases": json.dumps([A, B]),
    "lines": f"{json.dumps(A)}\n{json.dumps(B)}\n",
    "lines of packages": f"{json.dumps({'releases': [A]})}\n{json.dumps({'releases': [B]})}\n",
    "values one after another": json.dumps(A) + json.dumps(B),
    "values over several lines": json.dumps(A, indent=1) + "\n" + json.dumps(B, indent=1),
    "a package under another name": json.dumps({"arrayReleasePackage": [PACKAGE]}),
    "results of a page": json.dumps({"results": {"total": 2, "item": [A, B]}}),
    "releases in an object of releases": json.dumps({"data": {"one": A, "two": B}}),
    "records with their releases": json.dumps(
        {"records": [RECORD, {"ocid": "b", "releases": [B]}]}
    ),
    "records with compiled releases": json.dumps(
        {"records": [RECORD, {**LINKED, "compiledRelease": B}]}
    ),
    "bare records": json.dumps([RECORD, {**LINKED, "compiledRelease": B}]),
    "a byte order mark": "\ufeff" + json.dumps(PACKAGE),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_the_processes_of_every_shape_are_read(text: str, reader: Reader) -> None:
    reader.read(text)
    assert sorted(reader.rows("processes", "ocid", "title")) == [("a", "A"), ("b", "B")]


def test_a_compressed_file_is_read(reader: Reader) -> None:
    reader.read(gzip.compress(json.dumps(PACKAGE).encode()), name="file.json.gz")
    assert len(reader.rows("processes", "ocid")) == 2


def test_lines_that_need_nothing_are_read_by_the_engine_alone(reader: Reader) -> None:
    contracts = reader.read(f"{json.dumps(A)}\n{json.dumps(B)}\n")
    assert [file.quick for file in contracts.files] == [True]


def test_one_odd_line_among_many_sends_all_the_patient_way(reader: Reader) -> None:
    odd = {"ocid": "odd", "tender": {"value": {"amount": "1,234,567.50"}}}
    lines = [{**A, "ocid": f"o{number}"} for number in range(150)] + [odd]
    contracts = reader.read("".join(json.dumps(one) + "\n" for one in lines))
    assert not contracts.files[0].quick
    assert told(contracts) == {("ocds-number-text", "tender/value/amount"): 1}
    assert len(reader.rows("processes", "ocid")) == 151


def test_the_releases_of_a_process_are_merged_in_the_order_of_their_instants(
    reader: Reader,
) -> None:
    first = {
        "ocid": "a",
        "id": "1",
        "date": "2026-01-01T23:00:00-06:00",
        "tender": {"title": "old", "value": {"amount": 1}, "items": [{"id": "1"}]},
    }
    last = {"ocid": "a", "id": "2", "date": "2026-01-02T06:00:00Z",
            "tender": {"title": "new", "items": [{"id": "2"}]}}  # fmt: skip
    contracts = reader.read(json.dumps([last, first, B]))
    assert contracts.loaded.processes == 2
    (one,) = [row for row in reader.rows("processes", "ocid", "title", "amount", "releases",
                                         "first_date", "date") if row[0] == "a"]  # fmt: skip
    assert [str(value) for value in one] == [
        "a", "new", "1.0000", "2", "2026-01-02 05:00:00", "2026-01-02 06:00:00",
    ]  # fmt: skip
    assert len(reader.rows("items", "item")) == 2
    assert ("1", "tender/value/amount", None, "1") in reader.rows(
        "history", "release", "path", "element", "value"
    )


def test_the_same_release_in_two_files_counts_once(reader: Reader) -> None:
    contracts = reader.read(json.dumps([A]), json.dumps(PACKAGE))
    assert sorted(reader.rows("processes", "ocid", "releases")) == [("a", 1), ("b", 1)]
    assert contracts.loaded.notes.skipped == {"ocds-same": 1}


def test_a_compiled_release_stands_for_those_before_it(reader: Reader) -> None:
    compiled = {**A, "id": "2", "date": "2026-02-01", "tag": ["compiled"], "awards": [{"id": "1"}]}
    reader.read(json.dumps([compiled, {**A, "awards": [{"id": "gone"}]}]))
    assert reader.rows("awards", "award") == [("1",)]


def test_what_was_mended_is_told_by_path(reader: Reader) -> None:
    odd = {
        "ocid": "a",
        "tender": [{"numberOfTenderers": "3", "hasEnquiries": "sí", "value": {"amount": "12,5"}}],
        "awards": {"id": 7, "date": "31/12/2025", "suppliers": "Uno SA"},
        "contracts": [{"id": "c", "dateSigned": "05/06/2025"}, "junk"],
    }
    contracts = reader.read(json.dumps([odd]))
    assert told(contracts) == {
        ("ocds-list", "tender"): 1,
        ("ocds-number-text", "tender/numberOfTenderers"): 1,
        ("ocds-truth-text", "tender/hasEnquiries"): 1,
        ("ocds-number", "tender/value/amount"): 1,
        ("ocds-object", "awards"): 1,
        ("ocds-bare", "awards/suppliers"): 1,
        ("ocds-moment", "contracts/dateSigned"): 1,
        ("ocds-element", "contracts"): 1,
    }
    assert reader.rows("processes", "tenderers", "has_enquiries", "amount") == [(3, True, None)]
    assert [tuple(map(str, row)) for row in reader.rows("awards", "award", "date")] == [
        ("7", "2025-12-31 00:00:00")
    ]
    assert reader.rows("suppliers", "award", "name") == [("7", "Uno SA")]


def test_an_amount_keeps_every_digit(reader: Reader) -> None:
    reader.read('[{"ocid": "a", "tender": {"value": {"amount": 12345678901234.5678}}}]')
    assert [str(row[0]) for row in reader.rows("processes", "amount")] == ["12345678901234.5678"]


def test_a_release_of_1_0_gets_parties_and_keeps_its_amendment(reader: Reader) -> None:
    older = {
        "ocid": "a",
        "buyer": {"name": "Salud", "identifier": {"scheme": "MX-RFC", "id": "SSA1"}},
        "awards": [{"id": "1", "suppliers": [{"name": "Uno", "address": {"locality": "Apodaca"}}]}],
        "contracts": [
            {
                "id": "c",
                "amendment": {"date": "2026-01-01", "rationale": "more"},
                "implementation": {
                    "transactions": [
                        {"id": "t", "amount": {"amount": 5, "currency": "MXN"},
                         "receiverOrganization": {"id": "U1", "legalName": "Uno"}}
                    ]
                },
            }
        ],
    }  # fmt: skip
    contracts = reader.read(json.dumps([older]))
    assert told(contracts) == {("ocds-older", None): 1}
    assert sorted(reader.rows("parties", "party", "roles", "locality")) == [
        ("MX-RFC-SSA1", " buyer ", None),
        ("U1", " payee ", None),
        ("name:uno", " supplier ", "Apodaca"),
    ]
    assert reader.rows("processes", "buyer") == [("MX-RFC-SSA1",)]
    assert reader.rows("amendments", "parent", "rationale") == [("c", "more")]
    assert [str(row[0]) for row in reader.rows("transactions", "worth")] == ["5.0000"]


def test_what_is_left_out_is_counted_with_its_reason(reader: Reader) -> None:
    draft = {"releaseID": "1", "ocid": "d", "releaseTag": "tenderNotice", "tender": {}}
    contracts = reader.read(
        json.dumps({"records": [LINKED], "releases": [A, draft, {"tender": {}}]})
    )
    assert contracts.files[0].releases == 1
    assert contracts.files[0].notes.skipped == {
        "ocds-link": 1, "ocds-draft": 1, "ocds-no-ocid": 1,
    }  # fmt: skip


def test_a_broken_line_is_left_out_and_told_with_its_number(reader: Reader) -> None:
    contracts = reader.read(f'{json.dumps(A)}\n{{"ocid": "half\n{json.dumps(B)}\n')
    assert contracts.files[0].notes.skipped == {"ocds-broken": 1}
    (group,) = contracts.files[0].notes.log.groups.values()
    assert group.examples[0].raw == "2"


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"a": 1}', json.dumps([LINKED])])
def test_a_file_without_open_contracting_is_refused_with_a_sentence(
    text: str, reader: Reader
) -> None:
    with pytest.raises(ContractsRefused, match=r"file\.json"):
        reader.read(text)


def test_text_of_windows_is_read_and_told(reader: Reader) -> None:
    text = json.dumps([{**A, "tender": {"title": "Año"}}], ensure_ascii=False)
    contracts = reader.read(text.encode("cp1252"))
    assert reader.rows("processes", "title") == [("Año",)]
    assert ("ocds-encoding", None) in told(contracts)
