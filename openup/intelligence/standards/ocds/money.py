"""What amounts are worth in one currency: that of the run, with the rates that were given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openup.intelligence.standards.model import Table
from openup.intelligence.standards.ocds.shape import MONEY
from openup.intelligence.standards.wanted import Wanted
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import Sql, fill, join, plain, text


@dataclass(frozen=True, slots=True)
class Rate:
    """From this day on, one unit of a currency is worth `rate` of the base currency."""

    currency: str
    date: date
    rate: float


@dataclass(frozen=True, slots=True)
class Money:
    """The base currency of a run; empty: the one most often used, the first of the alphabet of
    those used as often. `rates` are towards it; without one for its day an amount has no worth.
    `unstated` is the currency of amounts that name none; empty: they have no worth.
    """

    base: str = ""
    rates: Sequence[Rate] = ()
    unstated: str = ""


USUAL: Final = Money()

_DATES: Final = {"bids": "date", "awards": "date", "contracts": "signed", "transactions": "date"}
"""The moment whose rate counts, where a row has one of its own; else the process's."""
_OF_PROCESS: Final = ("tender_starts", "date")


def dated(wanted: Wanted, money: Money) -> Wanted:
    """The wanted columns and those that say which rate counts."""
    if not money.rates:
        return wanted
    more = {name: set(columns) for name, columns in wanted.items()}
    more.setdefault("processes", {"ocid"}).update(_OF_PROCESS)
    for name, column in _DATES.items():
        if name in more:
            more[name].add(column)
    return {name: frozenset(columns) for name, columns in more.items()}


def base_currency(engine: DuckRuleEngine, raw: Mapping[str, tuple[str, ...]], money: Money) -> str:
    """The base currency of the run, empty where no amount names one."""
    if money.base:
        return money.base
    used = [
        fill("select currency, count(*) as n from $t where amount is not null group by currency",
             t=plain(f"raw_{name}"))
        for name, columns in raw.items()
        if {"currency", "amount"} <= set(columns)
    ]  # fmt: skip
    if not used:
        return money.unstated
    found = engine.rows(
        fill(
            "select coalesce(currency, nullif($unstated, '')) as c from ($used) "
            "where c is not null group by c order by sum(n) desc, c limit 1",
            unstated=text(money.unstated),
            used=join(" union all ", used),
        )
    )
    return str(found[0][0]) if found else ""


def lay_rates(engine: DuckRuleEngine, money: Money) -> None:
    """Make the rates a table of the engine."""
    if money.rates:
        columns: dict[str, Sequence[object]] = {
            "currency": [one.currency for one in money.rates],
            "date": [one.date for one in money.rates],
            "rate": [one.rate for one in money.rates],
        }
        engine.run(
            fill("create or replace table rates_given as select * from given"),
            given={"given": columns},
        )


def worths(columns: Collection[str], base: str, money: Money) -> Iterator[tuple[str, Sql]]:
    """Each column of worth that the columns of a table allow, and how it is computed."""
    for worth in MONEY:
        prefix = worth.removesuffix("worth")
        if f"{prefix}amount" in columns and f"{prefix}currency" in columns:
            yield worth, _worth(prefix, base, money)


def _worth(prefix: str, base: str, money: Money) -> Sql:
    currency, amount = plain(f"{prefix}currency"), plain(f"{prefix}amount")
    if money.unstated:
        currency = fill("coalesce($c, $u)", c=currency, u=text(money.unstated))
    else:
        currency = fill("$c", c=currency)
    if not money.rates:
        return fill("case when $c = $base then $amount end", c=currency, base=text(base),
                    amount=amount)  # fmt: skip
    return fill(
        "case when $c = $base then $amount else try_cast($amount * ($rate) as decimal(18, 4)) end",
        c=currency,
        base=text(base),
        amount=amount,
        rate=fill(
            "select arg_max(r.rate, r.date) from rates_given as r "
            "where r.currency = $c and r.date <= counted_on",
            c=currency,
        ),
    )


def counted_on(table: Table) -> Sql:
    """The moment whose rate counts for a row of a table."""
    own = _DATES.get(table.name)
    if table.name == "processes":
        return fill("coalesce(tender_starts, date)")
    of_process = fill("(select coalesce(p.tender_starts, p.date) from raw_processes as p "
                      "where p.ocid = raw.ocid)")  # fmt: skip
    if own is None:
        return of_process
    return fill("coalesce($own, $process)", own=plain(own), process=of_process)
