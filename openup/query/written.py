"""How values are written in pages and files: exactly, as text, with ISO dates."""

from __future__ import annotations

from openup.publishing.reading import Column, ColumnType
from openup.store.sql import Sql, fill, join, name, text

PLAIN_JSON = frozenset({ColumnType.BOOLEAN, ColumnType.INTEGER, ColumnType.DECIMAL})
"""Types that JSON writes without quotes; its numbers keep every digit."""


def as_text(column: Column) -> Sql:
    """The value as text: `1234.50`, `2024-01-31`, `2024-01-31T10:00:00`; null stays null."""
    if column.type in (ColumnType.TEXT, ColumnType.CODE, ColumnType.POINT):
        return name(column.name)
    written = fill("cast($column as varchar)", column=name(column.name))
    if column.type is ColumnType.DATETIME:
        return fill("replace($written, ' ', 'T')", written=written)
    return written


def as_csv(columns: tuple[Column, ...]) -> Sql:
    """One line of CSV (RFC 4180, without its end): nothing is null, `""` is an empty text."""
    return fill("concat_ws(',', $cells)", cells=join(", ", map(_csv_cell, columns)))


def _csv_cell(column: Column) -> Sql:
    if column.type not in (ColumnType.TEXT, ColumnType.CODE, ColumnType.POINT):
        return fill("coalesce($written, '')", written=as_text(column))
    return fill(
        """case
            when $cell is null then ''
            when $cell = '' or regexp_matches($cell, '[",\\r\\n]')
            then concat('"', replace($cell, '"', '""'), '"')
            else $cell
        end""",
        cell=name(column.name),
    )


def as_json(columns: tuple[Column, ...]) -> Sql:
    """One JSON object, with the columns in their order."""
    members = (
        fill(
            "to_json($key), ':', coalesce(cast(to_json($cell) as varchar), 'null')",
            key=text(column.name),
            cell=name(column.name) if column.type in PLAIN_JSON else as_text(column),
        )
        for column in columns
    )
    return fill("concat('{', $members, '}')", members=join(", ',', ", members))
