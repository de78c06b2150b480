"""Filters as people type them, one per column, turned into conditions.

| typed | keeps |
|---|---|
| `obra` | texts that contain it, whatever the case and the accents; equal numbers and dates |
| `= obra` `!= obra` | exactly equal; not equal |
| `> 1000` `<= 2024-06-30` | greater, at most ... |
| `1000..2000` `2024-01..2024-03` | from the first to the last, both included; either may lack |
| `25.6,-100.4..25.8,-100.2` | places in a box, from its south-west corner to its north-east one |
| `2024` `2024-03` | in a date column: that year, that month |
| `empty` `not empty` | cells without or with a value |
| `fault` | cells that do not fit the type of their column |

The Spanish words (`vacío`, `no vacío`, `falla`) mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from openup.kernel.words import say
from openup.publishing.manifest import StoredTable
from openup.publishing.reading import Column, ColumnType
from openup.query.accents import contains
from openup.query.amounts import Span, range_of, span_of
from openup.query.boxes import box_of
from openup.query.errors import QueryRefused
from openup.query.sheet import column_of, misfit_in
from openup.store.sql import Sql, fill, join, name, text

LONGEST = 500
"""Characters of the longest filter."""

EMPTY = frozenset({"empty", "null", "vacío", "vacio", "vacía", "vacia", "nulo"})
FAULT = frozenset({"fault", "faults", "falla", "fallas"})
NOT = ("not ", "no ")
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}
_SIGNED = re.compile(r"(<=|>=|<>|!=|==|=|<|>|≤|≥|≠)\s*(.*)", re.DOTALL)
_QUOTED = re.compile(r"[\"“«](.*)[\"”»]", re.DOTALL)
COMPARISONS = {
    "=": "$cell = $value",
    "<": "$cell < $value",
    ">": "$cell > $value",
    "<=": "$cell <= $value",
    ">=": "$cell >= $value",
}
_TEXTS = (ColumnType.TEXT, ColumnType.CODE, ColumnType.POINT)


def condition(table: StoredTable, filters: Mapping[str, str]) -> Sql | None:
    """What a row must fulfil, or None when every row does. Raises QueryRefused with a sentence."""
    conditions = [
        one(table, column_of(table, asked), typed.strip())
        for asked, typed in filters.items()
        if typed.strip()
    ]
    return join(" and ", conditions) if conditions else None


def one(table: StoredTable, column: Column, typed: str) -> Sql:
    """The condition of one filter."""
    if len(typed) > LONGEST:
        raise QueryRefused(
            say("The filter of “%(column)s” is too long.", column=column.name),
            advice=say("Write at most %(n)s characters.", n=LONGEST),
        )
    special = _special(table, column, typed.lower())
    if special is not None:
        return special
    signed = _SIGNED.fullmatch(typed)
    sign, rest = (signed[1], signed[2].strip()) if signed else ("", typed)
    sign = _SIGNS.get(sign, sign)
    if column.type is ColumnType.POINT and not sign:
        box = box_of(typed)
        if box is not None:
            return box.around(name(column.name))
    if column.type in _TEXTS:
        return _of_text(column, sign, rest)
    span = span_of(column, rest) if sign else range_of(column, rest)
    return _of_span(column, sign, span)


def _special(table: StoredTable, column: Column, typed: str) -> Sql | None:
    """The condition of `empty`, `fault` and their opposites."""
    wanted, said = True, typed
    for word in NOT:
        if typed.startswith(word) and typed.removeprefix(word).strip() in EMPTY | FAULT:
            wanted, said = False, typed.removeprefix(word).strip()
    if said not in EMPTY | FAULT:
        return None
    misfit = misfit_in(table, column)
    if said in FAULT:
        found = misfit or fill("false")
    else:
        found = fill("$column is null", column=name(column.name))
        if column.type in _TEXTS:
            found = fill("coalesce($column, '') = ''", column=name(column.name))
        if misfit:
            # A cell that does not fit is null in the table, and yet the file said something there.
            found = fill("($found and not ($misfit))", found=found, misfit=misfit)
    return found if wanted else fill("(not $found)", found=found)


def _of_text(column: Column, sign: str, rest: str) -> Sql:
    cell = name(column.name)
    if sign == "":
        quoted = _QUOTED.fullmatch(rest)
        sought = quoted[1] if quoted else rest
        return contains(cell, sought)
    if sign == "!=":
        return fill("$cell is distinct from $sought", cell=cell, sought=text(rest))
    return _compared(cell, sign, text(rest))


def _of_span(column: Column, sign: str, span: Span) -> Sql:
    """A comparison with a span: `2024` in a column of dates is a whole year."""
    cell = name(column.name)
    match sign:
        case "<":
            return span.before(cell)
        case ">=":
            return span.from_first(cell)
        case ">":
            return span.after(cell)
        case "<=":
            return span.to_last(cell)
        case "!=":
            return fill("not coalesce($inside, false)", inside=span.inside(cell))
    return span.inside(cell)


def _compared(cell: Sql, sign: str, value: Sql) -> Sql:
    return fill(COMPARISONS[sign], cell=cell, value=value)
