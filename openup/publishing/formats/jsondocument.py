"""JSON documents: a list of objects, or an object that holds such lists at any depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault
from openup.publishing.format import Format
from openup.publishing.formats._jsonstream import Walk, Where, as_utf8
from openup.publishing.formats._records import (
    PATHS_NAMED,
    Numbered,
    Record,
    Records,
    left_out,
    table,
    text_of,
)
from openup.publishing.reading import Reason
from openup.publishing.table import Context, SourceFile, TextTable

_DEEPEST: Final = 40
_NEAR: Final = 3
_LISTS_MOST: Final = 200
_FEW: Final = 40
"""Fields beside a list that is deep, so that it is still what the document is about."""
_NOTES_MOST: Final = 200
_NOTE_LENGTH: Final = 2_000
_ITEMS_MOST: Final = 200
"""Items of a list of plain values that a note begins with."""


class JsonDocument(Format):
    """Every list of objects in the document becomes a table.

    ## How it is recognised
    The first sign of the file is a bracket or a brace, and it is not JSON lines.

    ## How it is read
    A list of objects is one table; each object is a row. A list of lists is a table without a
    header. In an object, such lists are looked for three levels deep, and deeper only if there is
    none and little stands beside it; each of them is a table named by its path (`result.results`).
    The fields beside them, such as the date of a package, are kept as notes; what is too much for
    notes, and lists that are too deep, are told. Several documents one after another are rows of
    one table, and so is an object without any such list.

    Fields of nested objects become columns with dotted names; lists within a row stay as JSON text.
    Numbers keep every digit. The row number is the place in the list, from 1. A file of any size is
    read: memory holds one record at a time.

    ## What it cannot see
    Whether two lists belong together: each is a table of its own.
    """

    code, title = "json", say("JSON")
    suffixes = (".json",)
    media_type = "application/json"
    example = (
        """
        {"corte": "2024-01-31", "obras": [
          {"clave": "007", "costo": {"monto": 12.50, "moneda": "MXN"}, "fotos": ["a", "b"]},
          {"clave": "008", "costo": {"monto": 3}}]}
        """,
        """
        clave | costo.monto | costo.moneda | fotos
        007   | 12.50       | MXN          | ["a", "b"]
        008   | 3           |              |
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            start = head.replace(b"\0", b"")[2:].lstrip()
        if start.startswith(b"{"):
            return 0.85 if start[1:].lstrip()[:1] in (b'"', b"}", b"") else 0.0
        if start.startswith(b"["):
            opens = start[1:].lstrip()[:1] in (b"{", b"[", b"]", b"")
            return 0.85 if opens or name.lower().endswith(self.suffixes) else 0.0
        return 0.7 if name.lower().endswith(self.suffixes) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        path, mark = as_utf8(source, context)
        document = _Document(path, mark, _name(source), context.limits.line_bytes)
        seen = document.survey()
        found = 0
        for one in seen.chosen():
            made = table(_records(document, seen, one, source), source, context)
            if made is not None:
                if not found:
                    made.faults.extend(seen.left_out())
                found += 1
                yield made
        if not found:
            raise ReadingRefused(
                say("%(name)s holds no list of objects.", name=_name(source)),
                advice=say("Write the table as a list of objects with the same fields."),
            )


@dataclass(frozen=True, slots=True)
class _List:
    """A list of objects: its path, how deep it is, and where it begins."""

    path: str
    depth: int
    where: Where


