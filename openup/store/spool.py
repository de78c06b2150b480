"""Text rows on their way into the engine: an Arrow file of strings, written in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from openup.store.sql import Sql, fill, join, name, text


@dataclass(frozen=True, slots=True)
class Spooled:
    """Rows of text in a file: columns `c0`, `c1` ... and the source row number `n` of each row.

    `contiguous` is whether the numbers count up by one from `first_row`.
    """

    path: Path
    columns: int
    rows: int
    first_row: int
    contiguous: bool

    @property
    def relation(self) -> Sql:
        """The rows, to stand after `from`; empty cells are null."""
        cells = join(
            ", ",
            [fill("nullif($c, '') as $c", c=name(f"c{index}")) for index in range(self.columns)],
        )
        return fill(
            "(select n, $cells from read_parquet($path))", cells=cells, path=text(str(self.path))
        )


def spool(
    path: Path,
    columns: int,
    batches: Iterable[tuple[list[int], Sequence[Sequence[str | None]]]],
) -> Spooled:
    """Write batches of (row numbers, cells column by column) to `path`."""
    schema = pa.schema([("n", pa.int64()), *((f"c{i}", pa.string()) for i in range(columns))])
    rows, first, expected, contiguous = 0, 1, None, True
    with pq.ParquetWriter(path, schema, compression="lz4", use_dictionary=False,
                          write_statistics=False) as writer:  # fmt: skip
        for numbers, cells in batches:
            if not numbers:
                continue
            first = numbers[0] if expected is None else first
            contiguous = contiguous and numbers[0] == (expected or first)
            contiguous = contiguous and numbers[-1] - numbers[0] == len(numbers) - 1
            expected = numbers[-1] + 1
            rows += len(numbers)
            arrays = [pa.array(numbers, pa.int64()), *(_strings(column) for column in cells)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return Spooled(path, columns, rows, first, contiguous)


def _strings(column: Sequence[str | None]) -> pa.Array:
    """Cells as UTF-8; what cannot be written in it (half a surrogate pair) becomes U+FFFD."""
    try:
        return pa.array(column, pa.string())
    except UnicodeEncodeError:
        clean = [
            None if cell is None else cell.encode("utf-8", "replace").decode() for cell in column
        ]
        return pa.array(clean, pa.string())
