"""Whether an engine may read a text as it stands: where nothing in its bytes speaks against it."""

from __future__ import annotations

import mmap

from openup.publishing.reading import Dialect, Layout
from openup.publishing.steps.text import Text
from openup.publishing.table import CsvScan

_LOOKS_MOST = 20_000


def find_scan(text: Text, dialect: Dialect, layout: Layout, width: int) -> CsvScan | None:
    """The scan of a text whose sample was even, or None where the patient reader is needed."""
    seen = text.seen
    if width < 2 or layout.foot_rows or len(dialect.delimiter) != 1 or dialect.escape:
        return None
    if text.newline != "\n" or seen.lone_returns or seen.nulls or not text.encoding.fits:
        return None
    if seen.pairs not in (0, seen.line_feeds) or not seen.size:
        return None
    with text.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        if _has_blank_row(view, dialect, width) or _has_spaced_quote(view, dialect):
            return None
    return CsvScan(text.path, dialect, layout.first_data_row - 1, text.lines)


def _has_blank_row(view: mmap.mmap, dialect: Dialect, width: int) -> bool:
    """A line of delimiters alone, which an engine would count as a row."""
    line = b"\n" + dialect.delimiter.encode() * (width - 1)
    return any(view.find(line + end) >= 0 for end in (b"\n", b"\r\n")) or view[-len(line) :] == line


def _has_spaced_quote(view: mmap.mmap, dialect: Dialect) -> bool:
    """Blanks before an opening quote: the engine would keep the quotes as text."""
    if not dialect.quote:
        return False
    quote, delimiter = dialect.quote.encode(), dialect.delimiter.encode()
    for blank in {b" ", b"\t"} - {delimiter}:
        at, looks = view.find(blank + quote), 0
        while at >= 0:
            looks += 1
            after = view[at + 2 : at + 3]
            before = view[max(0, at - 80) : at].rstrip(b" \t")
            opening = before.endswith((delimiter, b"\n")) or not before
            if opening and after not in (quote, delimiter, b"\n", b"\r", b""):
                return True
            if looks > _LOOKS_MOST:  # the typing step looks at every cell that came of it
                return False
            at = view.find(blank + quote, at + 1)
    return False
