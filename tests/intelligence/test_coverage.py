"""Every red flag of the field's list is a rule, or says why it is not computed."""

from __future__ import annotations

from openup.intelligence.indicator import indicators
from openup.intelligence.not_computed import NOT_COMPUTED

LIST = [f"R{number:03}" for number in range(1, 37)]


def test_every_red_flag_is_a_rule_or_says_why_not() -> None:
    ruled = {code.partition("-")[0] for code in indicators.rules}
    listed = [one.code for one in NOT_COMPUTED]
    assert not [code for code in LIST if code not in ruled and code not in listed]
    assert not ruled & set(listed)
    assert listed == sorted(set(listed))


def test_a_variant_stands_beside_the_rule_that_it_varies() -> None:
    codes = set(indicators.rules)
    assert not [code for code in codes if "-" in code and code.partition("-")[0] not in codes]


def test_a_red_flag_without_a_rule_has_a_title_and_a_reason() -> None:
    for one in NOT_COMPUTED:
        assert str(one.title)
        assert len(str(one.reason)) > 40
