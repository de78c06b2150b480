"""Writes the tables of a read file: as text or typed, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from openup.kernel.errors import Conflict
from openup.kernel.ids import slug
from openup.kernel.words import say
from openup.publishing.draft import DraftTable
from openup.publishing.reading import Column, Reading
from openup.publishing.table import TextTable
from openup.query.written import as_csv, as_json
from openup.store.engines.duckdb import WritingEngine, copied, parquet
from openup.store.sql import fill, join, name

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Piece:
    """One written table that waits under a passing name."""

    table: str
    path: Path


def write_text(table: TextTable, target: Path, kind: str) -> int:
    """Every column and data row as written, as CSV or JSON lines; gives the number of rows."""
    heads = labels(table.reading)
    rows = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if kind == "csv":
            writer.writerow(heads)
        for batch in table.batches():
            rows += len(batch.numbers)
            records = zip(*batch.columns, strict=True)
            if kind == "csv":
                writer.writerows(records)
            else:
                names = [column.name for column in table.reading.columns]
                file.writelines(_json_lines(names, records))
    return rows


def _json_lines(names: list[str], records: Iterator[tuple[str | None, ...]]) -> Iterator[str]:
    for record in records:
        yield json.dumps(dict(zip(names, record, strict=True)), ensure_ascii=False) + "\n"


def labels(reading: Reading) -> list[str]:
    """The header as written, or `col_0`, `col_1` ... where there is none."""
    if reading.layout.header_rows:
        return [column.label for column in reading.columns]
    return [column.name for column in reading.columns]


def write_typed(table: DraftTable, target: Path, kind: str, engine: WritingEngine) -> None:
    """The typed table as CSV, JSON lines or Parquet."""
    columns, source = table.reading.columns, parquet(table.parquet)
    if kind == "parquet":
        shown = join(", ", [name(column.name) for column in columns])
        engine.run(copied(fill("select $shown from $source", shown=shown, source=source), target))
        return
    line = as_csv(columns) if kind == "csv" else as_json(columns)
    statement = fill("select $line from $source", line=line, source=source)
    with target.open("w", encoding="utf-8", newline="") as file:
        end = "\n"
        if kind == "csv":
            end = "\r\n"
            _write_header(file, columns)
        for piece in engine.batches(statement):
            file.writelines(f"{text}{end}" for (text,) in piece)


def _write_header(file: IO[str], columns: tuple[Column, ...]) -> None:
    csv.writer(file).writerow([column.name for column in columns])


def place(
    pieces: list[Piece], folder: Path, base: str, kind: str, written: set[Path]
) -> list[Path]:
    """Name written tables in `folder`: `base.csv`, or `base.<table>.csv` if there are several.

    `written` are those of the inputs before, which are never written over.
    """
    targets: list[Path] = []
    for piece in pieces:
        part = f".{slug(piece.table) or 'table'}" if len(pieces) > 1 else ""
        target, count = folder / f"{base}{part}.{kind}", 1
        while target in targets:
            count += 1
            target = folder / f"{base}{part}-{count}.{kind}"
        targets.append(target)
    whole = [Path(os.path.normpath(target)) for target in targets]
    twice = next((target for target in whole if target in written), None)
    if twice is not None:
        raise Conflict(
            say("Two inputs would be written as %(name)s.", name=twice.name),
            advice=say("Read them into different folders."),
        )
    written.update(whole)
    for piece, target in zip(pieces, targets, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        piece.path.replace(target)
    return targets


def place_as(pieces: list[Piece], target: str) -> list[Path]:
    """Write the only table to the file that was named, or to standard output (`-`)."""
    if len(pieces) != 1:
        raise Conflict(
            say("There are %(tables)s tables for one file.", tables=len(pieces)),
            advice=say("Use --out DIR: each table gets a file of its own."),
        )
    (piece,) = pieces
    if target == STANDARD_OUTPUT:
        with piece.path.open("rb") as file:
            while chunk := file.read(1 << 20):
                sys.stdout.buffer.write(chunk)
        sys.stdout.flush()
        return []
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    piece.path.replace(path)
    return [path]
