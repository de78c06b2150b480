"""A release or a filtered view of it as a file: in pieces, in bounded memory, in file order.

Cells that do not fit the type of their column are empty here, as they are in the table; the file
of misfits lists each of them with row, column and raw text. A question that cannot be is refused
at once, before the first piece.

A cell is written as it is even where it begins with `=`, `+`, `-` or `@`: a spreadsheet may take
such a text for a formula, and changing the published text would be worse. The face that offers
the download says so.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from openup.kernel.ids import ReleaseId
from openup.publishing.manifest import StoredTable, stored
from openup.publishing.reading import Column, ColumnType
from openup.query.filters import condition
from openup.query.grid import RowQuestion, order_of
from openup.query.written import as_csv, as_json
from openup.store.engines.duckdb import ReadingEngine, WritingEngine, copied, parquet
from openup.store.lake import Lake
from openup.store.sql import Sql, fill, join, name

PIECE = 2_000
"""Rows of one piece of a text file."""

BLOCK = 2**18
"""Bytes of one piece of a file that is sent as it stands."""

MISFIT_COLUMNS = (
    Column("row", "row", ColumnType.INTEGER),
    Column("column", "column"),
    Column("raw", "raw"),
    Column("code", "code"),
)


def csv_of(
    lake: Lake, engine: ReadingEngine, release: ReleaseId, question: RowQuestion
) -> Iterator[bytes]:
    """UTF-8 CSV as RFC 4180 has it: CRLF, quotes only where needed, one header line."""
    table = stored(lake, release)
    statement = _select(table, question, as_csv(table.columns))
    return _csv(engine, table.columns, statement)


def spreadsheet_csv_of(
    lake: Lake, engine: ReadingEngine, release: ReleaseId, question: RowQuestion
) -> Iterator[bytes]:
    """The same CSV after a byte-order mark, without which Excel takes UTF-8 for cp1252."""
    return chain((BOM_UTF8,), csv_of(lake, engine, release, question))


def jsonlines_of(
    lake: Lake, engine: ReadingEngine, release: ReleaseId, question: RowQuestion
) -> Iterator[bytes]:
    """One JSON object per line."""
    table = stored(lake, release)
    statement = _select(table, question, as_json(table.columns))
    return (_joined(lines, "\n") for lines in _lines(engine, statement))


def json_of(
    lake: Lake, engine: ReadingEngine, release: ReleaseId, question: RowQuestion
) -> Iterator[bytes]:
    """One JSON array of objects."""
    table = stored(lake, release)
    return _json(engine, _select(table, question, as_json(table.columns)))


def parquet_of(
    lake: Lake, engine: ReadingEngine, release: ReleaseId, question: RowQuestion
) -> Iterator[bytes]:
    """Parquet: the file itself when everything is asked for, else one made for this answer."""
    table = stored(lake, release)
    if not question.sort and not question.descending and not any(question.filters.values()):
        return _blocks(table.parquet)
    names = join(", ", [name(column.name) for column in table.columns])
    return _made(_select(table, question, names), lake.root / "staging")


def misfits_of(lake: Lake, engine: ReadingEngine, release: ReleaseId) -> Iterator[bytes]:
    """CSV of the cells that do not fit: row of the source file, column, raw text, code."""
    misfits = stored(lake, release).misfits
    if misfits is None:
        return iter((_header(MISFIT_COLUMNS),))
    line = as_csv(MISFIT_COLUMNS)
    statement = fill("select $line from $misfits", line=line, misfits=parquet(misfits))
    return _csv(engine, MISFIT_COLUMNS, statement)


def _csv(engine: ReadingEngine, columns: tuple[Column, ...], statement: Sql) -> Iterator[bytes]:
    yield _header(columns)
    for lines in _lines(engine, statement):
        yield _joined(lines, "\r\n")


def _json(engine: ReadingEngine, statement: Sql) -> Iterator[bytes]:
    before = "["
    for lines in _lines(engine, statement):
        yield (before + ",\n".join(lines)).encode()
        before = ",\n"
    yield b"[]\n" if before == "[" else b"]\n"


def _made(statement: Sql, staging: Path) -> Iterator[bytes]:
    # The reading engine cannot write, so a passing one of its own does, beside the lake's staging.
    staging.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=staging) as folder:
        target = Path(folder) / "view.parquet"
        with WritingEngine(Path(folder)) as writer:
            writer.run(copied(statement, target))
        yield from _blocks(target)


def _joined(lines: list[str], end: str) -> bytes:
    return (end.join(lines) + end).encode()


def _header(columns: tuple[Column, ...]) -> bytes:
    quoted = ('"' + column.name.replace('"', '""') + '"' for column in columns)
    plain = (column.name for column in columns)
    cells = (
        quote if any(mark in text for mark in '",\r\n') else text
        for text, quote in zip(plain, quoted, strict=True)
    )
    return (",".join(cells) + "\r\n").encode()


def _lines(engine: ReadingEngine, statement: Sql) -> Iterator[list[str]]:
    for piece in engine.batches(statement, rows=PIECE):
        yield [str(text) for (text,) in piece]


def _select(table: StoredTable, question: RowQuestion, shown: Sql) -> Sql:
    """All rows that match, in their order; the offset and the limit are of pages only."""
    where, order = condition(table, question.filters), order_of(table, question)
    if where is not None and order is None:
        # A scan keeps the order of the file, a filter that looks into another table may not.
        order = fill("file_row_number")
    return fill(
        "select $shown from $source where $where $order",
        shown=shown,
        source=parquet(table.parquet),
        where=where or fill("true"),
        order=fill("order by $order", order=order) if order else fill(""),
    )


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
