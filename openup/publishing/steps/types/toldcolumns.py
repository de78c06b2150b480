"""What was said of the columns of a table: their names, what they are, words for nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openup.kernel.words import say
from openup.publishing.errors import ToldRefused
from openup.publishing.faults import Fault, FaultCount, FaultLog
from openup.publishing.reading import Column, Reading, ToldField
from openup.publishing.steps.layout import names
from openup.publishing.steps.said.heard import Heard, came_before, let_go, shown
from openup.publishing.table import Context, TextTable
from openup.publishing.told import (
    COLUMN_FIELDS,
    NOTHING,
    Before,
    ToldColumn,
    told_again,
    told_fields,
)

_ALIKE = 0.5
"""Least share of labels in common with a release before for a table to be taken for its next."""


def before_of(context: Context, table: TextTable) -> Before | None:
    """The release that this table comes after, by its name or by its columns."""
    labels = _labels(table.reading)

    def alike(one: Before) -> bool:
        common = labels & _labels(one.reading)
        return len(context.before) == 1 and len(common) >= _ALIKE * len(labels)

    return came_before(context, alike, (table.name, table.reading.member))


def _labels(reading: Reading) -> set[str]:
    return {column.label.strip() or column.name for column in reading.columns}


@dataclass(frozen=True, slots=True)
class Renamed:
    """Columns by the names they had, faults of what did not fit, and the resource followed.

    `before` are the columns of that resource's release whose types are expected again.
    """

    renamed: dict[str, str]
    faults: tuple[Fault, ...]
    after: str
    before: tuple[Column, ...]


def columns_as_told(table: TextTable, context: Context) -> Renamed:
    """Put what was said of its columns into a table. Raises ToldRefused where one is not there."""
    before = before_of(context, table)
    follows = before is not None and not context.told.forget
    heard = Heard(
        context.told.of((table.name, table.reading.member)),
        told_again(before.reading) if before is not None and follows else NOTHING,
        before,
    )
    said = _found(heard, table.reading)
    columns = list(table.reading.columns)
    taken = {column.name.casefold(): 1 for at, column in enumerate(columns) if at not in said}
    renamed: dict[str, str] = {}
    for at, one in sorted(said.items()):
        wanted = names.plain(one.name or "") or columns[at].name
        name = names.take(wanted, taken)
        renamed[columns[at].name] = name
        columns[at] = replace(columns[at], name=name)
    table.reading = _marked(table.reading, tuple(columns), said, heard)
    table.text_columns = frozenset(renamed.get(name, name) for name in table.text_columns)
    table.told_columns = {columns[at].name: one for at, one in said.items()}
    return Renamed(
        {old: new for old, new in renamed.items() if old != new},
        tuple(heard.faults),
        before.resource if before is not None else "",
        _expected(before.reading, context) if before is not None else (),
    )


def _expected(reading: Reading, context: Context) -> tuple[Column, ...]:
    """The columns before, but for those whose type a person said and that is to be forgotten."""
    told = {one.column for one in reading.told if one.column and context.told.forget}
    return tuple(column for column in reading.columns if column.name not in told)


def _marked(
    reading: Reading, columns: tuple[Column, ...], said: dict[int, ToldColumn], heard: Heard
) -> Reading:
    tokens = heard.says("null_tokens")
    fields = [one for at, told in said.items() for one in told_fields(columns[at].name, told)]
    if isinstance(tokens, tuple):
        fields.append(ToldField("null_tokens"))
        reading = replace(reading, null_tokens=tuple(map(str, tokens)))
    return replace(reading, columns=columns, told=(*reading.told, *fields))


def _found(heard: Heard, reading: Reading) -> dict[int, ToldColumn]:
    """What was said of each column, by its index; what was said now goes before."""
    found: dict[int, ToldColumn] = {}
    for one in heard.then.columns:
        at = _index(one, reading, by_place=False)
        if at is None:
            why = say("there is no column %(column)s any more.", column=one.label or one.place)
            heard.faults += [
                let_go(field, shown(getattr(one, field)), why, heard.before, one.label)
                for field in COLUMN_FIELDS
                if getattr(one, field) is not None
            ]
        else:
            found[at] = one
    for one in heard.now.columns:
        at = _index(one, reading, by_place=True)
        if at is None:
            raise _no_column(one, reading)
        found[at] = _over(found.get(at), one)
    return found


def _index(one: ToldColumn, reading: Reading, *, by_place: bool) -> int | None:
    if one.label or not by_place:
        wanted = one.label.strip()
        alike = [at for at, column in enumerate(reading.columns) if column.label.strip() == wanted]
        alike = alike or [at for at, col in enumerate(reading.columns) if col.name == wanted]
        if one.place is not None and one.place - 1 in alike:
            return one.place - 1
        if alike:
            return alike[0]
        return None
    if one.place is not None and 1 <= one.place <= len(reading.columns):
        return one.place - 1
    return None


def _over(first: ToldColumn | None, second: ToldColumn) -> ToldColumn:
    if first is None:
        return second
    said = {
        field: getattr(second, field)
        for field in COLUMN_FIELDS
        if getattr(second, field) is not None
    }
    return replace(first, **said)


def _no_column(one: ToldColumn, reading: Reading) -> ToldRefused:
    known = ", ".join(column.label.strip() or column.name for column in reading.columns[:30])
    called = one.label or str(one.place)
    return ToldRefused(
        say("There is no column %(column)s, of which something was said.", column=called),
        advice=say("The columns are: %(columns)s.", columns=known),
        field="columns",
    )


def rename(log: FaultLog, now: dict[str, str]) -> None:
    """Let faults speak of columns by the names that they have now."""
    groups = list(log.groups.values())
    if not any(group.column in now for group in groups):
        return
    log.groups.clear()
    for group in groups:
        column = now.get(group.column or "", group.column)
        examples = [replace(one, place=replace(one.place, column=column)) for one in group.examples]
        held = FaultCount(group.code, group.level, column, group.total, examples)
        log.groups[group.code, column] = held
