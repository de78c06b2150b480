"""The encoding and the dialect of a text as a person said, where the bytes do not speak against."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from openup.kernel.words import say
from openup.publishing.reading import Dialect
from openup.publishing.steps.said.heard import Heard
from openup.publishing.steps.text.dialect import DialectFound
from openup.publishing.steps.text.encoding import CHUNK, Encoding


def encoding_as_told(found: Encoding, heard: Heard, path: Path) -> Encoding:
    """The encoding that was said, if every byte is text in it. Raises ReadingRefused."""
    told = cast("str | None", heard.says("encoding"))
    if told is None:
        return found
    if _same(told, found.codec):
        heard.keep("encoding")
        return found
    line = _first_broken(path, told)
    if line is None:
        heard.keep("encoding")
        return Encoding(told, 1.0, found.words)
    heard.misfit(
        "encoding",
        say("line %(line)s is not text in %(codec)s.", line=line, codec=told),
        say("It looks like %(codec)s: leave the encoding out, or say another.", codec=found.codec),
    )
    return found


def _same(one: str, other: str) -> bool:
    return codecs.lookup(one.removesuffix("-sig")) == codecs.lookup(other.removesuffix("-sig"))


def _first_broken(path: Path, codec: str) -> int | None:
    """The first physical line that does not decode, or None where all do."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                fed = "\n".encode(codec).removeprefix("".encode(codec))
                return line + error.object[: error.start].count(fed)
            except UnicodeError:
                return line  # UTF-16 that does not say which byte comes first
            if not chunk:
                return None
            line += text.count("\n")


def dialect_as_told(found: DialectFound, heard: Heard, lines: Sequence[str]) -> DialectFound:
    """The dialect with the signs that were said. Raises ReadingRefused."""
    dialect = found.dialect
    told = cast("str | None", heard.says("delimiter"))
    if told and not any(told in line for line in lines):
        heard.misfit(
            "delimiter",
            say("“%(sign)s” stands in none of the lines.", sign=told if told != "\t" else "\\t"),
            say("Look at a line of the file: which sign divides its cells?"),
        )
    for name in ("delimiter", "quote", "escape"):
        sign = cast("str | None", heard.says(name))
        if sign is not None:
            dialect = replace(dialect, **{name: sign})
            heard.keep(name)
    return found if dialect == found.dialect else DialectFound(_sound(dialect), found.reasons)


def _sound(dialect: Dialect) -> Dialect:
    """Without a quotation mark nothing is escaped."""
    return dialect if dialect.quote else replace(dialect, escape="")
