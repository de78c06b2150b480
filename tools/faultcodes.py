"""What each fault means in a few words, and which codes of two well-known validators answer to it.

Codes of frictionless are those of version 5, codes of csvlint those of its gem. Several of ours
answer to one of theirs where we tell apart what they do not; an empty place says that they look
for no such thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Known:
    """The meaning of a code, and the codes of others that answer to it."""

    meaning: str
    frictionless: str = ""
    csvlint: str = ""


_NOT_OF_TYPE: Final = ("type-error", "inconsistent_values")

KNOWN: Final[dict[str, Known]] = {
    "beside-left-out": Known("fields beside the tables of a document are not read"),
    "blank-below": Known("rows leave a column empty that the row above them fills"),
    "blank-header": Known("a column has no name", "blank-label", "empty_column_name"),
    "blank-row": Known("a row without any value", "blank-row", "blank_rows"),
    "broken-line": Known("a line that is no JSON object", "source-error"),
    "crosses-columns": Known("text runs across the end of a column of fixed width"),
    "day-number": Known("a date that stands as the number of its day", *_NOT_OF_TYPE),
    "deleted-row": Known("a row that the file marks as deleted"),
    "duplicate-header": Known(
        "two columns of one name", "duplicate-label", "duplicate_column_name"
    ),
    "encoding": Known("the file is not in UTF-8, or not in what it declares", "", "encoding"),
    "encoding-mixed": Known(
        "a cell in another encoding than the rest", "encoding-error", "invalid_encoding"
    ),
    "encoding-unknown": Known(
        "no encoding gives words: accents were lost before", "encoding-error", "invalid_encoding"
    ),
    "error-cell": Known("a cell that holds an error of the spreadsheet", "type-error"),
    "extra-delimiter": Known("empty cells beyond the last column", "extra-cell", "ragged_rows"),
    "foot-rows": Known("notes below the table"),
    "formula-without-result": Known("a formula whose result was never stored"),
    "header-levels": Known("a header of several rows"),
    "heading-row": Known("a row that is the heading of those below it"),
    "hidden-column": Known("a column that the sheet hides"),
    "hidden-rows": Known("rows that the sheet hides"),
    "hidden-sheet": Known("a sheet that the workbook hides"),
    "impossible-date": Known("a day that does not exist", *_NOT_OF_TYPE),
    "leading-zeros": Known("a number with zeros before it", *_NOT_OF_TYPE),
    "long-row": Known("more values than columns", "extra-cell", "ragged_rows"),
    "lost-signs": Known("signs that some program could not decode, and lost"),
    "member-refused": Known("a file of a container that could not be read", "source-error"),
    "memo-absent": Known("a column whose texts stand in a file that is not here"),
    "merged-amounts": Known("a number in merged cells that belongs to several rows"),
    "merged-cells": Known("cells merged over others"),
    "mixed-dates": Known("dates with the day first and with the month first", *_NOT_OF_TYPE),
    "mixed-units": Known("numbers in several units in one column", *_NOT_OF_TYPE),
    "mojibake": Known("text that was decoded wrongly before it was saved"),
    "no-header": Known("the first row is no header", "", "assumed_header"),
    "not-a-date": Known("no date in a column of dates", *_NOT_OF_TYPE),
    "not-a-number": Known("no number in a column of numbers", *_NOT_OF_TYPE),
    "not-a-point": Known("no place in a column of places", *_NOT_OF_TYPE),
    "not-a-time": Known("no time in a column of times", *_NOT_OF_TYPE),
    "not-yes-or-no": Known("neither yes nor no in a column of these", *_NOT_OF_TYPE),
    "null-bytes": Known("zero bytes in a text", "encoding-error", "invalid_encoding"),
    "number-beyond-column": Known("a number of too many digits", *_NOT_OF_TYPE),
    "other-unit": Known("another unit or currency than the column's", *_NOT_OF_TYPE),
    "other-zone": Known("another time zone than the column's", *_NOT_OF_TYPE),
    "power-of-ten": Known("a number that a spreadsheet shortened (1.2E+15)", *_NOT_OF_TYPE),
    "reading-changed": Known("what a person said about the reading does not fit any more"),
    "repeated-header": Known("the header stands once more among the rows"),
    "row-count": Known("the file promises another number of rows", "row-count"),
    "several-tables": Known("several tables in one sheet or text"),
    "short-row": Known("fewer cells than columns", "missing-cell", "ragged_rows"),
    "stray-quote": Known(
        "a quotation mark that opens or closes nothing", "source-error",
        "stray_quote, unclosed_quote",
    ),
    "title-rows": Known("titles above the header", "", "title_row"),
    "total-row": Known("a row that adds up others"),
    "type-changed": Known("a column of another type than in the release before"),
}  # fmt: skip
