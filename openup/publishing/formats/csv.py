"""Delimited text: CSV, TSV and what goes by these names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import FaultLog
from openup.publishing.format import Format
from openup.publishing.reading import Reading
from openup.publishing.steps.aslaid import as_told
from openup.publishing.steps.dialect import DialectFound, find_dialect
from openup.publishing.steps.fit import Fitting, fit
from openup.publishing.steps.heard import Heard, heard
from openup.publishing.steps.heardtext import dialect_as_told
from openup.publishing.steps.layout import Laid, lay_out
from openup.publishing.steps.looks import is_blank
from openup.publishing.steps.records import Shape, read_blocks, read_lines
from openup.publishing.steps.scan import find_scan
from openup.publishing.steps.text import Text, first_lines, last_lines, prepare_text
from openup.publishing.table import Batch, Context, SourceFile, TextTable

HEAD_ROWS, TAIL_ROWS = 400, 60
HEAD_CHARACTERS = 1 << 22
DIALECT_CHARACTERS = 1 << 18
"""Of a longer line, no more is needed to see what divides it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The first and last rows of a text, each with the line that it begins on."""

    shape: Shape
    head: list[list[str]]
    numbers: list[int]
    tail: list[list[str]]
    tail_numbers: list[int]
    doubtful: bool
    whole: bool


class Csv(Format):
    """Tables in plain text, one record a line, whatever divides the cells.

    ## What it reads
    Text in UTF-8, UTF-16, UTF-32, Windows (cp1252), DOS (cp850), Macintosh or latin-1; cells
    divided by a comma, a semicolon, a tab, a bar or another sign; either quotation mark or none.

    ## How it is understood
    Every byte is checked. The encoding and the delimiter are those that give words and an even
    table. Title rows above the header and notes below the data are cut and kept as notes; header
    rows are joined. A row that does not fit is kept, and listed as a fault with its place.

    ## What it cannot see
    Which of two readings of a damaged row its author meant, and whether a column of fixed width
    without any delimiter was meant to be several.
    """

    code, title = "csv", say("Delimited text (CSV)")
    suffixes = (".csv", ".tsv", ".tab", ".txt")
    media_type = "text/csv"
    example = (
        """Avance de obra;;
        Clave;Obra;Monto
        007;Puente;"1,5"
        008;"Calle ""Hidalgo""; norte";2,5

        Fuente: Secretaría de Obras;;""",
        """
        Clave | Obra                     | Monto
        007   | Puente                   | 1,5
        008   | Calle "Hidalgo"; norte   | 2,5
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        """Any text may be a table; bytes that no text has speak against it."""
        if not head:
            return 0.0
        controls = sum(head.count(bytes((sign,))) for sign in (*range(1, 9), *range(14, 27), 127))
        if controls > 0.01 * len(head):
            return 0.0
        zeros = head.count(0)
        if zeros > 0.05 * len(head) and not _is_wide(head):
            return 0.0
        return 0.5 if name.lower().endswith(self.suffixes) else 0.3

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        """Yield the one table of a text. Raises ReadingRefused with a sentence."""
        name = source.member or source.name
        said = heard(context, (source.member, source.name), alone=not source.archived)
        text = prepare_text(source, context, said)
        sample, found = _take_sample(text, said)
        # Before the layout, which looks at every cell: millions of columns would take minutes.
        _demand_width(min(map(len, filter(None, sample.head)), default=0), name, context)
        laid = lay_out(
            sample.head, sample.tail, numbers=sample.numbers, tail_numbers=sample.tail_numbers
        )
        laid = as_told(
            laid,
            said,
            list(zip(sample.numbers, sample.head, strict=True)),
            list(zip(sample.tail_numbers, sample.tail, strict=True)),
        )
        _demand_width(len(laid.columns), name, context)
        if not laid.columns:
            raise ReadingRefused(
                say("%(name)s is empty.", name=name),
                advice=say("Export the table again and look at the file before you send it."),
            )
        yield _table(source, text, sample, found, laid, said)


def _demand_width(columns: int, name: str, context: Context) -> None:
    if columns > context.limits.columns:
        raise ReadingRefused(
            say("%(name)s has %(columns)s columns.", name=name, columns=columns),
            advice=say("At most %(most)s are read.", most=context.limits.columns),
        )


def _is_wide(head: bytes) -> bool:
    """Half or more of the bytes are zero in a regular way, or a byte order mark begins the text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = head[: len(head) // 4 * 4]
    shares = [sample[at::4].count(0) / max(1, len(sample) // 4) for at in range(4)]
    return max(shares) > 0.7 and min(shares) < 0.3


def _take_sample(text: Text, said: Heard) -> tuple[Sample, DialectFound]:
    lines = first_lines(text, 4 * HEAD_ROWS, HEAD_CHARACTERS)
    ends = [] if len(lines) >= text.lines else last_lines(text)
    seen = [line[:DIALECT_CHARACTERS] for line in lines[:150] + ends[-50:]]
    found = dialect_as_told(find_dialect(seen), said, seen)
    shape = Shape(found.dialect, text.newline)
    rows = _rows(lines, shape, 1)[0]
    shape = replace(shape, expected=_usual_width(rows))
    head, numbers, doubtful = _rows(lines, shape, 1)
    whole = len(lines) >= text.lines
    if not whole and len(head) > 1:
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
        whole,
    )
    return sample, found


def _usual_width(rows: list[list[str]]) -> int:
    """How many cells a row has, or 0 where too few rows agree to weigh a doubtful one by it."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    return width if times > 2 and times > 0.4 * widths.total() else 0


def _rows(lines: list[str], shape: Shape, first: int) -> tuple[list[list[str]], list[int], bool]:
    rows: list[list[str]] = []
    numbers: list[int] = []
    doubtful = False
    for block in read_lines(iter(lines), shape, first=first):
        rows += block.rows
        numbers += block.numbers
        doubtful = doubtful or bool(block.doubtful)
    return rows, numbers, doubtful


def _table(
    source: SourceFile,
    text: Text,
    sample: Sample,
    found: DialectFound,
    laid: Laid,
    said: Heard,
) -> TextTable:
    width = len(laid.columns)
    log = FaultLog()

    def begin_log() -> None:
        log.groups.clear()
        log.include(text.faults)
        log.extend(laid.faults)
        log.extend(said.faults)

    begin_log()
    reading = Reading(
        format=Csv.code,
        container=source.container,
        member=source.member,
        encoding=text.encoding.codec.removesuffix("-sig"),
        dialect=found.dialect,
        layout=laid.layout,
        columns=laid.columns,
        notes=laid.notes,
        reasons=(text.encoding.reason, *found.reasons, *laid.reasons),
    )

    def batches() -> Iterator[Batch]:
        begin_log()
        fitting = Fitting(
            width, found.dialect.delimiter, laid.layout, log, laid.header, frozenset(laid.notes)
        )
        yield from fit(read_blocks(text.path, sample.shape), fitting)

    even = not sample.doubtful and all(
        len(row) == width and not is_blank(row)
        for row, number in zip(
            sample.head + sample.tail, sample.numbers + sample.tail_numbers, strict=True
        )
        if number >= laid.layout.first_data_row
    )
    scan = find_scan(text, found.dialect, laid) if even else None
    return TextTable(source.member or source.name, said.marked(reading), batches, scan, log)
