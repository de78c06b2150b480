"""What the page of an indicator draws is what the rule says, for every kind of answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openup.intelligence.asking import answers, unknown_needs
from openup.intelligence.indicator import Flag, Indicator, indicators
from openup.intelligence.laid import keep
from openup.store.engines.duckrules import DuckRuleEngine
from tests.intelligence.rules import drawn, holds, told

RULES = list(indicators.rules.values())
DRAWN = [(rule, one) for rule in RULES for one in rule.examples]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckRuleEngine]:
    with DuckRuleEngine(tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.mark.parametrize(("rule", "example"), DRAWN, ids=lambda one: getattr(one, "code", ""))
def test_the_rule_says_what_its_page_draws(rule, example, engine) -> None:
    holds(rule, example, engine)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_shows_every_kind_of_answer_and_names_its_source(rule: Indicator) -> None:
    assert not unknown_needs(rule)
    assert rule.needs
    assert rule.sources
    assert any(one.not_computable for one in rule.examples)
    if isinstance(rule, Flag):
        assert any(one.flagged for one in rule.examples)
        assert any(one.clear for one in rule.examples)
    else:
        assert any(one.values for one in rule.examples)


@pytest.mark.parametrize("code", ["R018-C", "R024", "R030", "R035", "R036", "R036-C"])
def test_what_is_kept_gives_the_same_answers(code: str, engine) -> None:
    rule = indicators.rules[code]
    example = rule.examples[0]
    asked = told(rule, example, engine)
    drawn(example, engine)
    keep(engine)
    settings = {code: dict(example.given)}
    assert {one.subject: one for one in answers(rule, engine, settings)} == asked
