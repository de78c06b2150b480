"""A page of rows of a release, as a person looks at them: filtered, sorted, with row numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from openup.catalog.pages import Cell, RowLine, RowsPage
from openup.kernel.ids import ReleaseId
from openup.kernel.words import say
from openup.publishing.manifest import StoredTable, stored
from openup.publishing.reading import ColumnType
from openup.query.errors import QueryRefused, QueryTooLong
from openup.query.filters import condition
from openup.query.sheet import column_of, row_number
from openup.query.written import as_text
from openup.store.engines.duckdb import DuckEngine, ReadingEngine, parquet
from openup.store.errors import EngineInterrupted
from openup.store.lake import Lake
from openup.store.sql import Sql, fill, join, name, number

SECONDS = 5.0
"""Seconds that one page may take in all."""

MOST_ROWS = 1000
"""Rows of the longest page."""

_EVERY_ROW = fill("true")


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """What is asked of a table: which rows, in which order, from which one on."""

    offset: int = 0
    limit: int = 50
    sort: str = ""
    descending: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)


def rows_of(
    lake: Lake,
    engine: ReadingEngine,
    release: ReleaseId,
    question: RowQuestion,
    *,
    seconds: float = SECONDS,
) -> RowsPage:
    """The page of rows that was asked for. Raises QueryRefused or QueryTooLong with a sentence."""
    demand_page(question)
    began, table = monotonic(), stored(lake, release)
    asking = _Asking(engine, table, began + seconds)
    try:
        where = condition(table, question.filters)
        matching = table.rows if where is None else asking.count(where)
        places = asking.places(where, question) if matching > question.offset else []
        lines = asking.lines(places)
    except EngineInterrupted as error:
        raise too_long(seconds) from error
    return RowsPage(
        columns=tuple(column.name for column in table.columns),
        rows=lines,
        total=table.rows,
        matching=matching,
        offset=question.offset,
        limit=question.limit,
        sort=question.sort,
        descending=question.descending,
        filters=dict(question.filters),
        seconds=monotonic() - began,
    )


def too_long(seconds: float) -> QueryTooLong:
    return QueryTooLong(
        say("The answer takes longer than %(n)s seconds.", n=f"{seconds:g}"),
        advice=say("Add a filter, take the sorting away, or download the whole table."),
    )


def demand_page(question: RowQuestion) -> None:
    """Raise a sentence when the page that is asked for cannot be."""
    if not 1 <= question.limit <= MOST_ROWS:
        raise QueryRefused(
            say("A page cannot have %(n)s rows.", n=question.limit),
            advice=say("Ask for 1 to %(most)s rows.", most=MOST_ROWS),
        )
    if question.offset < 0:
        raise QueryRefused(
            say("A page cannot begin at row %(n)s.", n=question.offset),
            advice=say("The first row is 0."),
        )


def order_of(table: StoredTable, question: RowQuestion) -> Sql | None:
    """What to sort by, or None for the order of the file. Empty cells come last either way."""
    if not question.sort:
        return fill("file_row_number desc") if question.descending else None
    column = column_of(table, question.sort)
    key = name(column.name)
    if column.type in (ColumnType.TEXT, ColumnType.CODE):
        # People look for Álvarez beside Alvarez; the text as written decides between equals.
        key = fill("strip_accents(lower($key))", key=key)
    template = "$key desc nulls last" if question.descending else "$key asc nulls last"
    return fill("$order, file_row_number", order=fill(template, key=key))


class _Asking:
    """One question on its way: every statement of it shares the same deadline."""

    def __init__(self, engine: DuckEngine, table: StoredTable, deadline: float) -> None:
        self.engine, self.table, self.deadline = engine, table, deadline

    def rows(self, statement: Sql) -> list[tuple[object, ...]]:
        left = self.deadline - monotonic()
        return self.engine.rows(statement, seconds=max(left, 0.001))

    def count(self, where: Sql) -> int:
        statement = fill(
            "select count(*) from $source where $where",
            source=parquet(self.table.parquet),
            where=where,
        )
        return int(str(self.rows(statement)[0][0]))

    def places(self, where: Sql | None, question: RowQuestion) -> list[int]:
        """Positions in the file, from 0, of the rows of the page: only the keys are read."""
        order = order_of(self.table, question)
        if order is None and where is None:
            last = min(question.offset + question.limit, self.table.rows)
            return list(range(question.offset, last))
        statement = fill(
            "select file_row_number from $source where $where order by $order"
            " limit $limit offset $offset",
            source=parquet(self.table.parquet),
            where=where or _EVERY_ROW,
            order=order or fill("file_row_number"),
            limit=number(question.limit),
            offset=number(question.offset),
        )
        return [int(str(place)) for (place,) in self.rows(statement)]

    def lines(self, places: list[int]) -> tuple[RowLine, ...]:
        """The rows at these positions, in this order."""
        if not places:
            return ()
        statement = fill(
            "select file_row_number, $row, $cells from $source where $wanted limit $many",
            row=row_number(self.table),
            cells=join(", ", map(as_text, self.table.columns)),
            source=parquet(self.table.parquet),
            wanted=_wanted(places),
            many=number(len(places)),
        )
        found = {int(str(place)): rest for place, *rest in self.rows(statement)}
        numbers = {place: int(str(found[place][0])) for place in places}
        misfits = self.misfits(list(numbers.values()))
        return tuple(
            RowLine(
                number=numbers[place],
                cells=tuple(
                    _cell(text, misfits.get((numbers[place], column.name)))
                    for text, column in zip(found[place][1:], self.table.columns, strict=True)
                ),
            )
            for place in places
        )

    def misfits(self, numbers: list[int]) -> dict[tuple[int, str], tuple[str, str]]:
        """Raw text and reason of the cells of these rows that do not fit their column's type."""
        if self.table.misfits is None:
            return {}
        statement = fill(
            'select "row", "column", raw, code from $misfits where "row" in ($numbers)',
            misfits=parquet(self.table.misfits),
            numbers=join(", ", map(number, numbers)),
        )
        return {
            (int(str(row)), str(column)): (str(raw), str(code))
            for row, column, raw, code in self.rows(statement)
        }


def _wanted(places: list[int]) -> Sql:
    """Which rows these are. Neighbours need no list, and a scan without one ends at the last."""
    least, most = min(places), max(places)
    span = fill("file_row_number between $least and $most", least=number(least), most=number(most))
    if most - least + 1 == len(places):
        return span
    listed = join(", ", map(number, places))
    return fill("$span and file_row_number in ($listed)", span=span, listed=listed)


def _cell(text: object, misfit: tuple[str, str] | None) -> Cell:
    raw, reason = misfit or (None, "")
    return Cell(None if text is None else str(text), raw, reason)


def sample(engine: DuckEngine, table: StoredTable, limit: int) -> tuple[RowLine, ...]:
    """The first rows of a table that is not in the lake yet."""
    asking = _Asking(engine, table, monotonic() + SECONDS)
    return asking.lines(list(range(min(limit, table.rows))))
