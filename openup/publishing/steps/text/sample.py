"""The first and last rows of a text, or of one table in it, from which its layout is told."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from openup.publishing.steps.layout.looks import is_blank
from openup.publishing.steps.said.heard import Heard
from openup.publishing.steps.text.ahead import bounded
from openup.publishing.steps.text.dialect import DialectFound, find_dialect, without_long_cells
from openup.publishing.steps.text.heardtext import dialect_as_told
from openup.publishing.steps.text.records import Block, Shape, open_text, read_blocks, read_lines
from openup.publishing.steps.text.text import Text, first_lines, last_lines, lines_after

HEAD_ROWS: Final = 400
TAIL_ROWS: Final = 60
HEAD_CHARACTERS: Final = 1 << 22
DIALECT_CHARACTERS: Final = 1 << 18
"""Of a longer line, no more is needed to see what divides it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a text, 1-based, both included; `stop` is None where it goes to the end.

    Rows after `last` are blank and part the table from the next one.
    """

    first: int
    last: int
    stop: int | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The first and last rows of a text, each with the line that it begins on."""

    shape: Shape
    head: list[list[str]]
    numbers: list[int]
    tail: list[list[str]]
    tail_numbers: list[int]
    doubtful: bool


def sample_text(text: Text, said: Heard) -> tuple[Sample, DialectFound]:
    """The sample of a whole text, and what divides its lines."""
    lines = first_lines(text, 4 * HEAD_ROWS, HEAD_CHARACTERS)
    ends = [] if len(lines) >= text.lines else last_lines(text)
    weighed = without_long_cells(lines, bounded(lines_after(text, len(lines))))
    if len(weighed) == len(lines):  # else the end, too, may be the text of a cell
        weighed = weighed[:150] + ends[-50:]
    seen = [line[:DIALECT_CHARACTERS] for line in weighed]
    found = dialect_as_told(find_dialect(seen), said, seen)
    shape = Shape(found.dialect, text.newline)
    rows = _rows(lines, shape, 1, lines_after(text, len(lines)))[0]
    shape = replace(shape, expected=_usual_width(rows))
    head, numbers, doubtful = _rows(lines, shape, 1, lines_after(text, len(lines)))
    if len(lines) < text.lines and len(head) > 1:
        head.pop()
        numbers.pop()
    tail, tail_numbers, tail_doubtful = _rows(ends, shape, text.lines - len(ends) + 1)
    sound = [at for at, number in enumerate(tail_numbers) if number > numbers[-1]][-TAIL_ROWS:]
    sample = Sample(
        shape,
        head,
        numbers,
        [tail[at] for at in sound],
        [tail_numbers[at] for at in sound],
        doubtful or tail_doubtful,
    )
    return sample, found


def sample_part(text: Text, shape: Shape, part: Part) -> Sample:
    """The sample of one part of a text, whose rows may be of another width."""
    rows = [row for _, row in islice(_numbered(read_part(text, shape, part)), HEAD_ROWS)]
    shape = replace(shape, expected=_usual_width(rows))
    numbered = _numbered(read_part(text, shape, part))
    head = list(islice(numbered, HEAD_ROWS))
    tail = deque(numbered, TAIL_ROWS)
    return Sample(
        shape,
        [row for _, row in head],
        [number for number, _ in head],
        [row for _, row in tail],
        [number for number, _ in tail],
        doubtful=True,
    )


def read_part(
    text: Text, shape: Shape, part: Part | None, errors: str = "strict"
) -> Iterator[Block]:
    """Every row of a text or of one part of it, in blocks; without the blank rows after a part."""
    if part is None:
        yield from read_blocks(text.path, shape, errors)
        return
    with open_text(text.path, text.newline, errors) as file:
        lines = islice(file, part.first - 1, part.stop)
        for block in read_lines(lines, shape, first=part.first):
            while block.rows and block.numbers[-1] > part.last and is_blank(block.rows[-1]):
                block.rows.pop()
                block.numbers.pop()
            if block.rows:
                yield block


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[int, list[str]]]:
    for block in blocks:
        yield from zip(block.numbers, block.rows, strict=True)


def _usual_width(rows: list[list[str]]) -> int:
    """How many cells a row has, or 0 where too few rows agree to weigh a doubtful one by it."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    return width if times > 2 and times > 0.4 * widths.total() else 0


def _rows(
    lines: list[str], shape: Shape, first: int, beyond: Iterable[str] = ()
) -> tuple[list[list[str]], list[int], bool]:
    rows: list[list[str]] = []
    numbers: list[int] = []
    doubtful = False
    for block in read_lines(iter(lines), shape, first=first, beyond=beyond):
        rows += block.rows
        numbers += block.numbers
        doubtful = doubtful or bool(block.doubtful)
    return rows, numbers, doubtful
