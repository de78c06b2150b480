"""Tells how a file was read: for a person, or as JSON for a program."""

from __future__ import annotations

import errno
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from openup.cli.language import said
from openup.kernel.errors import Conflict, OpenUpError
from openup.kernel.words import say
from openup.publishing.faults import Fault, FaultCount, FaultLog
from openup.publishing.reading import Column, ColumnType, Layout, Reading

EXAMPLES_TOLD = 3
COLUMNS_TOLD = 60
RAW_TOLD = 40
NAME_TOLD = 48

TYPES = {
    ColumnType.BOOLEAN: say("boolean"),
    ColumnType.INTEGER: say("integer"),
    ColumnType.DECIMAL: say("decimal"),
    ColumnType.DATE: say("date"),
    ColumnType.TIME: say("time"),
    ColumnType.DATETIME: say("datetime"),
    ColumnType.POINT: say("point"),
    ColumnType.TEXT: say("text"),
    ColumnType.CODE: say("code"),
}
"""The types as a person reads them; programs get their codes."""

Told = dict[str, object]


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table that was read: how, how many rows, what is wrong with it."""

    name: str
    reading: Reading
    rows: int
    faults: FaultLog
    typed: bool = True


def tell_table(table: TableRead, given: str) -> None:
    """A human summary on standard output of a table of the input that was given."""
    reading = table.reading
    called = given if table.name in (given, Path(given).name) else f"{given} > {table.name}"
    click.echo(
        said(
            say(
                "%(name)s (rows: %(rows)s, columns: %(columns)s)",
                name=called,
                rows=f"{table.rows:,}",
                columns=len(reading.columns),
            )
        )
    )
    for reason in reading.reasons:
        if reason.subject in ("encoding", "dialect", "header", "first", "foot", "records"):
            click.echo(f"  {said(reason.words)} ({reason.confidence:.0%})")
    if reading.sheet is not None and reading.sheet.used:
        sheet = {"name": reading.sheet.name, "used": reading.sheet.used}
        click.echo(f"  {said(say('Sheet %(name)s, cells %(used)s.', **sheet))}")
    for note in reading.notes:
        click.echo(f"  {said(say('Note: %(note)s', note=note[:160]))}")
    if table.typed:
        for column in reading.columns[:COLUMNS_TOLD]:
            click.echo(f"    {shortened(column.name, NAME_TOLD):<{NAME_TOLD}} {kind_of(column)}")
        if len(reading.columns) > COLUMNS_TOLD:
            more = len(reading.columns) - COLUMNS_TOLD
            click.echo(f"    {said(say('… and %(more)s more columns.', more=f'{more:,}'))}")
    for group in table.faults.groups.values():
        _tell_fault(group)


def shortened(name: str, most: int) -> str:
    """A long name with its middle left out: what tells such names apart stands at their end."""
    name = " ".join(name.split())
    head = most // 2
    return name if len(name) <= most else f"{name[: head - 1]}…{name[head - most :]}"


def kind_of(column: Column) -> str:
    """What a column holds, and what its numbers count."""
    return " ".join(filter(None, (said(TYPES[column.type]), column.unit)))


def _tell_fault(group: FaultCount) -> None:
    first = group.examples[0]
    times = f" (×{group.total:,})" if group.total > 1 else ""
    column = f"{shortened(group.column, NAME_TOLD).rstrip(':')}: " if group.column else ""
    click.echo(f"  ! {column}{said(first.reason)}{times}")
    places = [place for place in map(_place, group.examples[:EXAMPLES_TOLD]) if place]
    if places and (group.total > 1 or first.raw or first.place.cell):
        click.echo(f"    {', '.join(places)}{' …' if group.total > len(places) else ''}")
    click.echo(f"    {said(first.advice)}")


def _place(fault: Fault) -> str:
    """Where a fault is, and what stood there."""
    place, stood = fault.place, " ".join((fault.raw or "").split())
    row = said(say("row %(row)s", row=place.row)) if place.row is not None else ""
    where = place.cell or row
    return f"{where}: {stood[:RAW_TOLD]}" if where and stood else where


def report_of(given: str, tables: list[TableRead], written: list[str]) -> Told:
    """The report of one input that was read, as plain JSON."""
    return {"input": given, "read": True, "tables": [*map(_table, tables)], "written": written}


def refusal_of(given: str, error: OpenUpError) -> Told:
    """The report of one input that was refused."""
    advice = said(error.advice) if error.advice else None
    return {"input": given, "read": False, "refused": said(error.sentence), "advice": advice}


def _table(table: TableRead) -> Told:
    reading = table.reading
    dialect = reading.dialect
    return {
        "name": table.name,
        "rows": table.rows,
        "format": reading.format,
        "container": list(reading.container),
        "member": reading.member,
        "encoding": reading.encoding,
        "delimiter": dialect.delimiter if dialect else None,
        "quote": dialect.quote if dialect else None,
        "escape": dialect.escape if dialect else None,
        "layout": _layout(reading.layout),
        "columns": [asdict(one) | {"type": one.type.value} for one in reading.columns],
        "sheet": asdict(reading.sheet) if reading.sheet else None,
        "told": [{"field": one.field, "column": one.column} for one in reading.told],
        "null_tokens": list(reading.null_tokens),
        "notes": list(reading.notes),
        "reasons": [
            {"subject": one.subject, "words": said(one.words), "confidence": one.confidence}
            for one in reading.reasons
        ],
        "faults": [*map(_group, table.faults.groups.values())],
    }


def _layout(layout: Layout) -> Told:
    return {
        "title_rows": list(layout.title_rows),
        "header_rows": list(layout.header_rows),
        "first_data_row": layout.first_data_row,
        "foot_rows": list(layout.foot_rows),
        "total_rows": list(layout.total_rows),
        "unit_rows": list(layout.unit_rows),
    }


def _group(group: FaultCount) -> Told:
    return {
        "code": group.code,
        "level": group.level.value,
        "column": group.column,
        "total": group.total,
        "examples": [
            {
                "row": fault.place.row,
                "column": fault.place.column,
                "cell": fault.place.cell,
                "raw": fault.raw,
                "reason": said(fault.reason),
                "advice": said(fault.advice),
            }
            for fault in group.examples
        ],
    }


def not_written(failure: OSError) -> OpenUpError:
    """What the machine refused, as a sentence."""
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return Conflict(
            say("There is no room left on the disk."),
            advice=say("Make room, and give the command again: nothing was left half written."),
        )
    return Conflict(
        say("%(path)s cannot be read or written.", path=str(failure.filename or "-")),
        advice=say("Check that the folder is there, is yours, and has room."),
    )
