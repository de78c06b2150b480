"""Makes column names out of header rows, and says what is wrong with a header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openup.kernel.words import say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.reading import Column, Layout
from openup.publishing.steps.layout import names
from openup.publishing.steps.layout.looks import Row, is_empty


def name_columns(
    levels: Sequence[Row], width: int, numbers: Sequence[int]
) -> tuple[tuple[Column, ...], tuple[Fault, ...]]:
    """One column for each of `width`; unique names, `col_0`, `col_1` ... without a label."""
    written = _joined(levels, width)
    columns: list[Column] = []
    faults: list[Fault] = []
    taken: names.Taken = {}
    for index, label in enumerate(written):
        plain = names.plain(label)
        if levels and not plain:
            faults.append(_blank(index, numbers))
        if plain and names.is_taken(plain, taken):
            faults.append(_twice(plain, numbers))
        columns.append(Column(name=names.take(plain or f"col_{index}", taken), label=label))
    return tuple(columns), tuple(faults)


def beside_row_names(levels: Sequence[Row], below: Sequence[Row], width: int) -> Sequence[Row]:
    """A header with one label too few, over rows that begin with a name of their own (as R writes).

    The first column then has no label; otherwise the last one has none.
    """
    if not levels or any(len(level) != width - 1 for level in levels) or len(below) < 3:
        return levels
    whole = [row for row in below if len(row) == width]
    names = {row[0] for row in whole if not is_empty(row[0])}
    ends = sum(not is_empty(row[-1]) for row in whole)
    if len(whole) < 0.9 * len(below) or len(names) < 0.9 * len(whole) or ends < 0.5 * len(whole):
        return levels
    return [["", *level] for level in levels]


def note(row: Row) -> str:
    """The written cells of a row as one line."""
    return " ".join(cell.strip() for cell in row if cell is not None and not is_empty(cell))


def _joined(levels: Sequence[Row], width: int) -> list[str]:
    """Header levels joined with one space; an upper label reaches right over what it groups."""
    if len(levels) == 1:
        only = levels[0]
        return [(only[i] or "") if i < len(only) else "" for i in range(width)]
    spread = [_spread(levels, depth, width) for depth in range(len(levels))]
    return [
        " ".join(row[index].strip() for row in spread if row[index].strip())
        for index in range(width)
    ]


def _spread(levels: Sequence[Row], depth: int, width: int) -> list[str]:
    row = [(cell or "") for cell in levels[depth]] + [""] * width
    if depth == len(levels) - 1:
        return row[:width]
    below = levels[depth + 1 :]
    above = levels[:depth]
    last = ""
    for index in range(width):
        under = any(index < len(lower) and not is_empty(lower[index]) for lower in below)
        over = any(index < len(upper) and not is_empty(upper[index]) for upper in above)
        if row[index].strip():
            last = row[index]
        elif over or not under:
            last = ""
        else:
            row[index] = last
    return row[:width]


def _blank(index: int, numbers: Sequence[int]) -> Fault:
    return Fault(
        "blank-header",
        Level.COLUMN,
        say("Column %(number)s has no name.", number=index + 1),
        say("Write what the column holds in its header cell."),
        Place(row=numbers[-1] if numbers else None, column=f"col_{index}"),
        raw="",
    )


def _twice(name: str, numbers: Sequence[int]) -> Fault:
    return Fault(
        "duplicate-header",
        Level.COLUMN,
        say("More than one column is called %(name)s.", name=name),
        say("Give each column a name of its own."),
        Place(row=numbers[-1] if numbers else None, column=name),
        raw=name,
    )


def layout_faults(
    layout: Layout, titles: Sequence[str], feet: Sequence[str], rows: Mapping[int, Row]
) -> tuple[Fault, ...]:
    """What a steward should mend in the layout: titles, foot notes, totals, header levels.

    `rows` are rows of the table by their numbers, which the faults show.
    """
    found: list[Fault] = []
    if layout.title_rows:
        found.append(_title_fault(layout.title_rows, titles))
    if not layout.header_rows:
        found.append(_no_header(layout.first_data_row, rows))
    if len(layout.header_rows) > 1:
        found.append(_levels_fault(layout.header_rows))
    if layout.foot_rows:
        found.append(_foot_fault(layout.foot_rows, feet))
    found.extend(_total_fault(row, rows) for row in layout.total_rows)
    return tuple(found)


def _title_fault(rows: Sequence[int], titles: Sequence[str]) -> Fault:
    return Fault(
        "title-rows",
        Level.TABLE,
        say("Title rows stand above the header (%(rows)s).", rows=len(rows)),
        say("Take them out of the table; they are kept as notes."),
        Place(row=rows[0]),
        raw=titles[0] if titles else None,
    )


def _shown(row: int, rows: Mapping[int, Row]) -> str | None:
    return note(rows[row])[:500] if row in rows else None


def _no_header(row: int, rows: Mapping[int, Row]) -> Fault:
    return Fault(
        "no-header",
        Level.TABLE,
        say("No row names the columns."),
        say("Add a first row with a name for each column."),
        Place(row=row),
        _shown(row, rows),
    )


def _levels_fault(rows: Sequence[int]) -> Fault:
    return Fault(
        "header-levels",
        Level.TABLE,
        say("The header takes %(rows)s rows.", rows=len(rows)),
        say("Use one header row with simple, unmerged cells; the levels were joined with a space."),
        Place(row=rows[0]),
    )


def _foot_fault(rows: Sequence[int], feet: Sequence[str]) -> Fault:
    return Fault(
        "foot-rows",
        Level.TABLE,
        say("Notes stand below the table (rows: %(rows)s).", rows=len(rows)),
        say("Take them out of the table; they are kept as notes."),
        Place(row=rows[0]),
        raw=feet[0] if feet else None,
    )


def _total_fault(row: int, rows: Mapping[int, Row]) -> Fault:
    return Fault(
        "total-row",
        Level.ROW,
        say("Row %(row)s holds totals of the other rows.", row=row),
        say("Leave totals out: whoever adds up the column counts them twice. The row was kept."),
        Place(row=row),
        _shown(row, rows),
    )
