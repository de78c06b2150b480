"""Text of fixed width: columns that begin and end at the same place in every line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from openup.kernel.words import say
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.format import Format
from openup.publishing.reading import Reading, Reason
from openup.publishing.steps.layout.aslaid import as_told
from openup.publishing.steps.layout.blocks import stacked
from openup.publishing.steps.layout.layout import Laid, lay_out
from openup.publishing.steps.layout.parents import blank_below
from openup.publishing.steps.said.heard import Heard, heard
from openup.publishing.steps.text.accents import broken_cells
from openup.publishing.steps.text.aligned import Aligned, find_aligned
from openup.publishing.steps.text.fit import Fitting, fit
from openup.publishing.steps.text.parts import together
from openup.publishing.steps.text.records import Block, open_text
from openup.publishing.steps.text.text import Text, first_lines, last_lines, prepare_text
from openup.publishing.table import Batch, Context, SourceFile, TextTable

_LEAST_ENDS: Final = 4
_LINES: Final = 400
_TAIL: Final = 60
_LOOKED: Final = 120
_CHARACTERS: Final = 1 << 21
_BLOCK: Final = 512


class FixedWidth(Format):
    """Each line is a row, and each column has its place in the line.

    ## How it is recognised
    Most lines hold wide blanks, and the same places are blank in line after line; no comma,
    semicolon, bar or tab divides the lines evenly. A line of dashes under the header is believed.

    ## How it is read
    Lines are cut where the blanks stand, and the blanks that pad a cell are left out. Codes keep
    their zeros. Titles, header rows and notes are told as in any other text. A line whose text
    runs across a cut is kept, and listed as a fault.

    ## What it cannot see
    Columns that touch each other: a file of digits without any blank needs the layout that its
    office publishes. It is then read as one column.
    """

    code, title = "fixedwidth", say("Text of fixed width")
    suffixes = (".txt", ".dat", ".prn", ".asc")
    media_type = "text/plain"
    example = (
        """
        Padrón de obras
        CVE  NOMBRE              MONTO  ALTA
        007  Puente Juárez      1250.5  2024-01-31
        008  Calle Hidalgo          12
        009  Río Santa Catarina  98000  2023-12-01
        010                          3  2023-11-15
        011  Plaza de armas         41  2023-10-07
        """,
        """
        CVE | NOMBRE             | MONTO  | ALTA
        007 | Puente Juárez      | 1250.5 | 2024-01-31
        008 | Calle Hidalgo      | 12     | ""
        009 | Río Santa Catarina | 98000  | 2023-12-01
        010 | ""                 | 3      | 2023-11-15
        011 | Plaza de armas     | 41     | 2023-10-07
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = head.decode("utf-16", "ignore")
        elif head.isascii() or _is_utf8(head):
            text = head.decode("utf-8-sig", "ignore")
        else:
            text = head.decode("latin-1")
        lines = text.count("\n")
        if "\0" in text or lines < _LEAST_ENDS or text.count("  ") < lines // 2:
            return 0.0
        found = find_aligned(text.splitlines()[: min(_LOOKED, lines)])
        return 0.0 if found is None else 0.6

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        """Yield the one table of a text. Raises ReadingRefused with a sentence."""
        said = heard(context, (source.member, source.name), alone=not source.archived)
        text = prepare_text(source, context, said)
        lines = first_lines(text, _LINES, _CHARACTERS)
        ends = [] if len(lines) >= text.lines else last_lines(text)[-_TAIL:]
        aligned = find_aligned(lines + ends) or find_aligned(lines[:_LOOKED]) or Aligned((), 0.0)
        start = text.lines - len(ends) + 1
        head = [(at, _row(line, aligned)) for at, line in enumerate(lines, 1)]
        tail = [(at, _row(line, aligned)) for at, line in enumerate(ends, start)]
        laid = lay_out(
            [row for _, row in head],
            [row for _, row in tail],
            numbers=[at for at, _ in head],
            tail_numbers=[at for at, _ in tail],
        )
        laid = as_told(laid, said, head, tail)
        below = blank_below(head, laid.layout, laid.columns)
        stretches = stacked(head)
        faults = [fault for fault in (below,) if fault is not None]
        if len(stretches) > 1:
            faults.append(together(stretches[1].first, len(stretches)))
        yield _table(source, text, aligned, replace(laid, faults=(*laid.faults, *faults)), said)


def _is_utf8(head: bytes) -> bool:
    """Whether these first bytes are UTF-8, but for a sign that is cut off at their end."""
    try:
        head[:-3].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 7
    return True


def _row(line: str, aligned: Aligned) -> list[str]:
    if aligned.is_ruler(line) or not line.strip():
        return []
    return aligned.cells(line)


def _table(source: SourceFile, text: Text, aligned: Aligned, laid: Laid, said: Heard) -> TextTable:
    log, broken = FaultLog(), _broken(text, aligned, laid)
    if aligned.ruled:
        words = say("A line of dashes draws %(columns)s columns.", columns=aligned.columns)
    else:
        words = say(
            "The same places are blank in %(share)s%% of the lines: they part %(columns)s columns.",
            share=int(100 * aligned.share), columns=aligned.columns,
        )  # fmt: skip
    reading = Reading(
        format=FixedWidth.code,
        container=source.container,
        member=source.member,
        encoding=text.encoding.codec.removesuffix("-sig"),
        layout=laid.layout,
        columns=laid.columns,
        notes=laid.notes,
        reasons=(
            text.encoding.reason,
            Reason("dialect", words, round(0.95 * aligned.share, 2)),
            *laid.reasons,
        ),
    )

    def batches() -> Iterator[Batch]:
        log.groups.clear()
        log.include(text.faults)
        log.include(broken)
        log.extend(laid.faults)
        log.extend(said.faults)
        fitting = Fitting(
            len(laid.columns), " ", laid.layout, log, laid.header, frozenset(laid.notes),
            laid.above,
        )  # fmt: skip
        yield from fit(_blocks(text, aligned, laid.layout.first_data_row, log), fitting)

    return TextTable(source.member or source.name, said.marked(reading), batches, None, log)


def _broken(text: Text, aligned: Aligned, laid: Laid) -> FaultLog:
    if not text.is_mixed:
        return FaultLog()
    first = laid.layout.first_data_row
    blocks = _blocks(text.as_it_came, aligned, first, FaultLog(), "surrogateescape")
    return broken_cells(blocks, [one.name for one in laid.columns], laid.layout)


def _blocks(
    text: Text, aligned: Aligned, first: int, log: FaultLog, errors: str = "strict"
) -> Iterator[Block]:
    block = Block()
    with open_text(text.path, text.newline, errors) as file:
        for number, line in enumerate(file, start=1):
            row = _row(line, aligned)
            if number >= first and row and aligned.crossed(line.rstrip("\r\n")):
                log.add(_crossed(number, line))
                row = aligned.cut(line)
            block.numbers.append(number)
            block.rows.append(row)
            if len(block.rows) == _BLOCK:
                yield block
                block = Block()
    if block.rows:
        yield block


def _crossed(row: int, line: str) -> Fault:
    return Fault(
        "crosses-columns",
        Level.ROW,
        say("The text of row %(row)s runs across the end of a column.", row=row),
        say("Widen the column where the file is made, or send CSV."),
        Place(row=row),
        line.strip()[:200],
    )
