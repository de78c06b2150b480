"""Tables drawn in text, as examples and tests show them: columns between bars, one row a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openup.kernel.errors import OpenUpError
from openup.kernel.words import say


@dataclass(frozen=True, slots=True)
class Drawn:
    """A small table of text. An empty place is None; `""` in the drawing is an empty text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


def table(drawing: str) -> Drawn:
    """The table of a drawing such as `ocid | bids`, then a line for each row."""
    lines = [line for line in drawing.strip().splitlines() if line.strip()]
    columns, *rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines] or [()]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            raise OpenUpError(
                say(
                    "Row %(row)s of the drawn table has %(found)s cells, its head has %(wanted)s.",
                    row=number,
                    found=len(row),
                    wanted=len(columns),
                )
            )
    return Drawn(columns, tuple(tuple(_cell(cell) for cell in row) for row in rows))


def draw(columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> str:
    """The drawing of a table, its bars in line."""
    written = [tuple(columns), *(tuple(_written(cell) for cell in row) for row in rows)]
    widths = [max(len(line[place]) for line in written) for place in range(len(columns))]
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in written
    )
    return "\n".join(lines)


def _cell(text: str) -> str | None:
    return "" if text == '""' else text or None


def _written(cell: str | None) -> str:
    return '""' if cell == "" else cell or ""
