"""Tables with all their columns: what was not read is null, and amounts are worth something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openup.intelligence.standards.model import Table
from openup.intelligence.standards.ocds.money import (
    Money,
    base_currency,
    counted_on,
    lay_rates,
    worths,
)
from openup.intelligence.standards.tables import TABLES
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import Sql, fill, join, plain, text

Raw = Mapping[str, tuple[str, ...]]
"""The columns that tables have in the engine, where they are called `raw_` and their name."""


def whole(
    engine: DuckRuleEngine, raw: Raw, money: Money, jurisdiction: str
) -> tuple[dict[str, Sql], str]:
    """A question for each table that gives all its columns, and the base currency of their worth.

    `jurisdiction` is whose law processes are under that do not say it themselves.
    """
    base = base_currency(engine, raw, money)
    lay_rates(engine, money)
    tables = {name: _whole(engine, TABLES[name], raw[name], base, money) for name in raw}
    if jurisdiction and "processes" in tables:
        tables["processes"] = _under(tables["processes"], jurisdiction)
    return tables, base


def _under(processes: Sql, jurisdiction: str) -> Sql:
    """Processes with the law that they are under."""
    return fill(
        "select * replace (coalesce(jurisdiction, $law) as jurisdiction) from ($processes)",
        law=text(jurisdiction),
        processes=processes,
    )


def _whole(
    engine: DuckRuleEngine, table: Table, columns: Sequence[str], base: str, money: Money
) -> Sql:
    """A question that gives every column of a table; those that were not read are null."""
    given = {column: plain(column) for column in columns}
    rows = plain(f"raw_{table.name}")
    worth = dict(worths(columns, base, money))
    if money.rates and worth:
        rows = _valued(engine, table, columns, worth)
        worth = {column: plain(column) for column in worth}
    return fill(
        "select $shown from $rows",
        shown=join(
            ", ",
            [
                fill(
                    "$value as $column",
                    value=(given | worth).get(field.name)
                    or fill("cast(null as $type)", type=engine.types[field.kind.value]),
                    column=plain(field.name),
                )
                for field in table.fields
            ],
        ),
        rows=rows,
    )


def _valued(
    engine: DuckRuleEngine, table: Table, columns: Sequence[str], worth: Mapping[str, Sql]
) -> Sql:
    """The rows with what they are worth by the rates, made a table since each is looked up."""
    valued = plain(f"valued_{table.name}")
    engine.run(
        fill(
            "create or replace table $valued as select $kept, $worth from "
            "(select *, $on as counted_on from $raw as raw)",
            valued=valued,
            kept=join(", ", [plain(column) for column in columns]),
            worth=join(
                ", ",
                [fill("$v as $c", v=value, c=plain(column)) for column, value in worth.items()],
            ),
            on=counted_on(table),
            raw=plain(f"raw_{table.name}"),
        )
    )
    return valued
