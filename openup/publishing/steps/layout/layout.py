"""Decides which rows of a sheet or text are title, header, units, data, total and foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from openup.kernel.words import say
from openup.publishing.faults import Fault
from openup.publishing.reading import Column, Layout, Reason
from openup.publishing.steps.layout import foot, labels
from openup.publishing.steps.layout.header import Sight, find_header, look
from openup.publishing.steps.layout.looks import Row, is_blank
from openup.publishing.steps.layout.units import is_unit_row, unit_in


@dataclass(frozen=True, slots=True)
class Laid:
    """How the rows of a table are laid out.

    `columns` have unique names and the labels as written (all empty where there is no header);
    `notes` are the texts of title and foot rows; `header` is the last header row as it was read,
    and `above` are the texts of the rows over it. `units` has one word a column where a row below
    the header says what is counted, and is empty otherwise.
    """

    layout: Layout
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    faults: tuple[Fault, ...] = ()
    header: tuple[str | None, ...] = ()
    above: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()


def lay_out(
    head_rows: Sequence[Row],
    tail_rows: Sequence[Row] = (),
    *,
    numbers: Sequence[int],
    tail_numbers: Sequence[int] = (),
) -> Laid:
    """Lay out a table from its first rows and its last ones.

    `numbers` are the 1-based source rows of `head_rows`. `tail_rows` follow after a gap and are
    empty when the head holds the whole table. Rows may be ragged; blank rows belong in.
    """
    pairs = [(row, at) for row, at in zip(head_rows, numbers, strict=True) if not is_blank(row)]
    ends = [(row, at) for row, at in zip(tail_rows, tail_numbers, strict=True)]
    sight = Sight([row for row, _ in pairs], [at for _, at in pairs])
    look(sight, [row for row, _ in ends if not is_blank(row)])
    first, found = find_header(sight)
    after = first + len(found)
    levels, units = _parted(sight, found)
    whole = list(zip(head_rows, numbers, strict=True)) + ends
    start = sight.numbers[after] if after < len(pairs) else _row_after(sight)
    ending = foot.find([pair for pair in whole if pair[1] >= start], typical=sight.typical)
    layout = Layout(
        title_rows=tuple(sight.numbers[:first]),
        header_rows=tuple(sight.numbers[first : first + len(levels)]),
        first_data_row=start,
        foot_rows=ending.foot_rows,
        total_rows=ending.total_rows,
        unit_rows=tuple(sight.numbers[first + len(levels) : after]),
    )
    named = labels.beside_row_names(levels, sight.rows[after:], sight.width)
    columns, label_faults = labels.name_columns(named, sight.width, layout.header_rows)
    counted = _units(units, len(columns))
    columns = with_units(columns, counted)
    titles = tuple(labels.note(row) for row in sight.rows[:first])
    shown = {number: row for row, number in whole}
    return Laid(
        layout,
        columns,
        notes=titles + unit_notes(columns, counted) + ending.notes,
        reasons=(_reason(layout, sight),),
        faults=(*labels.layout_faults(layout, titles, ending.notes, shown), *label_faults),
        header=tuple(levels[-1]) if levels else (),
        above=frozenset((*titles, *map(labels.note, levels[:-1]))),
        units=counted,
    )


def _parted(sight: Sight, found: Sequence[Row]) -> tuple[Sequence[Row], Row]:
    """The rows of labels, and the row of units below them (empty: none)."""
    if len(found) > 1 and is_unit_row(found[:-1], found[-1], sight.kinds):
        return found[:-1], found[-1]
    return found, ()


def _units(units: Row, width: int) -> tuple[str, ...]:
    """The unit of each column; nothing at all where there is no row of units."""
    if not units:
        return ()
    return tuple(unit_in(units[at]) if at < len(units) else "" for at in range(width))


def with_units(columns: Sequence[Column], units: Sequence[str]) -> tuple[Column, ...]:
    """The columns with the units of `Laid.units`."""
    if not units:
        return tuple(columns)
    return tuple(replace(one, unit=unit) for one, unit in zip(columns, units, strict=True))


def unit_notes(columns: Sequence[Column], units: Sequence[str]) -> tuple[str, ...]:
    """A note for each unit: `Monto: pesos`."""
    pairs = zip(columns, units, strict=False)
    return tuple(f"{column.name}: {unit}" for column, unit in pairs if unit)


def _row_after(sight: Sight) -> int:
    return sight.numbers[-1] + 1 if sight.numbers else 1


def _reason(layout: Layout, sight: Sight) -> Reason:
    if not layout.header_rows:
        words = say("The first row looks like the rows below it, so the columns have no header.")
        return Reason("header", words, 0.8)
    sure = 0.95 if any(kind != "text" for kind in sight.kinds) else 0.7
    return header_reason(layout, sure)


def header_reason(layout: Layout, sure: float) -> Reason:
    """Why these rows are the header, which `layout` has."""
    rows = layout.header_rows
    if len(rows) > 1:
        words = say(
            "Rows %(first)s to %(last)s name the columns together: they differ from the rows "
            "below them.",
            first=rows[0],
            last=rows[-1],
        )
    else:
        words = say(
            "Row %(row)s names the columns: it differs from the rows below it.", row=rows[0]
        )
    return Reason("header", words, sure)
