"""Finds the format of a file from its bytes, and says what a file is that holds no table."""

from __future__ import annotations

from dataclasses import dataclass, field

from openup.kernel.words import Words, say
from openup.publishing.errors import ReadingRefused, ToldRefused
from openup.publishing.format import Format, formats
from openup.publishing.steps.said.heard import NAMES
from openup.publishing.table import SourceFile, TextTable
from openup.publishing.told import TABLE_FIELDS, Told, tellable

HEAD_BYTES = 64 * 1024
_TEXTS = ("csv", "fixedwidth")

_YAML = say("a YAML document")
_KINDS: tuple[tuple[tuple[bytes, ...], Words], ...] = (
    ((b"%PDF-",), say("a PDF document")),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"), say("a picture")),
    ((b"{\\rtf",), say("a word processor document")),
    ((b"Rar!", b"7z\xbc\xaf\x27\x1c"), say("a container of a kind that is not opened here")),
    ((b"SQLite format 3",), say("a database")),
    ((b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe"), say("a program")),
    ((b"@prefix ", b"@base ", b"PREFIX "), say("an RDF graph")),
    ((b"%YAML", b"---\n", b"--- "), _YAML),
)


def choose(source: SourceFile, told: Told) -> Format:
    """The format that recognises these bytes best. Raises ReadingRefused with a sentence.

    Whoever says what divides the cells of a text says that it is delimited.
    """
    with source.path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    name = source.member or source.name
    refuse_what_holds_no_table(head, name)
    sure = [(rule.recognises(head, name), code) for code, rule in formats.rules.items()]
    best, code = max(sure, default=(0.0, ""))
    if best <= 0:
        raise ReadingRefused(
            say("%(name)s is not a table: its bytes are not text.", name=name),
            advice=say("Send a CSV file, a workbook, JSON lines or Parquet."),
        )
    names = (source.member, source.name)
    said = told.of(names) if source.archived else told.of_text(names)
    if code in _TEXTS and said.delimiter is not None:
        code = "csv"
    return formats.rules[code]


@dataclass(slots=True)
class Chosen:
    """Which tables of a file are wanted, and whether all were met that something was said of."""

    told: Told
    met: list[str] = field(default_factory=list)
    heard: set[str] = field(default_factory=set)

    def takes(self, table: TextTable) -> bool:
        """Whether this table is wanted; it is remembered that it was met."""
        names = [table.name, table.reading.member]
        self.met += names
        self.heard.update(one for one in TABLE_FIELDS if tellable(table.reading, one))
        return not set(names) & set(self.told.leave_out)

    def demand_all(self) -> None:
        """Raise a sentence where something was said of what is not there."""
        said = {
            one for table in self.told.tables for one in TABLE_FIELDS if table.says(one) is not None
        }
        for name in sorted(said - self.heard):
            raise ToldRefused(
                say("A file of this kind does not have what you said: %(field)s.",
                    field=NAMES[name]),
                advice=say("Leave “%(field)s” out.", field=name),
                field=name,
            )  # fmt: skip
        named = [one.table for one in self.told.tables if one.table] + list(self.told.leave_out)
        absent = [name for name in named if name not in self.met]
        if absent:
            known = ", ".join(dict.fromkeys(name for name in self.met[::2] if name))
            raise ToldRefused(
                say("The file has no table «%(table)s», of which you spoke.", table=absent[0]),
                advice=say("Its tables are: %(tables)s.", tables=known),
                field="table",
            )


def refuse_what_holds_no_table(head: bytes, name: str) -> None:
    """Say what an empty file, a web page, a document or a picture is, whatever its name says."""
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise ReadingRefused(
            say("%(name)s is empty.", name=name),
            advice=say("Export the table again and look at the file before you send it."),
        )
    if is_web_page(head):
        raise ReadingRefused(
            say("%(name)s is a web page, not a table.", name=name),
            advice=say("Download the file itself: the link may lead to a page or to a sign-in."),
        )
    for marks, kind in _KINDS:
        if head.startswith(marks) or (kind is _YAML and name.lower().endswith((".yaml", ".yml"))):
            raise ReadingRefused(
                say("%(name)s is %(kind)s, not a table.", name=name, kind=kind),
                advice=say("Send the table that it was made from: CSV, Excel or JSON lines."),
            )


def is_web_page(head: bytes) -> bool:
    """Begins as HTML does, after blanks, a byte order mark and comments."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000].lower()
    while start.startswith(b"<!--") and b"-->" in start:
        start = start.partition(b"-->")[2].lstrip()
    if start.startswith(b"<?xml"):
        start = start.partition(b"?>")[2].lstrip()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script"))
