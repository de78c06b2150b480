"""Finds the tables that one text holds; a text without a blank line is not looked through."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from itertools import chain, islice, pairwise
from typing import Final

from openup.kernel.words import say
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.steps.layout.blocks import Stretch, stacked
from openup.publishing.steps.layout.looks import is_blank
from openup.publishing.steps.layout.runs import HEAD, header_of, runs
from openup.publishing.steps.text.records import Shape, read_blocks, read_lines
from openup.publishing.steps.text.sample import Part, Sample
from openup.publishing.steps.text.text import Text

BYTES_SEARCHED: Final = 1 << 26
"""In a longer text, tables are looked for only if its first rows have a blank one among them."""
LINES_PASSED: Final = 20_000_000
"""A text is not read over and over: at most so many lines are passed to reach all its tables."""
_GAPS_MOST: Final = 500
_BYTES_AFTER: Final = 1 << 14


def find_parts(text: Text, sample: Sample) -> tuple[Stretch, ...]:
    """The tables of a text, or nothing where it holds one table and no header twice."""
    if text.seen.size > BYTES_SEARCHED and not _has_gap(sample):
        return ()
    if not _may_begin_again(text, sample.shape):
        return ()
    rows = (
        pair
        for block in read_blocks(text.path, sample.shape)
        for pair in zip(block.numbers, block.rows, strict=True)
    )
    found = stacked(rows)
    return found if len(found) > 1 or any(each.again for each in found) else ()


def lines_of(stretches: tuple[Stretch, ...]) -> Iterator[Part]:
    """The lines that each table takes: a row may reach over several, up to the next table."""
    for stretch, following in pairwise(chain(stretches, (None,))):
        if stretch is not None:
            stop = following.first - 1 if following else None
            yield Part(stretch.first, stretch.last, stop)


def is_too_far(text: Text, stretches: tuple[Stretch, ...]) -> bool:
    """Whether reaching every table by itself would read the text too often."""
    return len(stretches) * text.lines > LINES_PASSED


def apart(number: int, of: int, row: int) -> Fault:
    """The text holds several tables, of which this is one."""
    return Fault(
        "several-tables",
        Level.TABLE,
        say(
            "The file holds %(tables)s tables; number %(number)s begins at row %(row)s.",
            tables=of,
            number=number,
            row=row,
        ),
        say("Put each table into a file or sheet of its own. Each was read by itself."),
        Place(row=row),
    )


def together(row: int, of: int) -> Fault:
    """The text holds too many tables in too many lines to part them."""
    return Fault(
        "several-tables",
        Level.TABLE,
        say(
            "Tables in this file: %(tables)s. The second begins at row %(row)s.", tables=of, row=row
        ),
        say("Put each table into a file or sheet of its own. All rows were kept in one table."),
        Place(row=row),
    )


def _has_gap(sample: Sample) -> bool:
    blank = [is_blank(row) for row in sample.head]
    return any(blank[blank.index(False) :]) if False in blank else False


def _may_begin_again(text: Text, shape: Shape) -> bool:
    """Whether a header seems to stand after a blank line: few lines are looked at after each."""
    end = b"\r" if text.newline == "\r" else b"\n"
    signs = b" \t\r\n" + shape.dialect.delimiter.encode() + b'"'
    gap = re.compile(end + b"[" + re.escape(signs) + b"]*" + end)
    if not text.seen.size:
        return False
    with (
        text.path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole,
    ):
        for found in islice(gap.finditer(whole), _GAPS_MOST):
            after = whole[found.end() : found.end() + _BYTES_AFTER].decode("utf-8", "replace")
            if _begins_table(after, shape):
                return True
    return False


def _begins_table(after: str, shape: Shape) -> bool:
    lines = after.splitlines(keepends=True)[: 2 * HEAD]
    rows = (
        pair
        for block in read_lines(iter(lines), shape)
        for pair in zip(block.numbers, block.rows, strict=True)
    )
    run = next(runs(rows), None)
    if run is None or all(len(row) < 2 for _, row in run.head):
        return False
    return header_of(run) is not None
