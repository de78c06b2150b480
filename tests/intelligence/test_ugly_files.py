"""Red flags of releases as offices write them: zones, currencies, lots, consortia, nobodies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from openup.intelligence.asking import Answer, answers
from openup.intelligence.indicator import State, indicators
from openup.intelligence.laid import lay
from openup.intelligence.standards.ocds.money import USUAL, Money, Rate
from openup.intelligence.standards.ocds.quick import load
from openup.intelligence.standards.wanted import EVERYTHING
from openup.store.engines.duckrules import DuckRuleEngine

Release = dict[str, object]


class Asker:
    """Loads one release and asks a rule about it."""

    def __init__(self, folder: Path, engine: DuckRuleEngine) -> None:
        self.path, self.engine = folder / "lines.jsonl", engine

    def ask(self, code: str, release: Release, money: Money = USUAL) -> Answer:
        [told] = self.answers(code, release, money)
        return told

    def answers(self, code: str, release: Release, money: Money = USUAL) -> list[Answer]:
        self.path.write_text(json.dumps({"ocid": "a", **release}), "utf-8")
        lay(self.engine, load(self.engine, [self.path], EVERYTHING, money).tables)
        return answers(indicators.rules[code], self.engine, {})


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Asker]:
    with DuckRuleEngine(tmp_path) as engine:
        yield Asker(tmp_path, engine)


def _bid(bidders: list[str], amount: float, **more: object) -> Release:
    return {
        "status": "valid",
        "tenderers": [{"id": one, "name": one} for one in bidders],
        "value": {"amount": amount, "currency": "MXN"},
        **more,
    }


def _won(*bids: Release, suppliers: tuple[str, ...] = ("W",), **tender: object) -> Release:
    award = {"id": "1", "status": "active", "suppliers": [{"id": one} for one in suppliers]}
    return {
        "tender": {"status": "complete", "procurementMethod": "open", **tender},
        "bids": {"details": list(bids)},
        "awards": [award],
    }


@pytest.mark.parametrize(
    ("handed", "state"),
    [
        ("2026-03-15T12:00:00Z", State.CLEAR),
        ("2026-03-15T17:59:00Z", State.CLEAR),
        ("2026-03-15T18:01:00Z", State.FLAGGED),
        ("2026-03-15T12:01:00-06:00", State.FLAGGED),
        ("2026-03-15T13:30:00-04:00", State.CLEAR),
    ],
)
def test_a_late_bid_is_late_as_an_instant(handed: str, state: State, asker: Asker) -> None:
    period = {"endDate": "2026-03-15T12:00:00-06:00"}
    told = asker.ask("R030", _won(_bid(["W"], 100, date=handed), tenderPeriod=period))
    assert told.state is state


def test_bids_of_nobody_are_not_two_bidders_with_one_price(asker: Asker) -> None:
    told = asker.ask("R028", _won(_bid(["N/A"], 100), _bid(["S/N"], 100)))
    assert (told.state, told.missing) == (State.NOT_COMPUTABLE, "bids.amount")


def test_a_consortium_whose_members_are_listed_in_another_order_is_the_same_bidder(
    asker: Asker,
) -> None:
    told = asker.ask("R028", _won(_bid(["A", "B"], 100), _bid(["B", "A"], 100)))
    assert told.state is State.CLEAR


def test_a_consortium_that_won_is_the_bidder_that_bid(asker: Asker) -> None:
    bids = [_bid(["A", "B"], 100), _bid(["C"], 90, status="disqualified")]
    told = asker.ask("R035", _won(*bids, suppliers=("B", "A")))
    assert (told.state, told.value) == (State.FLAGGED, 1)


def test_an_award_in_a_currency_without_a_rate_is_not_compared(asker: Asker) -> None:
    release = _won(value={"amount": 1000, "currency": "MXN"})
    release["date"] = "2026-01-10"
    release["awards"] = [
        {"id": "1", "status": "active", "value": {"amount": 60, "currency": "USD"}},
        {"id": "2", "status": "cancelled", "value": {"amount": 60, "currency": "MXN"}},
    ]
    told = asker.ask("R031", release)
    assert (told.state, told.missing) == (State.NOT_COMPUTABLE, "awards.worth")
    told = asker.ask("R031", release, Money("MXN", (Rate("USD", date(2026, 1, 1), 17.0),)))
    assert (told.state, told.value) == (State.FLAGGED, pytest.approx(1.02))


def test_prices_of_different_lots_are_not_compared(asker: Asker) -> None:
    bids = [_bid(["A"], 100, relatedLots=["1"]), _bid(["B"], 100, relatedLots=["2"])]
    bids.append(_bid(["C"], 110, relatedLots=["2"]))
    assert asker.ask("R028", _won(*bids)).state is State.FLAGGED
    assert asker.ask("R028-C", _won(*bids)).state is State.CLEAR


def test_a_bid_for_two_lots_has_no_price_for_either(asker: Asker) -> None:
    bids = [_bid(["A"], 100, relatedLots=["1", "2"]), _bid(["B"], 900, relatedLots=["1"])]
    assert asker.ask("R022", _won(*bids, _bid(["C"], 901, relatedLots=["1"]))).state is State.CLEAR


def test_the_awards_of_a_framework_are_not_held_against_its_value(asker: Asker) -> None:
    release = _won(value={"amount": 100, "currency": "MXN"},
                   techniques={"hasFrameworkAgreement": True})  # fmt: skip
    release["awards"] = [{"id": "1", "status": "active", "value": {"amount": 100}}]
    assert not asker.answers("R031", release)
