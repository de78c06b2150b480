"""Columns that could not keep the type of the release before: faults of the new release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.reading import Column, ColumnType
from openup.publishing.steps.tables.rows import Rows
from openup.publishing.steps.types.cells import NULL_TOKENS, careful, trimmed, words
from openup.publishing.steps.types.types import shape_of
from openup.store.engines.duckdb import WritingEngine
from openup.store.sql import Sql, fill, name, number

SHOWN: Final = 3
"""Cells that are shown of those that do not fit any more."""


def retyped(
    engine: WritingEngine,
    rows: Rows,
    columns: Sequence[Column],
    before: Mapping[str, Column],
) -> list[Fault]:
    """A fault for each column that has another type or unit than in the release before."""
    faults = []
    for index, now in enumerate(columns):
        old = before.get(now.name)
        if old is None or (old.type, old.unit) == (now.type, now.unit):
            continue
        shown = _odd(engine, rows, index, old)
        reason = say(
            "The column was %(old)s in the release before and is %(new)s now.",
            old=_said(old.type.value, old.unit), new=_said(now.type.value, now.unit),
        )  # fmt: skip
        if shown:
            reason = say("%(reason)s It holds: %(cells)s.", reason=reason, cells=", ".join(shown))
        faults.append(
            Fault(
                "type-changed",
                Level.COLUMN,
                reason,
                _ADVICE,
                Place(column=now.name),
                shown[0] if shown else None,
            )
        )
    return faults


_ADVICE: Final = say(
    "If it is a mistake, correct the cells and publish again; if not, tell those who use the table."
)


def _said(kind: str, unit: str) -> Words | str:
    return say("%(type)s in %(unit)s", type=kind, unit=unit) if unit else kind


def _odd(engine: WritingEngine, rows: Rows, index: int, old: Column) -> list[str]:
    """The first cells that the type of the release before has no value for."""
    cell = name(f"c{index}")
    found = engine.rows(
        fill(
            "select distinct $cell from (select * from $rows where $trimmed <> '' "
            "and lower($trimmed) not in $tokens and $value is null limit $most)",
            cell=cell,
            trimmed=trimmed(cell),
            tokens=words(NULL_TOKENS),
            value=_value(trimmed(cell), old),
            rows=rows.relation,
            most=number(SHOWN),
        )
    )
    return sorted(str(cell)[:60] for (cell,) in found)


def _value(cell: Sql, old: Column) -> Sql:
    if old.type is ColumnType.CODE:
        return fill(r"case when regexp_full_match($cell, '\d+') then $cell end", cell=cell)
    return careful(cell, shape_of(old))
