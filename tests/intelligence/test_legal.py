"""The shipped thresholds of the law are whole, and rules ask only what is verified."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

import pytest

from openup.intelligence.asking import answers
from openup.intelligence.errors import IntelligenceError
from openup.intelligence.indicator import State, indicators
from openup.intelligence.laid import drawn_rows, lay
from openup.intelligence.legal import read, shipped, thresholds
from openup.intelligence.standards.tables import TABLES
from openup.kernel.drawn import table
from openup.store.engines.duckrules import DuckRuleEngine

HEAD = "jurisdiction,matter,parameter,value,status,source\n"


def test_the_shipped_thresholds_have_the_columns_of_their_table() -> None:
    columns = {field.name for field in TABLES["thresholds"].fields}
    rows = shipped()
    assert {row["jurisdiction"] for row in rows} == {"mx-federal", "mx-nle"}
    assert all(set(row) == columns for row in rows)


def test_no_threshold_stands_twice() -> None:
    keys = [
        tuple(
            row[key]
            for key in ("jurisdiction", "matter", "method", "method_details", "parameter",
                        "valid_from", "budget_from")
        )
        for row in shipped()
    ]  # fmt: skip
    assert len(keys) == len(set(keys))


def test_a_verified_threshold_without_a_source_is_refused() -> None:
    with pytest.raises(IntelligenceError, match="Row 2"):
        list(read("x.csv", HEAD + "x,goods,maximum,100,VERIFIED,\n"))


def test_a_status_that_nobody_knows_is_refused() -> None:
    with pytest.raises(IntelligenceError, match="SURE"):
        list(read("x.csv", HEAD + "x,goods,maximum,100,SURE,law\n"))


def test_the_federal_law_is_asked_from_the_day_it_was_in_force(tmp_path: Path) -> None:
    processes = cleandoc(
        """
        ocid | jurisdiction | category | method | method_details | tender_starts | tender_ends
        before | mx-federal | goods | open | Licitación pública nacional | 2025-04-01 | 2025-04-05
        short  | mx-federal | goods | open | Licitación pública nacional | 2025-05-01 | 2025-05-15
        enough | mx-federal | goods | open | Licitación pública nacional | 2025-05-01 | 2025-05-16
        world  | mx-federal | goods | open | Licitación internacional    | 2025-05-01 | 2025-05-16
        state  | mx-nle     | goods | open | Licitación pública nacional | 2025-05-01 | 2025-05-02
        """
    )
    with DuckRuleEngine(tmp_path) as engine:
        lay(engine, {
            "processes": drawn_rows("processes", table(processes), engine),
            "thresholds": thresholds(engine),
        })  # fmt: skip
        told = {one.subject: one for one in answers(indicators.rules["R003-L"], engine, {})}
    assert {key: one.state for key, one in told.items()} == {
        "before": State.NOT_COMPUTABLE,
        "short": State.FLAGGED,
        "enough": State.CLEAR,
        "world": State.FLAGGED,
        "state": State.NOT_COMPUTABLE,
    }
    assert "42" in told["short"].peers
