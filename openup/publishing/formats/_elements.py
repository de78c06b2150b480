"""XML elements one at a time: safe against entities, and in memory only while they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused

Tags = tuple[str, ...]
"""The names from the root down to an element."""

PIECE: Final = 1 << 16
DEEPEST: Final = 60
PATHS_MOST: Final = 20_000


@dataclass(slots=True)
class Element:
    """An element while it is read: attributes and children by name, and its text."""

    parts: dict[str, list[object]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)

    def value(self) -> object:
        """Text alone as text; else an object of attributes and children; repeated ones a list."""
        text = "".join(self.text).strip()
        if not self.parts:
            return text or None
        found: dict[str, object] = {
            name: values[0] if len(values) == 1 else values for name, values in self.parts.items()
        }
        if text:
            found["text" if "text" not in found else "text_"] = text
        return found

    def put(self, name: str, value: object) -> None:
        self.parts.setdefault(name, []).append(value)


@dataclass(slots=True)
class Repeats:
    """How often an element stands beside its like, and whether it holds more than text."""

    times: int = 0
    most: int = 0
    structured: bool = False


@dataclass(slots=True)
class Survey:
    """Every path of a document, and the short texts that stand alone."""

    paths: dict[Tags, Repeats] = field(default_factory=dict)
    single: dict[Tags, str] = field(default_factory=dict)
    root: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An XML file that can be read again and again. Raises ReadingRefused with the place."""

    path: Path
    name: str
    most: int
    encoding: str | None = None

    def survey(self) -> Survey:
        """Read all of it once: it is proven, and its repeated elements are counted."""
        looking = _Looking()
        parser = self._parser()
        parser.StartElementHandler = looking.begin
        parser.EndElementHandler = looking.end
        parser.CharacterDataHandler = looking.say
        for _ in self._fed(parser):
            looking.check(self.name)
        return looking.survey

    def records(self, tags: Tags) -> Iterator[object]:
        """The elements at this path, in the order of the file."""
        taking = _Taking(tags)
        parser = self._parser()
        parser.StartElementHandler = taking.begin
        parser.EndElementHandler = taking.end
        parser.CharacterDataHandler = taking.say
        for _ in self._fed(parser):
            if taking.size > self.most:
                raise self._endless()
            yield from taking.done
            taking.done.clear()

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(self.encoding)
        parser.buffer_text = True
        parser.EntityDeclHandler = self._refuse_entities
        return parser

    def _refuse_entities(self, *_: object) -> None:
        raise ReadingRefused(
            say("%(name)s declares entities, which may hide other files or grow without end.",
                name=self.name),
            advice=say("Export it again without a document type (DOCTYPE)."),
        )  # fmt: skip

    def _fed(self, parser: expat.XMLParserType) -> Iterator[None]:
        fed = 0
        try:
            with self.path.open("rb") as file:
                while piece := file.read(PIECE):
                    parser.Parse(piece, False)
                    fed += len(piece)
                    if fed - parser.CurrentByteIndex > self.most:
                        raise self._endless()
                    yield
                parser.Parse(b"", True)
                yield
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self._broken(error) from error

    def _endless(self) -> ReadingRefused:
        return ReadingRefused(
            say("A record of %(name)s is longer than %(size)s MB.",
                name=self.name, size=self.most >> 20),
            advice=say("Write the table as a list of elements with the same fields."),
        )  # fmt: skip

    def _broken(self, error: Exception) -> ReadingRefused:
        where = say("its encoding is not known")
        if isinstance(error, expat.ExpatError):
            where = say("line %(line)s, column %(column)s",
                        line=error.lineno, column=error.offset + 1)  # fmt: skip
        return ReadingRefused(
            say("%(name)s is not valid XML: %(where)s.", name=self.name, where=where),
            advice=say("Export it again with a program that writes XML; do not edit it by hand."),
        )


def local(tag: str) -> str:
    """A name without the prefix of its namespace."""
    return tag.rpartition(":")[2]


class _Looking:
    """Counts paths while a document goes by."""

    def __init__(self) -> None:
        self.survey = Survey()
        self._open: list[str] = []
        self._beside: list[dict[str, int]] = [{}]
        self._text: list[str] = []

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if self._open:
            self.survey.paths[tuple(self._open)].structured = True
        else:
            self.survey.root = tag
        self._open.append(name)
        seen = self.survey.paths.setdefault(tuple(self._open), Repeats())
        beside = self._beside[-1]
        beside[name] = beside.get(name, 0) + 1
        seen.times += 1
        seen.most = max(seen.most, beside[name])
        seen.structured = seen.structured or bool(attributes)
        self._beside.append({})
        self._text.clear()

    def end(self, tag: str) -> None:
        path = tuple(self._open)
        text = "".join(self._text).strip()
        seen = self.survey.paths[path]
        if seen.times == 1 and not seen.structured and text:
            self.survey.single[path] = text[:300]
        else:
            self.survey.single.pop(path, None)
        self._open.pop()
        self._beside.pop()
        self._text.clear()

    def say(self, text: str) -> None:
        if len(self._text) < 100:
            self._text.append(text[:300])

    def check(self, name: str) -> None:
        """Refuse what is nested or named without end."""
        if len(self._open) > DEEPEST or len(self.survey.paths) > PATHS_MOST:
            raise ReadingRefused(
                say("The elements of %(name)s are nested too deep or have too many names.",
                    name=name),
                advice=say("Write the table as a list of elements with the same fields."),
            )  # fmt: skip


class _Taking:
    """Gathers the elements at one path while a document goes by."""

    def __init__(self, tags: Tags) -> None:
        self.done: list[object] = []
        self.size = 0
        self._tags = tags
        self._open: list[str] = []
        self._building: list[Element] = []

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(local(tag))
        if not self._building and tuple(self._open) != self._tags:
            return
        element = Element()
        for name, value in attributes.items():
            if not name.startswith("xmlns"):
                element.put(local(name), value)
                self.size += len(value)
        self._building.append(element)

    def end(self, tag: str) -> None:
        name = self._open.pop()
        if not self._building:
            return
        value = self._building.pop().value()
        if self._building:
            self._building[-1].put(name, value)
            return
        self.done.append(value)
        self.size = 0

    def say(self, text: str) -> None:
        if self._building:
            self._building[-1].text.append(text)
            self.size += len(text)
