"""SQL that every engine reads alike: which words it may use, and the few that it is taught.

A rule is written once. Its text is a single select in the words that DuckDB and Spark share; what
they spell differently stands behind a function of ours, made in each engine before a rule runs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from openup.kernel.words import say
from openup.store.errors import StoreError
from openup.store.sql import Sql, fill


@dataclass(frozen=True, slots=True)
class Function:
    """A function of ours, and the statement that makes it in each engine; empty: it is there."""

    name: str
    duckdb: Sql
    spark: Sql


FUNCTIONS: Final = (
    Function(
        "days_between",
        fill(
            "create or replace macro days_between(a, b) as "
            "cast(floor((epoch(b) - epoch(a)) / 86400) as bigint)"
        ),
        fill(
            "create or replace temporary function days_between(a timestamp_ntz, b timestamp_ntz) "
            "returns bigint return cast(floor("
            "(unix_timestamp(cast(b as timestamp)) - unix_timestamp(cast(a as timestamp))) / 86400"
            ") as bigint)"
        ),
    ),
    Function(
        "seconds_between",
        fill(
            "create or replace macro seconds_between(a, b) as cast(epoch(b) - epoch(a) as double)"
        ),
        fill(
            "create or replace temporary function "
            "seconds_between(a timestamp_ntz, b timestamp_ntz) returns double return cast("
            "unix_timestamp(cast(b as timestamp)) - unix_timestamp(cast(a as timestamp)) as double)"
        ),
    ),
    Function(
        "percentile",
        fill("create or replace macro percentile(x, p) as quantile_cont(cast(x as double), p)"),
        fill(""),
    ),
    Function(
        "collect_set",
        fill("create or replace macro collect_set(x) as list(distinct x) filter (x is not null)"),
        fill(""),
    ),
    Function(
        "collect_list",
        fill("create or replace macro collect_list(x) as list(x) filter (x is not null)"),
        fill(""),
    ),
    Function(
        "within_sorted",
        fill(
            "create or replace macro within_sorted(xs, h) as case "
            "when h < 1 then xs[1] when h >= len(xs) then xs[len(xs)] "
            "else xs[cast(floor(h) as bigint)] + (h - floor(h)) * "
            "(xs[cast(floor(h) as bigint) + 1] - xs[cast(floor(h) as bigint)]) end"
        ),
        fill(
            "create or replace temporary function within_sorted(xs array<double>, h double) "
            "returns double return case when size(xs) = 0 then null "
            "when h < 1 then element_at(xs, 1) when h >= size(xs) then element_at(xs, size(xs)) "
            "else element_at(xs, cast(floor(h) as int)) + (h - floor(h)) * "
            "(element_at(xs, cast(floor(h) as int) + 1) - element_at(xs, cast(floor(h) as int))) "
            "end"
        ),
    ),
    Function(
        "unbiased_percentile",
        fill(
            "create or replace macro unbiased_percentile(xs, p) as within_sorted("
            "list_sort(cast(xs as double[])), (len(xs) + 1.0 / 3) * p + 1.0 / 3)"
        ),
        fill(
            "create or replace temporary function "
            "unbiased_percentile(xs array<double>, p double) returns double return "
            "within_sorted(array_sort(xs), (size(xs) + 1D / 3) * p + 1D / 3)"
        ),
    ),
    Function(
        "array_join",
        fill("create or replace macro array_join(xs, mark) as array_to_string(xs, mark)"),
        fill(""),
    ),
)
"""What the two engines spell differently and rules may use."""

_FORBIDDEN: Final = (
    (r"::", "::"),
    (r"\bgroup\s+by\s+all\b", "group by all"),
    (r"\border\s+by\s+all\b", "order by all"),
    (r"\bqualify\b", "qualify"),
    (r"\basof\b", "asof"),
    (r"\bquantile\w*\s*\(", "quantile"),
    (r"\b(string_agg|group_concat|listagg)\s*\(", "string_agg"),
    (r"\b(datediff|date_diff|datesub|date_sub|epoch)\s*\(", "date_diff"),
    (r"\b(strftime|strptime|to_char|date_format)\s*\(", "strftime"),
    (r"\bread_\w+\s*\(", "read_..."),
    (r"\b(list|struct_pack|unnest|explode)\s*\(", "unnest"),
    (r"\b(approx_\w+|arg_max|arg_min|max_by|min_by|first|last|any_value)\s*\(", "any_value"),
    (r"\b(random|rand|now|current_\w+|uuid)\b", "random"),
    (r"\b(insert|update|delete|create|drop|alter|attach|copy|pragma|set|call)\b", "create"),
    (r"//", "//"),
    (r";", ";"),
)
"""What engines spell or count differently, and what does more than ask."""


def checked(text: str) -> str:
    """The text of a rule, when it is one select in the portable subset. Raises StoreError."""
    bare = re.sub(r"'(?:[^']|'')*'|--[^\n]*", "''", text).lower()
    if not re.match(r"\s*(select|with)\b", bare):
        raise StoreError(say("A rule is a single select."))
    for pattern, word in _FORBIDDEN:
        if re.search(pattern, bare):
            raise StoreError(
                say("A rule may not use %(word)s: engines differ in it.", word=word),
                advice=say("Write it in the portable subset; see the page of the engines."),
            )
    return text


class RuleEngine(Protocol):
    """What an engine does for rules. `types` are its own names of the kinds of columns."""

    types: Mapping[str, Sql]

    def columns(self, query: Sql) -> tuple[str, ...]:
        """The names of the columns that a query gives."""

    def rows(self, statement: Sql) -> list[tuple[object, ...]]:
        """All rows of an answer."""

    def view(self, view: str, query: Sql) -> None:
        """Give a query a name, for as long as the engine lives."""

    def keep(self, view: str) -> None:
        """Answer a named query once: whoever asks its name from now on gets that answer."""
