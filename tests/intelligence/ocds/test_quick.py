"""Lines of compiled releases become tables by the engine alone, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from openup.intelligence.laid import lay
from openup.intelligence.standards.ocds.money import USUAL, Money, Rate
from openup.intelligence.standards.ocds.quick import NotReady, load
from openup.intelligence.standards.wanted import EVERYTHING, wanted_by
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.errors import EngineError
from openup.store.sql import fill, join, plain


class Reader:
    """Writes releases as lines, loads them, and asks the tables."""

    def __init__(self, folder: Path, engine: DuckRuleEngine) -> None:
        self.folder, self.engine = folder, engine

    def lines(self, *releases: Mapping[str, object]) -> Path:
        path = self.folder / "lines.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in releases), "utf-8")
        return path

    def load(self, *releases: Mapping[str, object], money: Money = USUAL) -> str:
        loaded = load(self.engine, [self.lines(*releases)], EVERYTHING, money)
        lay(self.engine, loaded.tables)
        return loaded.base

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        shown = join(", ", [plain(column) for column in columns])
        return self.engine.rows(fill("select $shown from $t", shown=shown, t=plain(table)))


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with DuckRuleEngine(tmp_path) as engine:
        yield Reader(tmp_path, engine)


def test_moments_are_instants_of_utc(reader: Reader) -> None:
    reader.load(
        {"ocid": "a", "date": "2026-01-01T00:00:00-06:00"}, {"ocid": "b", "date": "2026-01-01"}
    )
    rows = reader.rows("processes", "date", "releases")
    assert [(str(moment), releases) for moment, releases in rows] == [
        ("2026-01-01 06:00:00", 1),
        ("2026-01-01 00:00:00", 1),
    ]


def test_bids_without_an_identifier_are_told_apart_by_their_place(reader: Reader) -> None:
    bids = [{"tenderers": [{"id": "X"}]}, {"id": "b"}, {"id": "b", "tenderers": [{"id": "Y"}]}]
    reader.load({"ocid": "a", "bids": {"details": bids}})
    assert reader.rows("bids", "bid") == [("#1",), ("b",), ("b#3",)]
    assert reader.rows("bidders", "bid", "party") == [("#1", "X"), ("b#3", "Y")]


def test_a_party_is_its_identifier_else_its_name_and_a_placeholder_is_nobody(
    reader: Reader,
) -> None:
    suppliers = [
        {"id": "MX-1", "name": "Uno"},
        {"identifier": {"id": "DOS010101AAA"}, "name": "Dos"},
        {"name": "Tres Cañas, S.A. de C.V."},
        {"id": "N/A", "name": "No aplica"},
        {"id": "MX-RFC-XAXX010101000", "name": "Ana"},
    ]
    reader.load({"ocid": "a", "awards": [{"id": "w", "suppliers": suppliers}]})
    assert reader.rows("suppliers", "party") == [
        ("MX-1",),
        ("DOS010101AAA",),
        ("name:trescanassadecv",),
        (None,),
        ("name:ana",),
    ]


def test_a_bid_names_its_lot_only_when_it_is_one(reader: Reader) -> None:
    bids = [{"relatedLots": ["1"]}, {"relatedLots": ["1", "2"]}, {}]
    reader.load({"ocid": "a", "bids": {"details": bids}})
    assert reader.rows("bids", "lot", "lots") == [("1", 1), (None, 2), (None, None)]


def test_documents_know_their_stage_and_parent(reader: Reader) -> None:
    reader.load(
        {
            "ocid": "a",
            "tender": {"documents": [{"id": "1"}]},
            "contracts": [{"id": "c", "implementation": {"documents": [{"id": "2"}]}}],
        }
    )
    assert reader.rows("documents", "stage", "parent", "document") == [
        ("tender", None, "1"),
        ("implementation", "c", "2"),
    ]


def test_roles_are_words_between_blanks(reader: Reader) -> None:
    reader.load({"ocid": "a", "parties": [{"id": "p", "roles": ["buyer", "payer"]}]})
    assert reader.rows("parties", "party", "roles") == [("p", " buyer payer ")]


def _tender(ocid: str, currency: str | None, day: str = "2026-01-10") -> dict[str, object]:
    value = {"amount": 100.5} | ({"currency": currency} if currency else {})
    return {"ocid": ocid, "date": day, "tender": {"value": value}}


def test_the_base_currency_is_the_one_most_used_and_other_amounts_have_no_worth(
    reader: Reader,
) -> None:
    base = reader.load(
        _tender("a", "MXN"), _tender("b", "MXN"), _tender("c", "USD"), _tender("d", None)
    )
    assert base == "MXN"
    assert reader.rows("processes", "ocid", "worth") == [
        ("a", Decimal("100.5000")),
        ("b", Decimal("100.5000")),
        ("c", None),
        ("d", None),
    ]


def test_the_rate_of_the_day_counts(reader: Reader) -> None:
    rates = (Rate("USD", date(2026, 1, 5), 20.0), Rate("USD", date(2026, 2, 1), 10.0))
    reader.load(
        _tender("early", "USD", "2026-01-01"),
        _tender("a", "USD"),
        _tender("b", "USD", "2026-03-01"),
        money=Money("MXN", rates),
    )
    assert dict(reader.rows("processes", "ocid", "worth")) == {
        "early": None,
        "a": Decimal("2010.0000"),
        "b": Decimal("1005.0000"),
    }


def test_only_what_the_rules_ask_is_read(reader: Reader) -> None:
    path = reader.lines({"ocid": "a", "tender": {"title": "t", "status": "active"}})
    wanted = wanted_by(["select ocid, status from live where status <> 'title'"])
    assert wanted == {"processes": frozenset({"ocid", "status"})}
    lay(reader.engine, load(reader.engine, [path], wanted).tables)
    assert reader.rows("processes", "status", "title") == [("active", None)]


def test_a_list_where_an_object_must_be_stops_the_strict_reading(reader: Reader) -> None:
    with pytest.raises(EngineError):
        reader.load({"ocid": "a", "tender": []})


@pytest.mark.parametrize("ocid", [None, " "])
def test_a_release_without_an_ocid_is_not_for_the_quick_way(
    reader: Reader, ocid: str | None
) -> None:
    with pytest.raises(NotReady):
        reader.load({"ocid": "a"}, {"ocid": ocid, "tender": {"title": "nobody's"}})


def test_only_the_processes_with_several_releases_are_merged(reader: Reader) -> None:
    reader.load(
        {"ocid": "a", "date": "2026-01-02", "tender": {"title": "new"}},
        {"ocid": "b", "tender": {"title": "b"}},
        {"ocid": "a", "date": "2026-01-01", "tender": {"title": "old", "status": "active"}},
    )
    assert sorted(reader.rows("processes", "ocid", "title", "status", "releases")) == [
        ("a", "new", "active", 2),
        ("b", "b", None, 1),
    ]


def test_who_bids_stands_beside_the_bid_and_a_consortium_is_one_bidder(reader: Reader) -> None:
    bids = [
        {"tenderers": [{"id": "X"}]},
        {"tenderers": [{"id": "Z"}, {"name": "Uno, S.A."}, {"id": "N/A"}]},
        {"tenderers": [{"id": "N/A"}]},
        {"tenderers": []},
        {},
    ]
    reader.load({"ocid": "a", "bids": {"details": bids}})
    assert reader.rows("bids", "bidder", "bidders") == [
        ("X", 1),
        ("Z + name:unosa", 3),
        (None, 1),
        (None, 0),
        (None, None),
    ]


def test_the_suppliers_of_an_award_are_named_as_bidders_are(reader: Reader) -> None:
    awards = [{"suppliers": [{"id": "Z"}, {"id": "B"}]}, {"suppliers": [{"name": "Uno, S.A."}]}]
    reader.load({"ocid": "a", "awards": awards})
    assert reader.rows("awards", "supplier", "suppliers") == [("B + Z", 2), ("name:unosa", 1)]


def test_what_a_derived_table_is_made_of_is_read() -> None:
    wanted = wanted_by(["select ocid, title from contested"])
    assert wanted["processes"] >= {"ocid", "title", "status", "method"}
    assert wanted["awards"] >= {"ocid", "status"}
    assert "bids" not in wanted


def test_odd_places_that_nobody_asks_for_do_not_stop_the_merging(reader: Reader) -> None:
    odd = {"ocid": "a", "date": "2026-01-01", "parties": [{"id": True}], "unknown": [1]}
    path = reader.lines(odd, {**odd, "date": "2026-01-02", "parties": {"id": 7}, "unknown": {}})
    wanted = wanted_by(["select ocid, releases from processes"])
    lay(reader.engine, load(reader.engine, [path], wanted).tables)
    assert reader.rows("processes", "ocid", "releases") == [("a", 2)]
