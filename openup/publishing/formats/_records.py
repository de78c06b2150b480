"""Records (JSON objects) become rows: nested objects dotted columns, lists JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.reading import Column, Layout, Reading
from openup.publishing.table import Batch, Context, SourceFile, TextTable

BATCH_ROWS: Final = 2_000


class Literal(str):
    """A number as the file writes it, so that no digit is lost."""

    __slots__ = ()


Record = Mapping[str, object]
Numbered = Iterable[tuple[int, Record]]

decoder: Final = json.JSONDecoder(
    parse_float=Literal, parse_int=Literal, parse_constant=Literal, strict=False
)


@dataclass(frozen=True, slots=True)
class Records:
    """Records that can be read again and again, each with its number in the source."""

    name: str
    format: str
    member: str
    encoding: str
    read: Callable[[], Numbered]


def table(records: Records, source: SourceFile, context: Context) -> TextTable | None:
    """The table of some records: one column for each path that any record has."""
    paths: dict[str, int] = {}
    for _, record in records.read():
        for path, _ in flattened(record):
            paths.setdefault(path, len(paths))
        if len(paths) > context.limits.columns:
            raise _too_wide(source, context)
    if not paths:
        return None
    names = unique(paths)
    reading = Reading(
        format=records.format,
        container=source.container,
        member=records.member,
        encoding=records.encoding,
        layout=Layout(first_data_row=1),
        columns=tuple(Column(name, path) for name, path in zip(names, paths, strict=True)),
    )
    return TextTable(records.name, reading, lambda: _batches(records, paths))


def flattened(record: Record, above: str = "") -> Iterator[tuple[str, str | None]]:
    """The cells of a record by their paths: `buyer.name`."""
    for key, value in record.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, dict) and value:
            yield from flattened(value, path)
        else:
            yield path, text_of(value)


def text_of(value: object) -> str | None:
    """A JSON value as a cell: text and numbers as written, lists and empty objects as JSON."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    return _json(value)


def _json(value: object) -> str:
    if isinstance(value, Literal):
        return value
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key, ensure_ascii=False)}: {_json(v)}" for key, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _batches(records: Records, paths: Mapping[str, int]) -> Iterator[Batch]:
    rows = iter(records.read())
    while piece := list(islice(rows, BATCH_ROWS)):
        columns: list[list[str | None]] = [[None] * len(piece) for _ in paths]
        for at, (_, record) in enumerate(piece):
            for path, cell in flattened(record):
                columns[paths[path]][at] = cell
        yield Batch([number for number, _ in piece], columns)


def unique(paths: Iterable[str]) -> list[str]:
    """Names that differ from each other, made of labels as they are written."""
    names: list[str] = []
    taken: set[str] = set()
    for path in paths:
        wanted = " ".join(path.replace("\0", " ").split()) or f"col_{len(names)}"
        name, count = wanted, 1
        while name in taken:
            count += 1
            name = f"{wanted}_{count}"
        taken.add(name)
        names.append(name)
    return names


def _too_wide(source: SourceFile, context: Context) -> ReadingRefused:
    return ReadingRefused(
        say(
            "The records of %(name)s have more than %(most)s different fields.",
            name=source.member or source.name,
            most=context.limits.columns,
        ),
        advice=say("Write fields that differ from record to record as a list of name and value."),
    )
