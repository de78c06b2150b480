"""Fragments of SQL about one stored table: its columns, its row numbers, its misfits."""

from __future__ import annotations

from difflib import get_close_matches

from openup.kernel.words import say
from openup.publishing.manifest import StoredTable
from openup.publishing.reading import Column
from openup.query.errors import QueryRefused
from openup.store.engines.duckdb import parquet
from openup.store.feeds import line_of, places_of
from openup.store.sql import Sql, fill, text


def column_of(table: StoredTable, asked: str) -> Column:
    """The column of this name. Raises QueryRefused, which names the nearest ones."""
    for column in table.columns:
        if column.name == asked:
            return column
    names = [column.name for column in table.columns]
    near = get_close_matches(asked, names, n=3, cutoff=0.4) or names[:5]
    raise QueryRefused(
        say("This table has no column “%(name)s”.", name=asked),
        advice=say("The nearest are: %(names)s.", names=", ".join(near)),
    )


def row_number(table: StoredTable) -> Sql:
    """The row's number in the source file."""
    return line_of(table.row_column, table.first_row, table.feeds)


def misfit_in(table: StoredTable, column: Column) -> Sql | None:
    """The condition that a row's cell in `column` does not fit; None when all of them fit."""
    if table.misfits is None:
        return None
    lines = fill(
        'select "row" from $misfits where "column" = $column',
        misfits=parquet(table.misfits),
        column=text(column.name),
    )
    if table.feeds is None:
        return fill("$row in ($lines)", row=row_number(table), lines=lines)
    places = places_of(lines, table.first_row, table.feeds)
    return fill("file_row_number in $places", places=places)
