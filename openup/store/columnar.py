"""Parquet files that others wrote: their columns, and their rows as text in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openup.kernel.words import say
from openup.store.errors import StoreError

_SIMPLE = (pa.types.is_integer, pa.types.is_boolean, pa.types.is_date, pa.types.is_string,
           pa.types.is_large_string)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a Parquet file: its name, and whether the file says that it is text."""

    name: str
    text: bool


def fields(path: Path) -> list[Field]:
    """The columns of a Parquet file. Raises StoreError when it is not one, or is cut off."""
    with _opened(path) as file:
        return [
            Field(
                field.name, pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
            )
            for field in file.schema_arrow
        ]


def text_batches(path: Path, rows: int = 10_000) -> Iterator[list[list[str | None]]]:
    """The rows in file order, as text, column by column."""
    with _opened(path) as file:
        try:
            for batch in file.iter_batches(batch_size=rows):
                yield [_texts(column) for column in batch.columns]
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise _damaged() from error


def values(path: Path, columns: Sequence[str]) -> dict[str, list[object]]:
    """The values of some columns of a small file that we wrote, as Python has them."""
    with pq.ParquetFile(path) as file:
        found: dict[str, list[object]] = file.read(list(columns)).to_pydict()
    return found


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path, memory_map=True)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _damaged() from error


def _damaged() -> StoreError:
    return StoreError(
        say("The Parquet file is damaged or cut off."),
        advice=say("Write it again, and compare its size with the original."),
    )


def _texts(column: pa.Array) -> list[str | None]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if any(is_simple(column.type) for is_simple in _SIMPLE):
        found: list[str | None] = column.cast(pa.string()).to_pylist()
        return found
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return [_text(value) for value in column.to_pylist()]
    except (OverflowError, ValueError, KeyError):
        # A moment that the calendar or the time zones of Python do not reach.
        beyond: list[str | None] = column.cast(pa.string()).to_pylist()
        return beyond


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
