"""The DuckDB that rules are asked on: it knows our functions, and names queries as views."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from openup.store.engines.duckdb import Allowance, WritingEngine
from openup.store.portable import FUNCTIONS
from openup.store.sql import Sql, fill, plain

TYPES: Final[Mapping[str, Sql]] = {
    "text": fill("varchar"),
    "integer": fill("bigint"),
    "amount": fill("decimal(18, 4)"),
    "number": fill("double"),
    "moment": fill("timestamp"),
    "truth": fill("boolean"),
}


USUAL: Final = Allowance()


class DuckRuleEngine(WritingEngine):
    """A DuckDB for rules. Views and functions live as long as the engine."""

    types = TYPES

    def __init__(self, folder: Path, allowance: Allowance = USUAL) -> None:
        super().__init__(folder, allowance)
        # Moments are told in UTC, wherever the machine stands.
        self.run(fill("set global timezone = 'UTC'"))
        for function in FUNCTIONS:
            self.run(function.duckdb)

    def columns(self, query: Sql) -> tuple[str, ...]:
        """The names of the columns that a query gives."""
        return tuple(str(row[0]) for row in self.rows(fill("describe $query", query=query)))

    def view(self, view: str, query: Sql) -> None:
        """Give a query a name."""
        self.run(fill("create or replace view $view as $query", view=plain(view), query=query))

    def keep(self, view: str) -> None:
        """Answer a named query once, and give the name to the table of its answer."""
        kept, named = plain(f"kept_{view}"), plain(view)
        self.run(fill("create or replace table $kept as select * from $view",
                      kept=kept, view=named))  # fmt: skip
        self.run(fill("create or replace view $view as select * from $kept",
                      kept=kept, view=named))  # fmt: skip
