"""What reading a large workbook costs beside calamine alone and openpyxl alone.

usage: python -m bench.workbook [--rows 300000] [--runs N]

The workbook has 29 columns; 300,000 rows are about 60 MB. Ours goes to typed Parquet with profile
and faults; the others only walk through all cells. The most memory of each is told as well.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.contracts import contracts
from bench.publish import drafted
from bench.side_by_side import Side, Took, measure, most_resident, value_of

_WRITTEN = {"constant_memory": True, "strings_to_numbers": True, "strings_to_urls": False}
"""A link of its own for each address would make another file than offices have."""


def workbook(rows: int, path: Path) -> Path:
    """The table of contracts as a workbook; numbers are numbers."""
    source = contracts(rows, path.with_suffix(".csv"))
    book = xlsxwriter.Workbook(str(path), _WRITTEN)
    sheet = book.add_worksheet("Contratos")
    with source.open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.reader(file)):
            sheet.write_row(number, 0, row)
    book.close()
    source.unlink()
    return path


def calamine(path: Path) -> None:
    with CalamineWorkbook.from_path(str(path)) as book:
        for sheet in book.sheet_names:
            for _ in book.get_sheet_by_name(sheet).iter_rows():
                pass


def openpyxl(path: Path) -> None:
    book = import_module("openpyxl").load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass


READERS = {"draft": drafted, "calamine": calamine, "openpyxl": openpyxl}


def _alone(reader: str, path: str) -> tuple[Took, int]:
    def cpu() -> float:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        return spent.ru_utime + spent.ru_stime

    wall, before = time.perf_counter(), cpu()
    READERS[reader](Path(path))
    most = most_resident()
    return Took(time.perf_counter() - wall, cpu() - before), most


def alone(reader: str, path: Path, most: dict[str, int]) -> Took:
    """Run a reader in a process of its own and note the most memory that it had."""
    with get_context("spawn").Pool(1) as pool:
        spent, peak = pool.apply(_alone, (reader, str(path)))
    most[reader] = max(peak, most.get(reader, 0))
    return spent


def main(words: list[str]) -> None:
    rows = int(value_of(words, "--rows", "300000"))
    runs = int(value_of(words, "--runs", "5"))
    others = ["calamine", *(["openpyxl"] if find_spec("openpyxl") else [])]
    with tempfile.TemporaryDirectory(prefix="openup-bench-") as folder:
        path = workbook(rows, Path(folder) / "contratos.xlsx")
        size = path.stat().st_size / 2**20
        most: dict[str, int] = {}
        sides = [Side(reader, partial(alone, reader, path, most)) for reader in ("draft", *others)]
        for other in sides[1:]:
            measure(f"workbook of {size:.0f} MB, {rows:,} rows", sides[0], other, runs=runs)
    for reader, peak in most.items():
        print(f"  {reader:8}  {peak / 2**20:7,.0f} MB at most")


if __name__ == "__main__":
    main(sys.argv[1:])
