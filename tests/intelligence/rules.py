"""Puts the examples of an indicator to an engine, as its page draws them."""

from __future__ import annotations

from inspect import cleandoc

from openup.intelligence.asking import Answer, answers
from openup.intelligence.indicator import Example, Indicator, State
from openup.intelligence.laid import drawings, drawn_rows, lay
from openup.kernel.drawn import table
from openup.store.portable import RuleEngine


def drawn(example: Example, engine: RuleEngine) -> None:
    """Lay the tables of the example before the engine."""
    given = drawings(cleandoc(example.tables))
    lay(engine, {name: drawn_rows(name, table(one), engine) for name, one in given.items()})


def told(rule: Indicator, example: Example, engine: RuleEngine) -> dict[str, Answer]:
    """What the rule says of each subject of the example."""
    drawn(example, engine)
    found = answers(rule, engine, {rule.code: dict(example.given)})
    by_subject = {one.subject: one for one in found}
    assert len(by_subject) == len(found), "a subject is answered twice"
    return by_subject


def holds(rule: Indicator, example: Example, engine: RuleEngine) -> None:
    """Assert that the rule says of this example what its page says, and no more."""
    found = told(rule, example, engine)
    states = {state: {name for name, one in found.items() if one.state is state} for state in State}
    assert states[State.FLAGGED] == set(example.flagged)
    assert states[State.CLEAR] == set(example.clear)
    missing = {name: found[name].missing for name in states[State.NOT_COMPUTABLE]}
    assert missing == dict(example.not_computable)
    for subject, value in example.values:
        said = found[subject].value
        assert said is not None
        assert abs(said - value) < 1e-6, (subject, said, value)
    if states[State.MEASURED]:
        assert states[State.MEASURED] == {subject for subject, _ in example.values}
