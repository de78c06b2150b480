"""A rule that claims a source's own formula gives that source's own results: OCDS Cardinal's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from openup.intelligence.asking import Answer, answers, bound
from openup.intelligence.indicator import Indicator, Settings, State, Subject, Value, indicators
from openup.intelligence.laid import lay
from openup.intelligence.standards.ocds.quick import load
from openup.intelligence.standards.wanted import wanted_by
from openup.store.engines.duckrules import DuckRuleEngine

FILES: Final = (
    "R003", "R003-procurement_method_details-x-5-y-10", "R003-procurement_methods-open+selective",
    "R003-threshold-10", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038",
    "R038-tenderer", "R048-minimum_contracting_processes-1", "R058",
)  # fmt: skip
GROUPS: Final = {
    Subject.PROCESS: "OCID",
    Subject.BUYER: "Buyer",
    Subject.ENTITY: "ProcuringEntity",
    Subject.SUPPLIER: "Tenderer",
    Subject.BIDDER: "Tenderer",
}
ONLY_YES: Final = ("R003", "R018", "R028", "R030", "R036")
"""Codes whose result is 1.0 for every flag, and no figure."""


def exact(file: str) -> list[Indicator]:
    """The rules that claim the formula of this file's code: not its variants, which depart."""
    rule = indicators.rules.get(file.partition("-")[0])
    return [rule] if rule and rule.fidelity == "exact" else []


def settings(file: str, rule: Indicator) -> Settings:
    """What the examples of Cardinal are run with: the name of a file says some of it."""
    usual = {"not_compared": ("NPC", "EXC")} if "not_compared" in rule.params else {}
    return {rule.code: {**usual, **named(file)}}


def named(file: str) -> dict[str, Value]:
    """What the name of a file sets."""
    _, _, rest = file.partition("-")
    if rest.startswith("procurement_method_details-"):
        words = rest.split("-")[1:]
        return {"by_details": dict(zip(words[::2], map(int, words[1::2]), strict=True))}
    if found := re.fullmatch(r"threshold-(\d+)|minimum_contracting_processes-(\d+)", rest):
        return {"threshold" if found[1] else "minimum": int(found[1] or found[2])}
    if rest.startswith("procurement_methods-"):
        return {"methods": tuple(rest.partition("-")[2].split("+"))}
    return {}


def told(rule: Indicator, given: Settings, lines: Path, folder: Path) -> list[Answer]:
    # The quick way refuses a line with an invalid date; the patient way reads none instead.
    dated = folder / "dated.jsonl"
    dated.write_text(lines.read_text().replace('Date":"invalid"', 'Date":null'))
    with DuckRuleEngine(folder) as engine:
        lay(engine, load(engine, [dated], wanted_by([bound(rule, given).source])).tables)
        return answers(rule, engine, given)


@pytest.fixture(scope="module")
def fixtures(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cardinal")
    with ZipFile(shared_data / "ocds" / "cardinal_indicator_fixtures.zip") as packed:
        packed.extractall(folder)
    yield folder / "tests" / "fixtures" / "indicators"


@pytest.mark.parametrize(
    ("file", "rule"),
    [(file, rule) for file in FILES for rule in exact(file)],
    ids=lambda one: getattr(one, "code", one),
)
def test_a_rule_flags_what_cardinal_flags(
    file: str, rule: Indicator, fixtures: Path, tmp_path: Path
) -> None:
    expected = json.loads((fixtures / f"{file}.expected").read_text() or "{}")
    code, group = file.partition("-")[0], GROUPS[rule.subject]
    wanted = {key: one[code] for key, one in expected.get(group, {}).items() if code in one}
    found = {
        one.subject: one.value
        for one in told(rule, settings(file, rule), fixtures / f"{file}.jsonl", tmp_path)
        if one.state is State.FLAGGED
    }
    assert found.keys() == wanted.keys()
    if code not in ONLY_YES:
        assert found == pytest.approx(wanted)


@pytest.mark.parametrize("code", ["R024", "R028", "R030", "R035"])
def test_the_evidence_names_the_bidders_that_cardinal_names(
    code: str, fixtures: Path, tmp_path: Path
) -> None:
    rule = indicators.rules[code]
    expected = json.loads((fixtures / f"{code}.expected").read_text())
    found = told(rule, settings(code, rule), fixtures / f"{code}.jsonl", tmp_path)
    named = {line for one in found if one.state is State.FLAGGED for line in one.evidence}
    assert {f"bidders/{party}" for party in expected["Tenderer"]} <= named
