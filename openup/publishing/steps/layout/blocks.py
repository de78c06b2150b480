"""Finds the tables that stand below each other in a sheet or text, and headers printed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from openup.publishing.steps.layout.again import PAGE, folded
from openup.publishing.steps.layout.labels import note
from openup.publishing.steps.layout.layout import Laid
from openup.publishing.steps.layout.looks import Row, column_kinds, is_empty, kind
from openup.publishing.steps.layout.runs import Numbered, Run, header_of, labels_of, runs

TABLES_MOST: Final = 200
_FORM_ROWS: Final = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one table takes of a sheet or text: source rows, both included, and columns.

    Columns are counted from 0, `right` is not included. `title` is its own title, or empty. `again`
    are rows within it that print its title and header once more.
    """

    first: int
    last: int
    left: int = 0
    right: int = 0
    title: str = ""
    again: tuple[int, ...] = ()


@dataclass(slots=True)
class _Open:
    """The table that is being put together."""

    stretch: Stretch
    laid: Laid | None
    titles: set[str]
    body: list[Row]
    count: int
    width: int
    again: list[int] = field(default_factory=list)

    def closed(self) -> Stretch:
        return replace(self.stretch, right=self.width, again=tuple(self.again))


def stacked(rows: Iterable[Numbered]) -> tuple[Stretch, ...]:
    """The tables below each other. Blank rows belong in; most often there is one table.

    A further table begins after a blank row, with a header of its own: words over other kinds of
    values. Without such evidence, rows after a blank row belong to the table above.
    """
    tables: list[_Open] = []
    waiting: list[Run] = []
    for run in runs(rows):
        if run.is_title:
            waiting.append(run)
            continue
        _place(tables, waiting, run)
        waiting = []
    if waiting:
        if tables:
            _extend(tables[-1], waiting[-1])
        else:
            tables.append(_opened(waiting, waiting[0], None))
    if len(tables) > TABLES_MOST:
        return (replace(tables[0].closed(), last=tables[-1].stretch.last, again=()),)
    return tuple(table.closed() for table in tables)


def _place(tables: list[_Open], waiting: list[Run], run: Run) -> None:
    """A run continues the open table, begins a page of it again, or begins another one."""
    laid = header_of(run)
    if not tables:
        tables.append(_opened(waiting, run, laid))
        return
    table = tables[-1]
    titles = [*_texts(waiting), *(_titles_of(run, laid) if laid else ())]
    if laid is not None and table.laid is not None and labels_of(laid) == labels_of(table.laid):
        if all(_is_page(title, table) for title in titles):
            table.again += [at for title in waiting for at, _ in title.head]
            table.again += [*laid.layout.title_rows, *laid.layout.header_rows]
            _extend(table, run)
            return
        tables.append(_opened(waiting, run, laid))
    elif laid is None or not _is_another(table, run, laid, titles):
        _extend(table, run)
    elif table.laid is None or _is_form(table, laid):
        tables[-1] = _opened(waiting, run, laid)
        tables[-1].stretch = replace(tables[-1].stretch, first=table.stretch.first)
    else:
        tables.append(_opened(waiting, run, laid))


def _opened(waiting: Sequence[Run], run: Run, laid: Laid | None) -> _Open:
    titles = [*_texts(waiting), *(_titles_of(run, laid) if laid else ())]
    first = waiting[0].first if waiting else run.first
    title = next((text for text in titles if not PAGE.match(text)), "")
    width = max(map(len, (row for _, row in run.head)))
    return _Open(
        Stretch(first, run.last, title=title),
        laid,
        set(map(folded, titles)),
        _body(run, laid),
        run.count,
        width,
    )


def _extend(table: _Open, run: Run) -> None:
    table.stretch = replace(table.stretch, last=run.last)
    table.count += run.count
    table.width = max(table.width, max(len(row) for _, row in run.head))


def _is_another(table: _Open, run: Run, laid: Laid, titles: Sequence[str]) -> bool:
    """Whether the header of the run cannot be a row of the open table."""
    body = _body(run, laid)
    kinds = column_kinds(body, len(laid.columns))
    above = column_kinds(table.body, len(laid.columns))
    firm = [
        _unlike(cell, seen) and not _begins_codes(cell, place, body)
        for place, (cell, seen) in enumerate(zip(laid.header, kinds, strict=False))
    ]
    odd = [_unlike(cell, seen) for cell, seen in zip(laid.header, above, strict=False)]
    if any(firm) and (any(odd) or all(seen == "text" for seen in above)):
        return True
    other = table.laid is not None and len(labels_of(laid)) != len(labels_of(table.laid))
    return bool(titles) and other and len(body) > 2 and len(labels_of(laid)) > 2


def _unlike(cell: str | None, seen: str) -> bool:
    """Words or a code over a column of numbers or dates, or words over codes."""
    if is_empty(cell) or seen == "text":
        return False
    own = kind(cell or "")
    return own == "text" if seen.startswith("code") else own not in ("number", "date", "null")


def _begins_codes(cell: str | None, place: int, body: Sequence[Row]) -> bool:
    """A chapter (`H`) above its parts (`H01`) is a row as they are."""
    start = (cell or "").strip()
    return any((row[place] or "").strip().startswith(start) for row in body if place < len(row))


def _is_form(table: _Open, laid: Laid) -> bool:
    """A few names, each with a value of another kind, above a table are a title of it."""
    if table.laid is None or len(labels_of(table.laid)) != 2 or len(labels_of(laid)) < 4:
        return False
    names, values = column_kinds(table.body, 2)
    mixed = values == "text" or len(table.body) < 3
    return table.count <= _FORM_ROWS and names == "text" and mixed


def _is_page(title: str, table: _Open) -> bool:
    """A title that every page prints: that of the table, whatever its figures, or a page number."""
    return PAGE.match(title) is not None or folded(title) in table.titles


def _texts(titles: Sequence[Run]) -> list[str]:
    return [note(row) for run in titles for _, row in run.head]


def _titles_of(run: Run, laid: Laid) -> list[str]:
    rows = set(laid.layout.title_rows)
    return [note(row) for at, row in run.head if at in rows]


def _body(run: Run, laid: Laid | None) -> list[Row]:
    start = laid.layout.first_data_row if laid else 0
    return [row for at, row in run.head if at >= start]
