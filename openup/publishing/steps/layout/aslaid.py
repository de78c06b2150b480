"""Lays a table out as a person said: which rows are header, data and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from openup.kernel.words import say
from openup.publishing.reading import Layout
from openup.publishing.steps.layout import labels
from openup.publishing.steps.layout.laidbefore import Rows, follow
from openup.publishing.steps.layout.layout import Laid
from openup.publishing.steps.layout.looks import Row, is_blank, is_empty
from openup.publishing.steps.said.heard import Heard

_ABOUT_LAYOUT = frozenset(
    (
        "title-rows", "no-header", "header-levels", "foot-rows", "total-row", "blank-header",
        "duplicate-header",
    )
)  # fmt: skip
Numbered = Sequence[tuple[int, Row]]


def as_told(laid: Laid, heard: Heard, head: Numbered, tail: Numbered = ()) -> Laid:
    """The layout with what was said of header, first row and foot. Raises ReadingRefused.

    `head` and `tail` are the first and last rows with their source numbers, as for `lay_out`.
    """
    if all(heard.says(one) is None for one in ("header_rows", "first_data_row", "foot_rows")):
        return laid
    rows = Rows(
        {at: row for at, row in head if not is_blank(row)},
        {at: row for at, row in tail if not is_blank(row)},
    )
    follow(laid, heard, rows)
    header = _header(laid, heard, rows)
    first = _first(laid, heard, rows, header)
    if header and first is not None and first <= header[-1]:
        header = tuple(row for row in header if row < first)
    start = first if first is not None else _after(laid, heard, rows, header)
    feet = _feet(laid, heard, rows, start)
    made = _laid(laid, rows, Layout(header_rows=header, first_data_row=start, foot_rows=feet))
    for one in ("header_rows", "first_data_row", "foot_rows"):
        heard.keep(one)
    return made


def _header(laid: Laid, heard: Heard, rows: Rows) -> tuple[int, ...]:
    told = cast("tuple[int, ...] | None", heard.says("header_rows"))
    if told is None:
        return laid.layout.header_rows
    absent = [row for row in told if row not in rows.head]
    if not absent:
        return told
    heard.misfit(
        "header_rows",
        say("row %(row)s is empty or not among the first rows.", row=absent[0]),
        say("Give rows near the top of the table that are written."),
    )
    return laid.layout.header_rows


def _first(laid: Laid, heard: Heard, rows: Rows, header: tuple[int, ...]) -> int | None:
    told = cast("int | None", heard.says("first_data_row"))
    if told is None:
        return None
    # Said alone and now, it also says where the header ends.
    alone = heard.now.first_data_row is not None and heard.says("header_rows") is None
    below = not header or told > header[-1] or alone
    if told in rows.head and below:
        return told
    why = (
        say("row %(row)s is not below the header.", row=told)
        if told in rows.head
        else say("row %(row)s is empty or not among the first rows.", row=told)
    )
    heard.misfit("first_data_row", why, say("Give the first written row below the header."))
    return None


def _after(laid: Laid, heard: Heard, rows: Rows, header: tuple[int, ...]) -> int:
    """The first row of data where only the header was said."""
    if heard.says("header_rows") is None or header == laid.layout.header_rows:
        return laid.layout.first_data_row
    if not header:
        return min((*laid.layout.header_rows, laid.layout.first_data_row))
    below = [at for at in rows.whole if at > header[-1]]
    return min(below, default=header[-1] + 1)


def _feet(laid: Laid, heard: Heard, rows: Rows, start: int) -> tuple[int, ...]:
    told = cast("int | None", heard.says("foot_rows"))
    found = tuple(at for at in laid.layout.foot_rows if at >= start)
    if told is None:
        return found
    seen = sorted(at for at in (rows.ends or rows.head) if at >= start)
    if told < len(seen):
        return tuple(seen[len(seen) - told :]) if told else ()
    why = say("only %(rows)s written rows at the end were looked at.", rows=len(seen))
    heard.misfit("foot_rows", why, say("Give fewer rows: at least one row must stay as data."))
    return found


def _laid(laid: Laid, rows: Rows, said: Layout) -> Laid:
    """Everything that follows from the rows of header, data and foot."""
    header, start, feet = said.header_rows, said.first_data_row, said.foot_rows
    whole = rows.whole
    same = header == laid.layout.header_rows
    units = laid.layout.unit_rows if same and start > max(laid.layout.unit_rows, default=0) else ()
    above = {*header, *units}
    titles = {at: row for at, row in rows.head.items() if at < start and at not in above}
    below = [row for at, row in whole.items() if at >= start and at not in feet]
    levels = [whole[at] for at in header if at in whole]
    width = _width(laid, levels, below)
    named = labels.beside_row_names(levels, below, width)
    columns, wrong = labels.name_columns(named, width, header)
    if same and units == laid.layout.unit_rows and width == len(laid.columns):
        columns = laid.columns
    layout = replace(
        said,
        title_rows=tuple(titles),
        unit_rows=units,
        total_rows=tuple(
            at for at in laid.layout.total_rows if at >= start and at not in feet
        ),
    )  # fmt: skip
    notes = tuple(labels.note(row) for row in titles.values())
    ends = tuple(labels.note(whole[at]) for at in feet if at in whole)
    others = tuple(one for one in laid.faults if one.code not in _ABOUT_LAYOUT)
    return replace(
        laid,
        layout=layout,
        columns=columns,
        notes=notes + ends,
        faults=(*labels.layout_faults(layout, notes, ends, whole), *wrong, *others),
        header=tuple(levels[-1]) if levels else (),
        above=frozenset((*notes[: len(titles)], *map(labels.note, levels[:-1]))),
    )


def _width(laid: Laid, levels: Sequence[Row], below: Sequence[Row]) -> int:
    """As wide as the header, and as rows of the table are that are not rare."""
    lengths = Counter(len(row) for row in below)
    common = [width for width, times in lengths.items() if times >= max(1, 0.1 * len(below))]
    written = [
        max((at for at, cell in enumerate(row, 1) if not is_empty(cell)), default=0)
        for row in levels
    ]
    return max((*common, *written), default=len(laid.columns))
