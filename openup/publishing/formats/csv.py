"""Delimited text: CSV, TSV and what goes by these names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import FaultLog
from openup.publishing.format import Format
from openup.publishing.reading import Reading
from openup.publishing.steps.layout import names
from openup.publishing.steps.layout.aslaid import as_told
from openup.publishing.steps.layout.blocks import Stretch
from openup.publishing.steps.layout.layout import Laid, lay_out
from openup.publishing.steps.layout.looks import is_blank
from openup.publishing.steps.layout.parents import blank_below
from openup.publishing.steps.said.heard import Heard, heard
from openup.publishing.steps.tables.scan import find_scan
from openup.publishing.steps.text.accents import broken_cells
from openup.publishing.steps.text.dialect import DialectFound
from openup.publishing.steps.text.fit import Fitting, fit
from openup.publishing.steps.text.parts import apart, find_parts, is_too_far, lines_of, together
from openup.publishing.steps.text.records import Shape
from openup.publishing.steps.text.sample import Part, Sample, read_part, sample_part, sample_text
from openup.publishing.steps.text.text import Text, prepare_text
from openup.publishing.table import Batch, Context, SourceFile, TextTable

TITLE_MOST = 80
"""Signs of a title that a table is called by."""


class Csv(Format):
    """Tables in plain text, one record a line, whatever divides the cells.

    ## What it reads
    Text in UTF-8, UTF-16, UTF-32, Windows (cp1252), DOS (cp850), Macintosh or latin-1; cells
    divided by a comma, a semicolon, a tab, a bar or another sign; either quotation mark or none.

    ## How it is understood
    Every byte is checked. The encoding and the delimiter are those that give words and an even
    table. Title rows above the header and notes below the data are cut and kept as notes; header
    rows are joined. A row that does not fit is kept, and listed as a fault with its place.

    After a blank line, a header of its own begins another table: each becomes a table by itself,
    called by its title or its number. A header that is printed again on every page is left out
    and counted.

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
        """Yield each table of a text. Raises ReadingRefused with a sentence."""
        name = source.member or source.name
        said = heard(context, (source.member, source.name), alone=not source.archived)
        text = prepare_text(source, context, said)
        sample, found = sample_text(text, said)
        # Before the layout, which looks at every cell: millions of columns would take minutes.
        _demand_width(min(map(len, filter(None, sample.head)), default=0), name, context)
        stretches = () if _is_laid_by_word(said) else find_parts(text, sample)
        if len(stretches) < 2 or not context.parted or is_too_far(text, stretches):
            laid = _laid(sample, name, context, said)
            if len(stretches) > 1:
                fault = together(stretches[1].first, len(stretches))
                laid = replace(laid, faults=(*laid.faults, fault))
            piece = _Piece(name, sample, laid, said, again=_again(stretches))
            yield _table(source, text, found, piece)
            return
        for piece in _pieces(source, text, sample.shape, stretches, said, context):
            yield _table(source, text, found, piece)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One table of a text: its name, its rows as they were sampled and laid out, its lines."""

    name: str
    sample: Sample
    laid: Laid
    said: Heard
    part: Part | None = None
    again: frozenset[int] = frozenset()
    title: str = ""
    number: int = 1


def _is_laid_by_word(said: Heard) -> bool:
    """Who says where the header or the data of the file are says that it is one table."""
    return any(said.says(one) is not None for one in ("header_rows", "first_data_row", "foot_rows"))


def _again(stretches: Sequence[Stretch]) -> frozenset[int]:
    return frozenset(row for stretch in stretches for row in stretch.again)


def _laid(sample: Sample, name: str, context: Context, said: Heard) -> Laid:
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
    rows = list(zip(sample.numbers, sample.head, strict=True))
    below = blank_below(rows, laid.layout, laid.columns)
    if below is not None:
        laid = replace(laid, faults=(*laid.faults, below))
    if not laid.columns:
        raise ReadingRefused(
            say("%(name)s is empty.", name=name),
            advice=say("Export the table again and look at the file before you send it."),
        )
    return laid


def _pieces(
    source: SourceFile, text: Text, shape: Shape, stretches: tuple[Stretch, ...], said: Heard,
    context: Context,
) -> Iterator[_Piece]:  # fmt: skip
    """The tables of a text one by one, called by their titles or numbers."""
    taken: names.Taken = {}
    for number, (stretch, part) in enumerate(zip(stretches, lines_of(stretches), strict=True), 1):
        title = names.take(names.plain(stretch.title)[:TITLE_MOST].strip() or str(number), taken)
        here = heard(context, (_member(source, title), title), alone=False)
        for one in said.kept:
            here.keep(one.field)
        sample = sample_part(text, shape, part)
        laid = _laid(sample, source.member or source.name, context, here)
        fault = apart(number, len(stretches), stretch.first)
        laid = replace(laid, faults=(*laid.faults, fault))
        again = frozenset(stretch.again)
        yield _Piece(title, sample, laid, here, part, again, title, number)


def _member(source: SourceFile, title: str) -> str:
    return "/".join(filter(None, (source.member, title)))


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


def _broken(text: Text, piece: _Piece) -> FaultLog:
    if not text.is_mixed:
        return FaultLog()
    blocks = read_part(text.as_it_came, piece.sample.shape, piece.part, "surrogateescape")
    return broken_cells(blocks, [one.name for one in piece.laid.columns], piece.laid.layout)


def _table(source: SourceFile, text: Text, found: DialectFound, piece: _Piece) -> TextTable:
    laid, width = piece.laid, len(piece.laid.columns)
    log, broken = FaultLog(), _broken(text, piece)

    def begin_log() -> None:
        log.groups.clear()
        if piece.number == 1:
            log.include(text.faults)
        log.include(broken)
        log.extend(laid.faults)
        log.extend(piece.said.faults)

    begin_log()
    reading = Reading(
        format=Csv.code,
        container=source.container,
        member=_member(source, piece.title),
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
            width, found.dialect.delimiter, laid.layout, log, laid.header, frozenset(laid.notes),
            laid.above, piece.again,
        )  # fmt: skip
        yield from fit(read_part(text, piece.sample.shape, piece.part), fitting)

    scan = find_scan(text, found.dialect, laid) if _is_even(piece, width) else None
    return TextTable(piece.name, piece.said.marked(reading), batches, scan, log)


def _is_even(piece: _Piece, width: int) -> bool:
    """Whether nothing in the sample keeps an engine from reading the text as it stands."""
    sample = piece.sample
    if piece.part is not None or piece.again or sample.doubtful:
        return False
    return all(
        len(row) == width and not is_blank(row)
        for row, number in zip(
            sample.head + sample.tail, sample.numbers + sample.tail_numbers, strict=True
        )
        if number >= piece.laid.layout.first_data_row
    )
