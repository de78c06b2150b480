"""JSON documents: a list of objects, or an object that holds such lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.format import Format
from openup.publishing.formats._records import Numbered, Record, Records, decoder, table
from openup.publishing.table import Context, SourceFile, TextTable

EXPANSION: Final = 8
"""How many bytes of memory a byte of JSON takes when it is read whole."""

_DEEPEST: Final = 3


class JsonDocument(Format):
    """Every list of objects in the document becomes a table.

    ## How it is recognised
    The first sign of the file is a bracket or a brace, and it is not JSON lines.

    ## How it is read
    A list of objects is one table; each object is a row. In an object, lists of objects are looked
    for three levels deep, and each of them is a table named by its path (`result.results`). Several
    objects one after another are rows of one table, and so is an object without any such list.
    Fields of nested objects become columns with dotted names; lists within a row stay as JSON text.
    Numbers keep every digit. The row number is the place in the list, from 1.

    ## What it cannot see
    Fields beside the lists, such as the date of a package, are not part of the tables. A document
    is read whole, so a very large one is refused: JSON lines has no such limit.
    """

    code, title = "json", say("JSON")
    suffixes = (".json", ".geojson")
    media_type = "application/json"

    def recognises(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(b"{"):
            return 0.85 if start[1:].lstrip()[:1] in (b'"', b"}", b"") else 0.0
        if start.startswith(b"["):
            opens = start[1:].lstrip()[:1] in (b"{", b"[", b"]", b"")
            return 0.85 if opens or name.lower().endswith(self.suffixes) else 0.0
        return 0.7 if name.lower().endswith(self.suffixes) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        found = 0
        for path, rows in _lists(_documents(source, context)):
            one = table(_records(source, self.code, path, rows), source, context)
            if one is not None:
                found += 1
                yield one
        if not found:
            raise ReadingRefused(
                say("%(name)s holds no list of objects.", name=_name(source)),
                advice=say("Write the table as a list of objects with the same fields."),
            )


def _records(source: SourceFile, code: str, path: str, rows: list[Record]) -> Records:
    def read() -> Numbered:
        return enumerate(rows, start=1)

    name = path or Path(_name(source)).stem or _name(source)
    member = f"{source.member}#{path}" if path else source.member
    return Records(name, code, member, "utf-8", read)


def _documents(source: SourceFile, context: Context) -> list[object]:
    size = source.path.stat().st_size
    if size * EXPANSION > context.limits.memory_bytes:
        raise ReadingRefused(
            say("%(name)s has %(size)s MB: too large to be read as one JSON document.",
                name=_name(source), size=size >> 20),
            advice=say("Write it as JSON lines: one object on each line."),
        )  # fmt: skip
    found: list[object] = []
    try:
        text = json_text(source.path.read_bytes())
        at = _blank(text, 0)
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            found.append(value)
            at = _blank(text, at)
    except (UnicodeDecodeError, RecursionError) as error:
        raise _refused(source, say("it cannot be decoded")) from error
    except json.JSONDecodeError as error:
        raise _refused(
            source,
            say("line %(line)s, column %(column)s", line=error.lineno, column=error.colno),
        ) from error
    return found


def json_text(content: bytes) -> str:
    """The text of a JSON file: UTF-8, or UTF-16 and UTF-32 by their marks."""
    return content.decode(json.detect_encoding(content))


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n\x1e":
        at += 1
    return at


def _lists(documents: list[object]) -> Iterator[tuple[str, list[Record]]]:
    if len(documents) != 1:
        yield "", [_as_record(one) for one in documents]
    elif isinstance(documents[0], dict):
        inner = list(_inner(documents[0], "", 1))
        yield from inner or [("", [documents[0]])]
    elif isinstance(documents[0], list) and documents[0]:
        yield "", [_as_record(one) for one in documents[0]]


def _inner(value: Record, above: str, depth: int) -> Iterator[tuple[str, list[Record]]]:
    for key, one in value.items():
        path = f"{above}.{key}" if above else key
        if isinstance(one, list) and one and all(isinstance(item, dict) for item in one):
            yield path, one
        elif isinstance(one, dict) and depth < _DEEPEST:
            yield from _inner(one, path, depth + 1)


def _as_record(value: object) -> Record:
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {f"col_{index}": one for index, one in enumerate(value)}
    return {"value": value}


def _name(source: SourceFile) -> str:
    return source.member or source.name


def _refused(source: SourceFile, where: object) -> ReadingRefused:
    return ReadingRefused(
        say("%(name)s is not valid JSON: %(where)s.", name=_name(source), where=where),
        advice=say("Export it again with a program that writes JSON, and do not edit it by hand."),
    )
