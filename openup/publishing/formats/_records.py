"""Records (JSON objects) become rows: nested objects dotted columns, lists JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault, Level
from openup.publishing.reading import Column, Layout, Reading, Reason
from openup.publishing.steps.layout.names import unique
from openup.publishing.table import Batch, Context, SourceFile, TextTable

BATCH_ROWS: Final = 2_000

PATHS_NAMED: Final = 10
"""Paths that a sentence names."""

DEEPEST: Final = 100
"""Levels of objects and lists within each other; what is nested deeper is no record."""


class Literal(str):
    """A number as the file writes it, so that no digit is lost."""

    __slots__ = ()


Record = Mapping[str, object]
Numbered = Iterable[tuple[int, Record]]
Path = tuple[str, ...]
"""The names from a record down to one of its cells."""


class _Decoder(json.JSONDecoder):
    """Reads JSON so that no digit and no value is lost."""

    def __init__(self) -> None:
        super().__init__(
            object_pairs_hook=_object,
            parse_float=Literal,
            parse_int=Literal,
            parse_constant=Literal,
            strict=False,
        )

    def raw_decode(self, s: str, idx: int = 0) -> tuple[object, int]:
        """The value at a place, and where it ends.

        Raises ValueError when there is none, RecursionError when it is nested beyond `DEEPEST`.
        """
        value, end = super().raw_decode(s, idx)
        opened = s.count("{", idx, end) + s.count("[", idx, end)
        if opened > DEEPEST and _is_deeper(value, DEEPEST):
            raise RecursionError
        return value, end


def _is_deeper(value: object, most: int) -> bool:
    level = [value]
    for _ in range(most + 1):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return False
    return True


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _object(pairs: list[tuple[str, object]]) -> Record:
    """An object; a name that comes twice is told apart, so that no value hides another."""
    found: dict[str, object] = {}
    for name, value in pairs:
        free, count = name, 1
        while free in found:
            count += 1
            free = f"{name}_{count}"
        found[free] = value
    return found


decoder: Final = _Decoder()
decode: Final = decoder.raw_decode


@dataclass(frozen=True, slots=True)
class Records:
    """Records that can be read again and again, each with its number in the source."""

    name: str
    format: str
    member: str
    encoding: str
    read: Callable[[], Numbered]
    notes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def table(records: Records, source: SourceFile, context: Context) -> TextTable | None:
    """The table of some records: one column for each path that any record has."""
    paths: dict[Path, int] = {}
    for _, record in records.read():
        for path, _ in flattened(record):
            paths.setdefault(path, len(paths))
        if len(paths) > context.limits.columns:
            raise _too_wide(source, context)
    if not paths:
        return None
    labels = [writable(".".join(path)) for path in paths]
    reading = Reading(
        format=records.format,
        container=source.container,
        member=records.member,
        encoding=records.encoding,
        layout=Layout(first_data_row=1),
        columns=tuple(map(Column, unique(labels), labels)),
        notes=records.notes,
        reasons=records.reasons,
    )
    return TextTable(
        records.name,
        reading,
        lambda: _batches(records, paths),
        has_points=lambda place: _has_fractions(records, list(paths)[place]),
    )


def _has_fractions(records: Records, path: Path) -> bool:
    """Whether any record has a number with a decimal point here, and not a text that looks so."""
    found = (_value_at(record, path) for _, record in records.read())
    return any(isinstance(value, Literal) and "." in value for value in found)


def _value_at(record: object, path: Path) -> object:
    for key in path:
        record = record.get(key) if isinstance(record, dict) else None
    return record


def flattened(record: Record, above: Path = ()) -> Iterator[tuple[Path, str | None]]:
    """The cells of a record by their paths: `buyer.name` is not `buyer` and `name` within it."""
    for key, value in record.items():
        path = (*above, key)
        if isinstance(value, dict) and value:
            yield from flattened(value, path)
        else:
            yield path, text_of(value)


def text_of(value: object) -> str | None:
    """A JSON value as a cell: text and numbers as written, lists and empty objects as JSON."""
    if value is None:
        return None
    return writable(value if isinstance(value, str) else _json(value))


def writable(text: str) -> str:
    """The text with `?` for half a surrogate pair, which JSON can escape and UTF-8 cannot."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _json(value: object) -> str:
    if isinstance(value, Literal):
        return value
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key, ensure_ascii=False)}: {_json(v)}" for key, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def left_out(count: int, paths: Sequence[str]) -> Fault:
    """What stands in a document beside its tables and is kept in no note, or not whole."""
    return Fault(
        "beside-left-out",
        Level.FILE,
        say(
            "%(count)s fields beside the tables are not read, or not whole: %(paths)s.",
            count=count,
            paths=", ".join(paths[:PATHS_NAMED]),
        ),
        say("Look whether they matter; write them as lists of objects near the root."),
    )


def _batches(records: Records, paths: Mapping[Path, int]) -> Iterator[Batch]:
    rows = iter(records.read())
    while piece := list(islice(rows, BATCH_ROWS)):
        columns: list[list[str | None]] = [[None] * len(piece) for _ in paths]
        for at, (_, record) in enumerate(piece):
            for path, cell in flattened(record):
                columns[paths[path]][at] = cell
        yield Batch([number for number, _ in piece], columns)


def _too_wide(source: SourceFile, context: Context) -> ReadingRefused:
    return ReadingRefused(
        say(
            "The records of %(name)s have more than %(most)s different fields.",
            name=source.member or source.name,
            most=context.limits.columns,
        ),
        advice=say("Write fields that differ from record to record as a list of name and value."),
    )
