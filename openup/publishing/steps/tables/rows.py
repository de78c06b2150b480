"""Where the rows of a table are read from: the CSV file as it stands, or a spool of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from openup.publishing.table import CsvScan, TextTable
from openup.store.spool import Spooled, spool
from openup.store.sql import Sql, fill, join, name, number, text

HEAD_BYTES: Final = 64 * 2**10
SPOTS: Final = 32
SPOT_BYTES: Final = 8 * 2**10
SAMPLED_ROWS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Rows:
    """A relation with columns `c0`, `c1` ..., a relation of some of its rows, and row numbers.

    `numbered` is whether the relation has a column `n` with source row numbers that jump; where it
    is false, row *i* (from 0) is source row `first_row + i`, as long as no cell before it holds
    line feeds. Where cells may, `folded_by` is the delimiter of the text; else it is empty.
    """

    relation: Sql
    sample: Sql
    columns: int
    first_row: int
    numbered: bool = False
    folded_by: str = ""


def scanned(scan: CsvScan, table: TextTable, workspace: Path) -> Rows:
    """Read the CSV file itself, strictly and without guessing anything."""
    width = len(table.reading.columns)
    sample = Path(mkdtemp(dir=workspace)) / "sample.csv"
    sample.write_bytes(_spread(scan.path, scan.skip_lines))
    return Rows(
        relation=_csv(scan, width, scan.path, fill("skip = $lines", lines=number(scan.skip_lines))),
        sample=_csv(scan, width, sample, fill(
            "strict_mode = false, ignore_errors = true, null_padding = true, parallel = false"
        )),
        columns=width,
        first_row=table.reading.layout.first_data_row,
        folded_by=scan.dialect.delimiter if scan.quoted else "",
    )  # fmt: skip


def spooled(table: TextTable, workspace: Path) -> tuple[Rows, int]:
    """Read every row patiently, keep its cells as text in the workspace, and count the rows."""
    width = len(table.reading.columns)
    spool_path = Path(mkdtemp(dir=workspace)) / "spool.parquet"  # the engine remembers old paths
    kept = spool(
        spool_path,
        width,
        ((batch.numbers, batch.columns) for batch in table.batches()),
    )
    rows = Rows(
        relation=kept.relation,
        sample=_some(kept),
        columns=width,
        first_row=kept.first_row,
        numbered=not kept.contiguous,
    )
    return rows, kept.rows


def _some(kept: Spooled) -> Sql:
    step = max(1, kept.rows // SAMPLED_ROWS)
    if step == 1:
        return kept.relation
    return fill(
        "(select * from $rows where n % $step = 0 or n < $head)",
        rows=kept.relation, step=number(step), head=number(kept.first_row + 200),
    )  # fmt: skip


def _csv(scan: CsvScan, width: int, path: Path, more: Sql) -> Sql:
    columns = join(", ", [fill("$c: 'varchar'", c=name(f"c{index}")) for index in range(width)])
    return fill(
        "read_csv($path, auto_detect = false, header = false, columns = {$columns}, "
        "delim = $delimiter, quote = $quote, escape = $escape, $more)",
        path=text(str(path)),
        columns=columns,
        delimiter=text(scan.dialect.delimiter),
        quote=text(scan.dialect.quote),
        escape=text(scan.dialect.escape or scan.dialect.quote),
        more=more,
    )


def _spread(path: Path, skip_lines: int) -> bytes:
    """Whole lines from the head of the file and from spots all over it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        for _ in range(skip_lines):
            file.readline()
        pieces = [_lines(file.read(HEAD_BYTES), whole=file.tell() >= size)]
        step = max(SPOT_BYTES, (size - file.tell()) // SPOTS)
        for spot in range(file.tell(), size - SPOT_BYTES, step):
            file.seek(spot)
            pieces.append(_lines(file.read(SPOT_BYTES)).partition(b"\n")[2])
    return b"".join(pieces)


def _lines(piece: bytes, *, whole: bool = False) -> bytes:
    """The piece up to its last line end."""
    return piece if whole else piece[: piece.rfind(b"\n") + 1]
