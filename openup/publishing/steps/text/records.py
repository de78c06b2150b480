"""Turns lines of text into rows: fast where Python's reader is proven right, else patient."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TextIO

from openup.publishing.reading import Dialect
from openup.publishing.steps.text.ahead import Ahead
from openup.publishing.steps.text.patient import LINES_MOST, may_swallow, read_record

BLOCK_LINES = 512
_PLAUSIBLE_LINES = 100

csv.field_size_limit(sys.maxsize)


@dataclass(slots=True)
class Block:
    """Some rows in file order: the line each begins on, its cells, and which rows were in doubt."""

    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    doubtful: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the text is divided: its dialect, what ends a line ("" for any), cells per row."""

    dialect: Dialect
    newline: str = "\n"
    expected: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the quick reader knows this dialect."""
        return len(self.dialect.delimiter) == 1 and self.dialect.escape in ("", self.dialect.quote)


def open_text(path: Path, newline: str, errors: str = "strict") -> TextIO:
    """A UTF-8 file whose lines keep their ends."""
    return path.open(encoding="utf-8-sig", errors=errors, newline=newline)


def read_blocks(path: Path, shape: Shape, errors: str = "strict") -> Iterator[Block]:
    """Every row of a UTF-8 file, in blocks. Memory is bounded by the longest lines."""
    with open_text(path, shape.newline, errors) as file:
        yield from read_lines(file, shape)


def read_lines(
    file: Iterator[str], shape: Shape, *, first: int = 1, beyond: Iterable[str] = ()
) -> Iterator[Block]:
    """Every row in these lines, of which the first has the number `first`.

    `beyond` are lines after them, in which the last record may end.
    """
    rest: list[str] = []
    number = first
    ahead = Ahead(file, beyond)
    while True:
        fresh = ahead.take(BLOCK_LINES)
        lines = rest + fresh if rest else fresh
        if not lines:
            return
        block, used = _divide(lines, shape, number, ahead, final=len(fresh) < BLOCK_LINES)
        number += used
        rest = lines[used:]
        if block.rows:
            yield block


def _divide(
    lines: list[str], shape: Shape, number: int, ahead: Ahead, *, final: bool
) -> tuple[Block, int]:
    """Rows out of the lines, and how many lines they took: a record may wait for more lines."""
    block = Block()
    quick = shape.is_plain and not _has_spaced_quotes(lines, shape.dialect)
    at = 0
    while at < len(lines):
        if quick:
            at += _read_quickly(lines, at, shape, number, block)
            if at >= len(lines):
                break
        if not final and len(lines) - at < LINES_MOST and at:
            return block, at
        stop = at + 1 if quick else len(lines)
        while at < len(lines) and (at < stop):
            if not final and len(lines) - at < LINES_MOST and at:
                return block, at
            at += _read_patiently(lines, at, shape, number, block, ahead)
    return block, at


def _has_spaced_quotes(lines: list[str], dialect: Dialect) -> bool:
    """Blanks between a delimiter and an opening quote, which the quick reader would not open."""
    quote = dialect.quote
    if not quote:
        return False
    text = "".join(lines)
    for blank in {" ", "\t"} - {dialect.delimiter}:
        at = text.find(blank + quote)
        while at >= 0:
            after = text[at + 2 : at + 3]
            if after not in ("", quote, dialect.delimiter, "\r", "\n"):
                before = text[max(0, at - 80) : at].rstrip(
                    " \t" if dialect.delimiter != "\t" else " "
                )
                if not before or before.endswith((dialect.delimiter, "\n", "\r")):
                    return True
            at = text.find(blank + quote, at + 1)
    return False


def _read_quickly(lines: list[str], at: int, shape: Shape, number: int, block: Block) -> int:
    """Rows as the strict reader gives them, up to one that it refuses or that is in doubt."""
    dialect = shape.dialect
    reader = csv.reader(
        islice(lines, at, None) if at else lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        strict=True,
    )
    rows, numbers, base, done = block.rows, block.numbers, number + at, 0
    try:
        for row in reader:
            taken = reader.line_num
            if taken - done > 1 and not _is_sure(row, lines[at + done : at + taken], shape):
                return done
            rows.append(row)
            numbers.append(base + done)
            done = taken
    except csv.Error:
        return done
    return done


def _is_sure(row: list[str], lines: list[str], shape: Shape) -> bool:
    """A record over several lines is taken as it is if it has as many cells as the others."""
    return (
        len(lines) <= _PLAUSIBLE_LINES
        and len(row) == shape.expected
        and not may_swallow(lines, shape.dialect, shape.expected)
    )


def _read_patiently(
    lines: list[str], at: int, shape: Shape, number: int, block: Block, ahead: Ahead
) -> int:
    dialect, expected = shape.dialect, shape.expected
    found = ahead.record(lines, at, number + at, dialect, expected) if shape.is_plain else None
    if found is None:
        found = read_record(lines[at : at + LINES_MOST], dialect, expected)
    block.rows.append(found.cells if found.cells != [""] else [])
    block.numbers.append(number + at)
    if found.cost and _has_stray(lines, at, found.lines, dialect):
        block.doubtful.append((number + at, "".join(lines[at : at + found.lines])))
    return found.lines


def _has_stray(lines: list[str], at: int, count: int, dialect: Dialect) -> bool:
    return bool(dialect.quote) and any(dialect.quote in line for line in lines[at : at + count])
