"""What is read of a file for a rule is all that the rule asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openup.intelligence.asking import bound
from openup.intelligence.derived import DERIVED
from openup.intelligence.indicator import Indicator, indicators
from openup.intelligence.standards.tables import TABLES
from openup.intelligence.standards.wanted import EVERYTHING, wanted_by
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import fill, join, plain


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckRuleEngine]:
    with DuckRuleEngine(tmp_path_factory.mktemp("engine")) as engine:
        yield engine


def lay_only(engine: DuckRuleEngine, name: str, columns: frozenset[str]) -> None:
    """Lay a table that has these columns and no other."""
    cells = [
        fill(
            "cast(null as $type) as $column",
            type=engine.types[TABLES[name].field(column).kind.value],
            column=plain(column),
        )
        for column in sorted(columns)
    ]
    engine.view(name, fill("select $cells", cells=join(", ", cells)))


@pytest.mark.parametrize("rule", indicators.rules.values(), ids=lambda rule: rule.code)
def test_a_rule_names_no_column_that_is_not_read_for_it(
    rule: Indicator, engine: DuckRuleEngine
) -> None:
    question = bound(rule, {})
    for name, columns in wanted_by([question.source]).items():
        lay_only(engine, name, columns)
    asked = question.source
    for one in reversed(DERIVED):
        asked += one.query.source if one.name in asked else ""
    for one in DERIVED:
        if one.name in asked:
            engine.view(one.name, one.query)
    assert "subject" in engine.columns(question)


def test_words_in_text_and_comments_are_no_columns() -> None:
    question = "select ocid, 'title' as x from processes -- the status\nwhere method = 'awards'"
    assert wanted_by([question]) == {"processes": frozenset({"ocid", "method"})}


def test_a_star_asks_for_every_column() -> None:
    assert wanted_by(["select * from bids"]) == {"bids": EVERYTHING["bids"]}
    assert wanted_by(["select count(*) as n from bids"]) == {"bids": frozenset({"ocid"})}
