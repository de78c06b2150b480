"""Whether an engine may read a text as it stands: where nothing in it speaks against that."""

from __future__ import annotations

import os
import re
from typing import BinaryIO, Final

from openup.publishing.reading import Dialect
from openup.publishing.steps.layout.layout import Laid
from openup.publishing.steps.text.text import Text
from openup.publishing.table import CsvScan

HEAD_BYTES: Final = 1 << 18
_PIECE: Final = 1 << 18


def find_scan(text: Text, dialect: Dialect, laid: Laid) -> CsvScan | None:
    """The scan of a text whose sample was even, or None where the patient reader is needed.

    What the head does not show, the typing step proves on what the engine made of every row.
    """
    seen, layout = text.seen, laid.layout
    if len(laid.columns) < 2 or layout.foot_rows or len(dialect.delimiter) != 1 or dialect.escape:
        return None
    if (
        text.newline != "\n"
        or seen.lone_returns
        or seen.nulls
        or not text.encoding.fits
        or text.mangled
    ):
        return None
    if seen.pairs not in (0, seen.line_feeds) or not seen.size:
        return None
    with text.path.open("rb") as file:
        if _has_spaced_quote(file.read(HEAD_BYTES), dialect):
            return None
        file.seek(0)
        quoted = _has_quote(file, dialect)
        if quoted and _has_second_quote(file, dialect):
            return None
    return CsvScan(
        text.path, dialect, layout.first_data_row - 1, text.lines, laid.header, quoted=quoted
    )


def _has_spaced_quote(head: bytes, dialect: Dialect) -> bool:
    """Blanks before an opening quote: the engine would keep the quotes as text."""
    if not dialect.quote:
        return False
    quote, delimiter = dialect.quote.encode(), dialect.delimiter.encode()
    for blank in {b" ", b"\t"} - {delimiter}:
        at = head.find(blank + quote)
        while at >= 0:
            after = head[at + 2 : at + 3]
            before = head[max(0, at - 80) : at].rstrip(b" \t")
            opening = before.endswith((delimiter, b"\n")) or not before
            if opening and after not in (quote, delimiter, b"\n", b"\r", b""):
                return True
            at = head.find(blank + quote, at + 1)
    return False


def _has_quote(file: BinaryIO, dialect: Dialect) -> bool:
    """Whether a quote stands anywhere; the file is left at the piece that holds the first one."""
    quote = dialect.quote.encode()
    while quote and (piece := file.read(_PIECE)):
        if quote in piece:
            file.seek(-len(piece), os.SEEK_CUR)
            return True
    return False


def _has_second_quote(file: BinaryIO, dialect: Dialect) -> bool:
    """`"a" "b"`: the engine opens the cell once more and loses both quotes, so no proof sees it."""
    quote = dialect.quote.encode()
    second = re.compile(re.escape(quote) + b" +" + re.escape(quote))
    before = b""
    while piece := file.read(_PIECE):
        piece = before + piece
        if second.search(piece):
            return True
        # A file that is mapped counts as memory of the process: what spans two pieces is carried.
        written = piece.rstrip(b" ")
        blank = b" " if len(written) < len(piece) else b""
        before = quote + blank if written.endswith(quote) else b""
    return False
