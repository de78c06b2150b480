"""Whether an engine may read a text as it stands: where nothing in it speaks against that."""

from __future__ import annotations

import mmap
import re

from openup.publishing.reading import Dialect
from openup.publishing.steps.layout import Laid
from openup.publishing.steps.text import Text
from openup.publishing.table import CsvScan

HEAD_BYTES = 1 << 18


def find_scan(text: Text, dialect: Dialect, laid: Laid) -> CsvScan | None:
    """The scan of a text whose sample was even, or None where the patient reader is needed.

    What the head does not show, the typing step proves on what the engine made of every row.
    """
    seen, layout = text.seen, laid.layout
    if len(laid.columns) < 2 or layout.foot_rows or len(dialect.delimiter) != 1 or dialect.escape:
        return None
    if text.newline != "\n" or seen.lone_returns or seen.nulls or not text.encoding.fits:
        return None
    if seen.pairs not in (0, seen.line_feeds) or not seen.size:
        return None
    with text.path.open("rb") as file:
        if _has_spaced_quote(file.read(HEAD_BYTES), dialect):
            return None
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            if _has_second_quote(whole, dialect):
                return None
            quoted = bool(dialect.quote) and whole.find(dialect.quote.encode()) >= 0
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


def _has_second_quote(whole: mmap.mmap, dialect: Dialect) -> bool:
    """`"a" "b"`: the engine opens the cell once more and loses both quotes, so no proof sees it."""
    quote = dialect.quote.encode()
    return bool(quote) and re.search(quote + b" +" + quote, whole) is not None
