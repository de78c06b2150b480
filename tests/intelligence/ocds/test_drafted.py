"""The tables of contracting are a draft like any other: typed, profiled, with their findings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from openup.intelligence.laid import lay
from openup.intelligence.standards.drafted import drafted
from openup.intelligence.standards.ocds.money import Money, Rate
from openup.intelligence.standards.ocds.quick import of_tables
from openup.intelligence.standards.ocds.reading import read
from openup.publishing.draft import Source
from openup.publishing.reading import ColumnType
from openup.publishing.table import Context
from openup.store.engines.duckdb import parquet
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.objects import digest_of
from openup.store.sql import fill

RELEASES = [
    {
        "ocid": "a",
        "date": "2026-01-01",
        "tender": {
            "numberOfTenderers": "2",
            "value": {"amount": 10.5, "currency": "MXN"},
            "items": [{"id": "1", "quantity": 0.125}],
        },
    },
    {"ocid": "b", "date": "2026-01-02", "tender": {"title": "B"}},
]


def test_the_tables_that_hold_rows_become_typed_parquet(tmp_path: Path) -> None:
    path = tmp_path / "contracts.json"
    path.write_text(json.dumps(RELEASES))
    (tmp_path / "work").mkdir()
    with DuckRuleEngine(tmp_path) as engine:
        contracts = read(engine, [path], Context(tmp_path / "work"))
        source = Source(path.name, digest_of(path), path.stat().st_size, path)
        draft = drafted(engine, contracts, source, tmp_path / "staging")
        assert {table.name: table.rows for table in draft.tables} == {"processes": 2, "items": 1}
        processes, items = draft.tables
        types = {column.name: column for column in processes.reading.columns}
        assert types["worth"].type is ColumnType.DECIMAL
        assert types["worth"].unit == "MXN"
        assert types["tender_ends"].unit == "UTC"
        filled = {one.name: one.rows - one.empty for one in processes.profile}
        assert (filled["ocid"], filled["tenderers"], filled["opening"]) == (2, 1, 0)
        assert processes.faults.groups["ocds-number-text", "tender/numberOfTenderers"].total == 1
        rows = engine.rows(fill("select quantity from $rows", rows=parquet(items.parquet)))
        assert [str(row[0]) for row in rows] == ["0.12500000"]


def test_recorded_tables_are_laid_again_and_valued_by_the_rates_of_the_run(tmp_path: Path) -> None:
    path = tmp_path / "contracts.json"
    path.write_text(json.dumps(RELEASES))
    (tmp_path / "work").mkdir()
    with DuckRuleEngine(tmp_path) as engine:
        contracts = read(engine, [path], Context(tmp_path / "work"))
        source = Source(path.name, digest_of(path), path.stat().st_size, path)
        draft = drafted(engine, contracts, source, tmp_path / "staging")
    recorded = {
        table.name: fill("select * from $rows", rows=parquet(table.parquet))
        for table in draft.tables
    }
    with DuckRuleEngine(tmp_path) as engine:
        money = Money("USD", (Rate("MXN", date(2025, 1, 1), 0.05),))
        loaded = of_tables(engine, recorded, money, jurisdiction="mx-nl")
        lay(engine, loaded.tables)
        assert loaded.processes == 2
        rows = engine.rows(fill("select ocid, worth, jurisdiction from processes order by ocid"))
        assert [tuple(map(str, row)) for row in rows] == [
            ("a", "0.5250", "mx-nl"),
            ("b", "None", "mx-nl"),
        ]
        assert engine.rows(fill("select quantity from items")) == [(0.125,)]
