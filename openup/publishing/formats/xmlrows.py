"""XML that repeats an element: each of them is a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault, Level
from openup.publishing.format import Format
from openup.publishing.formats._elements import Document, Survey, Tags
from openup.publishing.formats._records import Numbered, Record, Records, left_out, table
from openup.publishing.reading import Reason
from openup.publishing.table import Context, SourceFile, TextTable

_NO_ROWS: Final = {
    "rdf:RDF": say("an RDF graph"),
    "svg": say("a picture"),
    "Workbook": say("a workbook in the XML form of 2003"),
    "office:document": say("a document of an office program"),
}
_OPENS: Final = re.compile(
    rb"(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<[A-Za-z_][\w:.-]*(?:\s[^<>]*)?>\s*<", re.DOTALL
)
"""An element right within another, which no table of text begins with."""

_TABLES_MOST: Final = 100
_NOTES_MOST: Final = 200


class XmlRows(Format):
    """Each of the repeated elements becomes a row.

    ## How it is recognised
    It begins as XML does.

    ## How it is read
    The elements that come again and again beside each other, nearest to the root, are the rows;
    where there are several such lists, each is a table of its own. Attributes and inner elements
    become columns, nested ones with dotted names. What is repeated within a row stays as a JSON
    list in one cell. Prefixes of namespaces are left out. Single texts beside the rows are kept as
    notes. The file is read piece by piece, whatever its size.

    ## What it cannot see
    What a schema beside the file says. Files that declare entities are refused, because they can
    name other files or grow without end; so are RDF graphs and drawings.
    """

    code, title = "xml", say("XML with repeated elements")
    suffixes = (".xml",)
    media_type = "application/xml"
    example = (
        """
        <padron><corte>2024-01-31</corte>
          <obra id="7"><nombre>Puente</nombre><costo moneda="MXN">12.50</costo></obra>
          <obra id="8"><nombre>Peña &amp; Río</nombre><foto>a</foto><foto>b</foto></obra>
        </padron>
        """,
        """
        id | nombre      | costo.moneda | costo.text | foto
        7  | Puente      | MXN          | 12.50      |
        8  | Peña & Río  |              |            | ["a", "b"]
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if head.startswith((b"\xff\xfe<\0", b"\xfe\xff\0<")) or start.startswith(b"<?xml"):
            return 0.9
        if name.lower().endswith(self.suffixes) and start.startswith(b"<"):
            return 0.9
        return 0.6 if _OPENS.match(start) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        name = source.member or source.name
        document = Document(source.path, name, context.limits.line_bytes)
        document, survey, fault = _proven(document)
        for root, kind in _NO_ROWS.items():
            if survey.root == root or survey.root.rpartition(":")[2] == root:
                raise ReadingRefused(
                    say("%(name)s is %(kind)s, not a table.", name=name, kind=kind),
                    advice=say("Send the table that it was made from: CSV, Excel or JSON lines."),
                )
        paths = lists(survey)
        told = [*([fault] if fault else []), *_beside(survey, paths)]
        for path in paths:
            made = table(_records(document, survey, path, len(paths), source), source, context)
            if made is not None:
                made.faults.extend(told)
                told = [fault] if fault else []
                yield made
        if not paths:
            raise ReadingRefused(
                say("%(name)s is an XML document, and no table can be seen in it.", name=name),
                advice=say("Send the table that it was made from: CSV, Excel or JSON lines."),
            )


def _proven(document: Document) -> tuple[Document, Survey, Fault | None]:
    """The document read once; Windows text that claims to be UTF-8 is read as what it is."""
    try:
        return document, document.survey(), None
    except ReadingRefused as refusal:
        if _is_utf8(document.path):
            raise
        windows = replace(document, encoding="windows-1252")
        try:
            survey = windows.survey()
        except ReadingRefused:
            raise refusal from None
    return windows, survey, Fault(
        "encoding",
        Level.FILE,
        say("The file is not in UTF-8 but in %(codec)s; it was converted.", codec="cp1252"),
        say("Name the encoding in the first line of the XML, or write UTF-8."),
    )  # fmt: skip


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def lists(survey: Survey) -> list[Tags]:
    """The paths whose elements are rows: repeated beside each other, and in no other list."""
    found: list[Tags] = []
    for path, seen in sorted(survey.paths.items(), key=lambda item: len(item[0])):
        inside = any(path[: len(above)] == above for above in found)
        if seen.most > 1 and seen.structured and not inside:
            found.append(path)
    return found[:_TABLES_MOST]


def _beside(survey: Survey, paths: Sequence[Tags]) -> Iterator[Fault]:
    """What stands beside the rows and is in no note: repeated texts, attributes, too many notes."""
    above = {path[:depth] for path in survey.paths for depth in range(1, len(path))}
    lost = [
        ".".join(path[1:]) or path[0]
        for path, seen in survey.paths.items()
        if (path not in above or seen.structured) and (seen.times > 1 or seen.structured)
        and path not in survey.single
        and not any(path[: len(one)] == one or one[: len(path)] == path for one in paths)
    ]  # fmt: skip
    more = max(0, len(survey.single) - _NOTES_MOST)
    if lost or more:
        yield left_out(len(lost) + more, lost or ["..."])


def _records(
    document: Document, survey: Survey, path: Tags, others: int, source: SourceFile
) -> Records:
    def read() -> Numbered:
        for number, value in enumerate(document.records(path), start=1):
            yield number, _as_record(value)

    beside = [
        f"{'.'.join(tags[1:]) or tags[0]}: {text}" for tags, text in survey.single.items()
        if tags[: len(path)] != path
    ]  # fmt: skip
    shown = ".".join(path[1:]) or path[0]
    words = say("The rows are the elements “%(path)s”, one of %(lists)s lists.",
                path=shown, lists=others)  # fmt: skip
    return Records(
        name=path[-1] if others > 1 else Path(document.name).stem or document.name,
        format=XmlRows.code,
        member=f"{source.member}#{shown}" if others > 1 else source.member,
        encoding=(document.encoding or "utf-8").replace("windows-", "cp"),
        read=read,
        notes=tuple(beside[:_NOTES_MOST]),
        reasons=(Reason("records", words, 0.9 if others == 1 else 0.7),),
    )


def _as_record(value: object) -> Record:
    return value if isinstance(value, dict) else {"text": value}