@dataclass(slots=True)
class _Seen:
    """What a document holds: its lists, and the values beside them."""

    lists: list[_List] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    missing: int = 0
    whole: bool = False

    def note(self, path: str, value: object) -> None:
        """Keep a value that stands beside the lists, or count that it could not be kept."""
        text = f"{path}: {text_of(value)}"
        if len(self.beside) < _NOTES_MOST:
            self.beside.append(text[:_NOTE_LENGTH])
        if len(self.beside) >= _NOTES_MOST or len(text) > _NOTE_LENGTH:
            self.miss(path)

    def miss(self, path: str) -> None:
        """Count something that is in no table and not whole in the notes."""
        self.missing += 1
        if len(self.missed) < PATHS_NAMED:
            self.missed.append(path)

    def left_out(self) -> Iterator[Fault]:
        """What the tables and notes do not hold."""
        if not self.lists or self.whole:
            return
        chosen = self.chosen()
        lost = [one.path for one in self.lists if one not in chosen]
        if lost or self.missing:
            yield left_out(len(lost) + self.missing, lost + self.missed)

    def chosen(self) -> list[_List]:
        """The lists that become tables; none of them stands for the document as it is."""
        near = [one for one in self.lists if one.depth <= _NEAR]
        deep = self.lists if len(self.beside) < _FEW else []
        return (near or deep)[:_LISTS_MOST] or [_List("", 0, Where())]


@dataclass(frozen=True, slots=True)
class _Document:
    """A JSON file in UTF-8 that can be walked again and again."""

    path: Path
    mark: int
    name: str
    most: int

    def survey(self) -> _Seen:
        """Walk through all of it: every sign is proven, every list of objects found."""
        with self.path.open("rb") as file:
            walk = Walk(file, self.name, self.most, Where(self.mark))
            seen = _Seen()
            if walk.peek() == "[":
                seen.lists.append(_List("", 1, walk.where))
                for _ in walk.items():
                    pass
            elif walk.peek() == "{":
                _look(walk, seen, "", 1)
            else:
                walk.value()
            if not walk.peek():
                return seen
            while walk.peek():
                walk.value()
            return _Seen(whole=True)

    def rows(self, one: _List) -> Numbered:
        """The records of a list, or the documents themselves."""
        with self.path.open("rb") as file:
            where = one.where if one.depth else Where(self.mark)
            walk = Walk(file, self.name, self.most, where)
            for number, value in enumerate(walk.items() if one.depth else _documents(walk), 1):
                yield number, _as_record(value)


def _documents(walk: Walk) -> Iterator[object]:
    while walk.peek():
        yield walk.value()


def _look(walk: Walk, seen: _Seen, above: str, depth: int) -> None:
    """Walk through an object and note its lists of objects."""
    for key in walk.names():
        path = f"{above}.{key}" if above else key
        sign = walk.peek()
        if sign == "[":
            _look_at_list(walk, seen, path, depth)
            continue
        if sign == "{" and depth < _DEEPEST:
            _look(walk, seen, path, depth + 1)
            continue
        value = walk.value()
        if value is not None:
            seen.note(path, value)


def _look_at_list(walk: Walk, seen: _Seen, path: str, depth: int) -> None:
    """A list with an object, or of lists alone, is a table; plain values are a note."""
    where = walk.where
    count, objects, lists = 0, 0, 0
    plain: list[object] = []
    for one in walk.items():
        count += 1
        objects += isinstance(one, dict)
        lists += isinstance(one, list)
        if len(plain) < _ITEMS_MOST:
            plain.append(one)
    if objects or (lists == count > 1):
        seen.lists.append(_List(path, depth, where))
    elif plain:
        seen.note(path, plain)
        if count > len(plain):
            seen.miss(path)


def _records(document: _Document, seen: _Seen, one: _List, source: SourceFile) -> Records:
    path = one.path
    others = len(seen.lists)
    words = say("The rows are the list “%(path)s”, one of %(lists)s.", path=path, lists=others)
    return Records(
        name=path or Path(document.name).stem or document.name,
        format=JsonDocument.code,
        member=f"{source.member}#{path}" if path else source.member,
        encoding="utf-8",
        read=lambda: document.rows(one),
        notes=tuple(seen.beside) if one.depth else (),
        reasons=(Reason("records", words, 0.9 if others == 1 else 0.7),) if path else (),
    )


def _as_record(value: object) -> Record:
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {f"col_{index}": one for index, one in enumerate(value)}
    return {"value": value}


def _name(source: SourceFile) -> str:
    return source.member or source.name
