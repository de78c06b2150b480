"""The functions that rules are taught say what their names promise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import Sql, fill


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckRuleEngine]:
    with DuckRuleEngine(tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        # Hyndman and Fan's eighth way: at (n + 1/3) p + 1/3 of the values in order.
        (fill("unbiased_percentile(collect_list(x), 0.25)"), 17 / 12),
        (fill("unbiased_percentile(collect_list(x), 0.5)"), 2.5),
        (fill("unbiased_percentile(collect_list(x), 0.75)"), 43 / 12),
        (fill("unbiased_percentile(collect_list(x), 0.01)"), 1),
        (fill("unbiased_percentile(collect_list(x), 0.99)"), 4),
        (fill("percentile(x, 0.25)"), 1.75),
    ],
)
def test_percentiles_of_one_to_four(question: Sql, answer: float, engine: DuckRuleEngine) -> None:
    rows = fill("(values (4), (2), (null), (1), (3)) as given(x)")
    [(told,)] = engine.rows(fill("select $q from $rows", q=question, rows=rows))
    assert told == pytest.approx(answer)


def test_the_percentile_of_nothing_is_unknown(engine: DuckRuleEngine) -> None:
    question = fill(
        "select unbiased_percentile(collect_list(x), 0.5) from (values (1)) as given(x) where x > 1"
    )
    assert engine.rows(question) == [(None,)]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (fill("timestamp '2024-01-01 18:00:00'"), fill("timestamp '2024-01-16 17:59:59'"), 14),
        (fill("timestamp '2024-01-01 18:00:00'"), fill("timestamp '2024-01-16 18:00:00'"), 15),
        (fill("timestamp '2024-01-02 00:00:00'"), fill("timestamp '2024-01-01 12:00:00'"), -1),
    ],
)
def test_days_are_whole_days_of_24_hours(
    start: Sql, end: Sql, days: int, engine: DuckRuleEngine
) -> None:
    assert engine.rows(fill("select days_between($a, $b)", a=start, b=end)) == [(days,)]
