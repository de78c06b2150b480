"""Finds the tables that stand beside each other in a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from openup.publishing.steps.layout.looks import column_kinds, is_blank, is_empty, kind
from openup.publishing.steps.layout.runs import Numbered, Run, header_of, labels_of


def beside(rows: Sequence[Numbered]) -> tuple[tuple[int, int], ...]:
    """The columns of tables that stand beside each other in a sheet, parted by blank columns.

    `rows` are the first rows of one stretch. A blank column alone parts nothing: each side needs a
    header of its own and names of its own in its first column, and both must differ in length or
    repeat a label, as a second table does and a group of columns does not.
    """
    width = max((len(row) for _, row in rows), default=0)
    used = [any(place < len(row) and not is_empty(row[place]) for _, row in rows)
            for place in range(width)]  # fmt: skip
    groups: list[tuple[int, int]] = []
    for place, is_used in enumerate(used):
        if is_used and groups and groups[-1][1] == place:
            groups[-1] = (groups[-1][0], place + 1)
        elif is_used:
            groups.append((place, place + 1))
    if len(groups) < 2:
        return ((0, width),)
    sides = [_side(rows, left, right) for left, right in groups]
    found = [side for side in sides if side is not None]
    if len(found) < len(groups) or not _are_apart(found):
        return ((0, width),)
    return tuple(groups)


def _side(rows: Sequence[Numbered], left: int, right: int) -> tuple[set[str], int] | None:
    """Labels and length of what stands in these columns, if that is a table by itself."""
    cut = [(at, row[left:right]) for at, row in rows if not is_blank(row[left:right])]
    if right - left < 2 or len(cut) < 3:
        return None
    laid = header_of(Run(cut, cut[-1][0], len(cut)))
    if laid is None:
        return None
    body = [row for at, row in cut if at >= laid.layout.first_data_row]
    names = [row[0] for row in body if row and not is_empty(row[0])]
    if len(names) < 0.9 * len(body) or len(set(names)) < 0.9 * len(names):
        return None
    if any(kind(cell or "") == "null" for cell in names) or column_kinds(body, 1)[0] == "number":
        return None
    return {label for _, label in labels_of(laid)}, cut[-1][0]


def _are_apart(sides: Sequence[tuple[set[str], int]]) -> bool:
    labels, ends = zip(*sides, strict=True)
    together: set[str] = set().union(*labels)
    return len(set(ends)) == len(ends) or len(together) < sum(map(len, labels))
