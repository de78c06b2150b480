"""Finds cells whose accents were spoiled before the file came here, in tables of every format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openup.kernel.words import say
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.reading import Layout
from openup.publishing.steps.text.encoding import mangled, windows_text
from openup.publishing.steps.text.records import Block
from openup.publishing.table import Batch, TextTable

_ESCAPED = re.compile("[\udc80-\udcff]")
_TIMES_MANGLED = 3
_RAW_MOST = 200


def watched(table: TextTable) -> TextTable:
    """The table, whose faults name each mangled cell once its batches have been consumed."""
    unwatched = table.batches

    def batches() -> Iterator[Batch]:
        for batch in unwatched():
            for at, cells in enumerate(batch.columns):
                _look(table, batch.numbers, at, cells)
            yield batch
        _look_around(table)

    table.batches = batches
    return table


def _look(table: TextTable, numbers: Sequence[int], at: int, cells: Sequence[str | None]) -> None:
    whole = "\n".join(filter(None, cells))
    if whole.isascii() or mangled(whole) is None:
        return
    column = table.reading.columns[at].name
    for number, cell in zip(numbers, cells, strict=True):
        if cell and (piece := mangled(cell)):
            reference = table.cell_of(number, at) if table.cell_of else None
            _add(table.faults, Place(number, column, reference), cell, piece)


def _look_around(table: TextTable) -> None:
    """The header and what stands above and below the table, which are no cells of it."""
    header = table.reading.layout.header_rows
    for column in table.reading.columns:
        if piece := mangled(column.label):
            row = header[-1] if header else None
            _add(table.faults, Place(row, column.name), column.label, piece)
    for note in table.reading.notes:
        if piece := mangled(note):
            _add(table.faults, Place(), note, piece)


def _add(faults: FaultLog, place: Place, text: str, piece: str) -> None:
    if faults.is_full("mojibake", place.column):
        faults.more("mojibake", place.column)
    else:
        faults.add(_mangled_fault(place, text, piece))


def _mangled_fault(place: Place, text: str, piece: str) -> Fault:
    raw = _word_around(text, text.index(piece), len(piece))
    said = repaired(raw)
    if said == raw:
        advice = say("Mend it where it comes from: it was decoded wrongly there.")
    else:
        advice = say("It may mean “%(repaired)s”. Mend it where it comes from.", repaired=said)
    reason = say("The text “%(raw)s” was mangled before it was saved.", raw=raw)
    return Fault("mojibake", Level.CELL, reason, advice, place, raw)


def _word_around(text: str, at: int, length: int) -> str:
    """The whole word that a piece of a text stands in, at most 60 characters."""
    start, stop = at, at + length
    while start > max(0, at - 30) and _in_word(text[start - 1]):
        start -= 1
    while stop < min(len(text), at + 30) and _in_word(text[stop]):
        stop += 1
    return text[start:stop]


def _in_word(character: str) -> bool:
    return not character.isascii() or character.isalnum()


def repaired(text: str) -> str:
    """What the mangled text may have said; the text itself where that cannot be told."""
    for _ in range(_TIMES_MANGLED):
        said = _repaired_once(text)
        if said == text or mangled(said) is None:
            return said
        text = said
    return text


def _repaired_once(text: str) -> str:
    try:
        return b"".join(map(_windows_byte, text)).decode("utf-8")
    except UnicodeError:
        pass
    try:
        return text.encode("latin-1").decode("cp1252")
    except UnicodeError:
        return text


def _windows_byte(sign: str) -> bytes:
    """The byte that Windows shows as this sign; some bytes have none there and stay controls."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def broken_cells(blocks: Iterator[Block], columns: Sequence[str], layout: Layout) -> FaultLog:
    """The cells that are not UTF-8 among others that are: what does not decode is a surrogate."""
    faults = FaultLog()
    last = len(columns) - 1
    for block in blocks:
        if not _ESCAPED.search("".join("".join(row) for row in block.rows)):
            continue
        for number, row in zip(block.numbers, block.rows, strict=True):
            for at, cell in enumerate(row):
                if _ESCAPED.search(cell):
                    of_table = number >= min(layout.header_rows, default=layout.first_data_row)
                    column = columns[min(at, last)] if of_table else None
                    faults.add(_broken_cell(Place(number, column), cell))
    return faults


def _broken_cell(place: Place, cell: str) -> Fault:
    return Fault(
        "encoding-mixed",
        Level.CELL,
        say("A cell of row %(row)s is not in UTF-8, as the others are.", row=place.row),
        say("It was read as Windows text. Look at its accents and export it again."),
        place,
        windows_text(cell.encode("utf-8", "surrogateescape"))[:_RAW_MOST],
    )
