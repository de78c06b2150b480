"""What must be true of a table that the engine read by itself, asked of the table that it wrote.

The engine and the patient reader understand a file alike unless a quote stands after blanks, a row
is blank or repeats the header, or a row was lost or swallowed by another. Each is counted here, in
one pass together with the profile, and only in the columns whose footer leaves it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openup.publishing.steps.tables.misfits import Misfits
from openup.publishing.steps.tables.write import Written
from openup.publishing.steps.types.cells import BLANK
from openup.publishing.table import CsvScan
from openup.store.sql import Sql, fill, join, name, number, text

_SPACES: Final = text(r"[\s\p{Z}\x{0b}\x{1c}-\x{1f}\x{85}\x{feff}]*")
NULL: Final = fill("null")
_FIRST_SIGN, _FIRST_SPACE_BEYOND_ASCII = "!", "\u0085"


def doubts(table: Written, misfits: Misfits, scan: CsvScan, *, beyond: int) -> Sql:
    """An aggregate over a table: 0 if the patient reader would give the same rows.

    `beyond` is how many lines of the file are not rows: so many line feeds must stand in cells,
    and none of those cells may hold a record.
    """
    held = name(table.held) if table.held else fill("0")
    return fill(
        "abs(coalesce(sum($held), 0) - $beyond) + coalesce(count_if($held < 0), 0)"
        " + $spaced + $blank + $headers",
        held=held,
        beyond=number(beyond),
        spaced=_spaced_quotes(table, misfits, scan.dialect.quote),
        blank=_blank_rows(table),
        headers=_headers_again(table, scan.header),
    )


def _texts(table: Written) -> list[str]:
    return [
        column
        for column, decision in zip(table.names, table.decisions, strict=True)
        if not decision.shape.typed
    ]


def _raw(table: Written) -> Sql:
    return fill("array_to_string([m.raw for m in $misfits], '')", misfits=name(table.misfits))


def _spaced_quotes(table: Written, misfits: Misfits, quote: str) -> Sql:
    """Cells that begin with blanks and a quote, or misfits with one.

    The engine keeps such quotes as text, while the patient reader takes them as quotes.
    """
    if not quote:
        return fill("0")
    counts = [
        fill(
            "coalesce(sum(case when starts_with($cell, ' ') or starts_with($cell, chr(9)) "
            "then starts_with(ltrim($cell, $blank), $quote)::integer end), 0)",
            cell=name(column),
            blank=BLANK,
            quote=text(quote),
        )
        for column in _texts(table)
        if _may_begin_blank(table, column)
    ]
    if misfits.counts:
        counts.append(
            fill(
                "coalesce(count_if(contains($raw, $quote)), 0)", raw=_raw(table), quote=text(quote)
            )
        )
    return fill("($counts)", counts=join(" + ", [fill("0"), *counts]))


def _may_begin_blank(table: Written, column: str) -> bool:
    """Whether a cell of the column may begin with a blank: all other signs come after it."""
    bounds = table.footer.columns[column]
    return bounds.filled > 0 and (bounds.least is None or bounds.least < _FIRST_SIGN)


def _blank_rows(table: Written) -> Sql:
    """Rows without a written cell; none where one column has a written cell in every row."""
    if any(_never_blank(table, column) for column in table.names):
        return fill("0")
    texts = set(_texts(table))
    nothing = [
        fill("($c is null or regexp_full_match($c, $spaces))", c=name(column), spaces=_SPACES)
        if column in texts
        else fill("$c is null", c=name(column))
        for column in table.names
    ]
    return fill(
        "coalesce(count_if($misfits is null and $nothing), 0)",
        misfits=name(table.misfits),
        nothing=join(" and ", nothing),
    )


def _never_blank(table: Written, column: str) -> bool:
    bounds = table.footer.columns[column]
    if bounds.filled < table.rows:
        return False
    if column not in _texts(table):
        return True
    if bounds.least is None or bounds.most is None:
        return False
    return bounds.least >= _FIRST_SIGN and bounds.most < _FIRST_SPACE_BEYOND_ASCII


def _headers_again(table: Written, header: Sequence[str | None]) -> Sql:
    """Rows whose text cells are those of the header; none where one of them is out of bounds."""
    labels = dict(zip(table.names, header, strict=False))
    texts = [column for column in _texts(table) if column in labels]
    if not header or any(_out_of_bounds(table, column, labels[column]) for column in texts):
        return fill("0")
    if not texts:
        return fill("coalesce(count_if($misfits is not null), 0)", misfits=name(table.misfits))
    same = [
        fill("$c is not distinct from $label", c=name(column), label=text(label) if label else NULL)
        for column, label in labels.items()
        if column in texts
    ]
    return fill("coalesce(count_if($same), 0)", same=join(" and ", same))


def _out_of_bounds(table: Written, column: str, label: str | None) -> bool:
    """Whether no cell of a text column can be this label."""
    bounds = table.footer.columns[column]
    if not label:
        return bounds.filled == table.rows
    if bounds.filled == 0:
        return True
    if bounds.least is None or bounds.most is None:
        return False
    return not bounds.least <= label <= bounds.most
