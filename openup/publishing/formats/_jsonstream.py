"""Walks through JSON of any size, one value at a time: memory holds one record, never the file."""

from __future__ import annotations

import codecs
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, Final

from openup.kernel.words import Words, say
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats._records import decoder
from openup.publishing.table import Context, SourceFile

PIECE: Final = 1 << 18
BLANKS: Final = " \t\r\n\x1e"
_OPEN_TEXT: Final = ("Unterminated string", "Invalid \\", "Invalid control")
_NEAR: Final = 16


@dataclass(frozen=True, slots=True)
class Where:
    """A place to begin at: the byte, and the line and column that it is on."""

    byte: int = 0
    line: int = 1
    column: int = 1


class Walk:
    """A place in a UTF-8 JSON text that only goes forward. Raises ReadingRefused with the place."""

    def __init__(self, file: BinaryIO, name: str, most: int, where: Where = Where()) -> None:
        self._file, self._name, self._most = file, name, most
        self._text, self._at, self._ended = "", 0, False
        self._where = where
        file.seek(where.byte)
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    @property
    def where(self) -> Where:
        """The place of the next sign."""
        past = self._text[: self._at]
        return Where(self._where.byte + len(past.encode()), *self._place(past))

    def peek(self) -> str:
        """The next sign that is not blank, or "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANKS:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, signs: str) -> str:
        """The next sign, which must be one of these."""
        sign = self.peek()
        if not sign or sign not in signs:
            raise self._broken(self._at)
        self._at += 1
        return sign

    def value(self) -> object:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                near = error.pos >= len(self._text) - _NEAR or error.msg.startswith(_OPEN_TEXT)
                if not (near and self._more()):
                    raise self._broken(error.pos) from error
                continue
            except RecursionError as error:
                raise refused(self._name, say("it cannot be decoded")) from error
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def items(self) -> Iterator[object]:
        """The values of the list that begins here."""
        self.take("[")
        if self.peek() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return

    def names(self) -> Iterator[str]:
        """The names in the object that begins here; take the value of each before the next."""
        self.take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            if self.peek() != '"':
                raise self._broken(self._at)
            key = self.value()
            self.take(":")
            yield str(key)
            if self.take(",}") == "}":
                return

    def _more(self) -> bool:
        """Read on, and let go of what lies behind."""
        if self._ended:
            return False
        left = len(self._text) - self._at
        if left > self._most:
            raise ReadingRefused(
                say("A record of %(name)s is longer than %(size)s MB.",
                    name=self._name, size=self._most >> 20),
                advice=say("Write the table as a list of objects with the same fields."),
            )  # fmt: skip
        self._where = self.where
        raw = self._file.read(max(PIECE, left))
        self._ended = not raw
        try:
            fresh = self._decoder.decode(raw, final=not raw)
        except UnicodeDecodeError as error:
            raise refused(self._name, say("it cannot be decoded")) from error
        self._text, self._at = self._text[self._at :] + fresh, 0
        return bool(fresh) or self._more()

    def _place(self, past: str) -> tuple[int, int]:
        lines = past.count("\n")
        if not lines:
            return self._where.line, self._where.column + len(past)
        return self._where.line + lines, len(past) - past.rfind("\n")

    def _broken(self, at: int) -> ReadingRefused:
        line, column = self._place(self._text[:at])
        return refused(
            self._name, say("line %(line)s, column %(column)s", line=line, column=column)
        )


def refused(name: str, where: Words) -> ReadingRefused:
    """The refusal of a text that is not JSON."""
    return ReadingRefused(
        say("%(name)s is not valid JSON: %(where)s.", name=name, where=where),
        advice=say("Export it again with a program that writes JSON, and do not edit it by hand."),
    )


def as_utf8(source: SourceFile, context: Context) -> tuple[Path, int]:
    """The JSON file in UTF-8, and how many bytes of mark it begins with."""
    with source.path.open("rb") as file:
        head = file.read(4)
    codec = json.detect_encoding(head) if head else "utf-8"
    if codec in ("utf-8", "utf-8-sig"):
        return source.path, 3 if codec == "utf-8-sig" else 0
    handle, made = mkstemp(dir=context.workspace, suffix=".json")
    os.close(handle)
    target = Path(made)
    try:
        with source.path.open(encoding=codec) as text, target.open("w", encoding="utf-8") as out:
            shutil.copyfileobj(text, out, PIECE)
    except UnicodeError as error:
        raise refused(source.member or source.name, say("it cannot be decoded")) from error
    return target, 0
