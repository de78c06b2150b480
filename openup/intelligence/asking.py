"""One indicator put to an engine: its text bound, its answer in one shape, counted by state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from openup.intelligence.errors import IntelligenceError
from openup.intelligence.indicator import Figure, Indicator, Param, Settings, State, Value
from openup.intelligence.standards.tables import TABLES
from openup.kernel.words import say
from openup.store.portable import RuleEngine, checked
from openup.store.sql import Sql, fill, join, number, places, plain, text


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule said of one subject."""

    subject: str
    period: str
    state: State
    value: float | None
    threshold: float | None
    missing: str
    peers: str
    evidence: tuple[str, ...]


def version(rule: Indicator, settings: Settings) -> str:
    """Twelve characters that change when the rule's question or its parameters do."""
    values = sorted((key, str(value)) for key, value in _values(rule, settings).items())
    said = "\n".join([rule.code, rule.sql, *rule.needs, *(f"{key}={one}" for key, one in values)])
    return sha256(said.encode()).hexdigest()[:12]


def bound(rule: Indicator, settings: Settings) -> Sql:
    """The question of a rule with its parameters as literals."""
    parts = {key: _literal(value) for key, value in _values(rule, settings).items()}
    parts["missing"] = _missing(rule)
    used = places(rule.sql)
    return fill(checked(rule.sql), **{key: part for key, part in parts.items() if key in used})


def asked(rule: Indicator, engine: RuleEngine, settings: Settings) -> Sql:
    """The question whose answer has the columns of `Answer`, on this engine."""
    query, types = bound(rule, settings), engine.types
    given = set(engine.columns(query))
    told = {
        one: fill(
            "cast($value as $type)",
            value=plain(one) if one in given else fill("null"),
            type=types["number" if one == "threshold" else "text"],
        )
        for one in ("period", "threshold", "missing", "peers", "evidence")
    }
    return fill(
        "select cast(subject as $text) as subject, coalesce($period, '') as period, "
        "$state as state, cast(value as $number) as value, $threshold as threshold, "
        "case when $unknown then coalesce($missing, '') else '' end as missing, "
        "coalesce($peers, '') as peers, "
        "coalesce($evidence, '') as evidence from ($query) as answer",
        text=types["text"],
        number=types["number"],
        state=_MEASURED if isinstance(rule, Figure) else _JUDGED,
        unknown=fill("value is null") if isinstance(rule, Figure) else fill("flagged is null"),
        query=query,
        **told,
    )


def answers(rule: Indicator, engine: RuleEngine, settings: Settings) -> list[Answer]:
    """Every answer of a rule, for examples and for one process; runs write them elsewhere."""
    return [_answer(row) for row in engine.rows(asked(rule, engine, settings))]


_JUDGED: Final = fill(
    "case when flagged then 'flagged' when flagged is null then 'not_computable' else 'clear' end"
)
_MEASURED: Final = fill("case when value is null then 'not_computable' else 'measured' end")


def _values(rule: Indicator, settings: Settings) -> dict[str, Value]:
    given = settings.get(rule.code, {})
    for key in given:
        if key not in rule.params:
            raise IntelligenceError(
                say("%(code)s has no parameter “%(name)s”.", code=rule.code, name=key),
                advice=say("It has these: %(names)s.", names=", ".join(rule.params) or "-"),
            )
    usual: dict[str, Param] = dict(rule.params)
    return {key: given.get(key, param.value) for key, param in usual.items()}


def _literal(value: Value) -> Sql:
    if isinstance(value, tuple):
        return fill("($words)", words=join(", ", [text(one) for one in value or ("",)]))
    if isinstance(value, Mapping):
        return _numbers(value)
    return number(value)


def _numbers(of_words: Mapping[str, float]) -> Sql:
    rows = [
        fill("select $word as word, cast($number as double) as number", word=text(word),
             number=number(one))
        for word, one in of_words.items()
    ]  # fmt: skip
    none = fill("select '' as word, cast(0 as double) as number where 1 = 0")
    return fill("($rows)", rows=join(" union all ", rows or [none]))


def _missing(rule: Indicator) -> Sql:
    main = rule.needs[0].partition(".")[0]
    cases = join(
        " ",
        [
            fill("when $column is null then $need", column=plain(name), need=text(need))
            for need in rule.needs
            for table, _, name in [need.partition(".")]
            if table == main
        ],
    )
    return fill("case $cases end", cases=cases)


def _answer(row: Iterable[object]) -> Answer:
    subject, period, state, value, threshold, missing, peers, evidence = row
    return Answer(
        str(subject), str(period), State(str(state)), _real(value), _real(threshold),
        str(missing), str(peers), tuple(filter(None, str(evidence).split("\n"))),
    )  # fmt: skip


def _real(value: object) -> float | None:
    return None if value is None else float(str(value))


def unknown_needs(rule: Indicator) -> list[str]:
    """Needs that no table has."""
    found = []
    for need in rule.needs:
        table, _, name = need.partition(".")
        if table not in TABLES or name not in {field.name for field in TABLES[table].fields}:
            found.append(need)
    return found
