"""The engine's quick reading of a CSV file and the patient one give the same table, or it is not
used: whatever stands where no sample has looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from openup.publishing.draft import DraftTable
from openup.publishing.prepare import texts
from openup.publishing.steps.tables.scan import HEAD_BYTES
from openup.publishing.steps.tables.shape import shaped
from openup.publishing.table import Context
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.lake import relation
from openup.store.sql import fill

BEYOND_THE_HEAD = [f"{at},calle {at},{at}.5,x" for at in range(1_700)]
BEFORE_THE_TAIL = [f"{at},{'y' * 900},{at}.5,x" for at in range(80)]
SWALLOWED = [f"{at},calle,{at}.5,x" for at in range(30)]


def _written(lines: list[str], end: str, path: Path) -> Path:
    rows = ["id,calle,monto,nota", *BEYOND_THE_HEAD, *lines, *BEFORE_THE_TAIL]
    path.write_bytes((end.join(rows) + end).encode())
    return path


def _read(path: Path, *, patiently: bool) -> tuple[list[object], list[object], object]:
    """Rows with their numbers, misfits, and the totals of faults and figures."""
    folder = path.parent / ("patiently" if patiently else "quickly")
    (folder / "work").mkdir(parents=True)
    (table,) = texts(path, name=path.name, context=Context(folder / "work"))
    if patiently:
        table.scan = None
    with WritingEngine(folder / "work") as engine:
        draft = shaped(table, engine=engine, folder=folder, workspace=folder / "work")
        return _rows(draft, engine), _misfits(draft, engine), _figures(draft)


def _rows(draft: DraftTable, engine: WritingEngine) -> list[object]:
    rows = relation(
        draft.parquet,
        columns=[column.name for column in draft.reading.columns],
        row_column=draft.row_column,
        first_row=draft.first_row,
        feeds=draft.feeds,
    )
    return list(engine.rows(fill("from $rows order by _row", rows=rows)))


def _misfits(draft: DraftTable, engine: WritingEngine) -> list[object]:
    if draft.misfits is None:
        return []
    return list(engine.rows(fill("from $misfits order by all", misfits=parquet(draft.misfits))))


def _figures(draft: DraftTable) -> object:
    faults = {key: group.total for key, group in draft.faults.groups.items()}
    types = [(column.name, column.type, column.scale) for column in draft.reading.columns]
    profile = [(one.empty, one.misfits, one.least, one.most, one.total) for one in draft.profile]
    return draft.rows, types, faults, profile, draft.reading.null_tokens


@pytest.mark.parametrize("end", ["\n", pytest.param("\r\n", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "lines",
    [
        ['1,"a" "b",2.5,x'],
        ['1,"a"   "b" ,2.5,x'],
        ['1, "a, b",2.5,x'],
        ['1,a,"2.5" ,x'],
        ['1,5" x 3",2.5,x"'],
        ['1,"a""b"" c",2.5,""""'],
        ['1,"a\nb\n\nc",2.5,"x\n"', '"2\n",a,2.5,x'],
        ['1,"a\r\nb",2.5,x'],
        ['1,"calle,2.5,x', *SWALLOWED, '2,calle",2.5,x'],
        ['1,"calle,2.5,x'],
        [' ,"", ,\u00a0', "3,a,2.5,"],
        ["id,calle,monto,nota"],
        ["  1,  a  ,  2.5 , b ", "#2,a,2.5,\ufeffx", "3,a\x0b\x85,2.5,\u2028"],
        ["-0,a,-0.0,x", "1e5,a,1e5,x", "NULL,NULL,nan,ND", "9" * 30 + ",a,Infinity,x"],
        ['1,a,"1,234.50",x', "1,a,123456789012345678901234567890.123456789,x"],
        ["1,a\\,2.5,x\\", '2,"a\\"b",2.5,x'],
        ["1," + "z" * 2_500_000 + ",2.5,x"],
    ],
)
def test_both_ways_give_the_same_table(lines: list[str], end: str, tmp_path: Path) -> None:
    path = _written(lines, end, tmp_path / "t.csv")
    assert _read(path, patiently=False) == _read(path, patiently=True)


def test_rows_are_numbered_by_line_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [f'{at},"a\nb",1,x' if at % 1_000 == 7 else f"{at},a,1,x" for at in range(200_000)]
    path = _written(rows, "\n", tmp_path / "t.csv")
    found, _, _ = _read(path, patiently=False)
    line = 2 + len(BEYOND_THE_HEAD)
    for at, row in zip(range(200_000), found[len(BEYOND_THE_HEAD) :], strict=False):
        assert (row[0], row[-1]) == (at, line)
        line += 1 + (at % 1_000 == 7)


@pytest.mark.parametrize("before", range(4))
def test_a_second_quote_is_seen_wherever_the_file_is_cut_into_pieces(
    before: int, tmp_path: Path
) -> None:
    filler = "2,xxxx\n" * ((2 * HEAD_BYTES - 40) // 7)
    path = tmp_path / "t.csv"
    padding = 2 * HEAD_BYTES - len("id,nota\n") - len(filler) - len('3,""\n1,"a"') - before
    path.write_text(
        "id,nota\n" + filler + f'3,"{"y" * padding}"\n' + '1,"a"   "b"\n' + "4,z\n" * 3_000
    )
    (table,) = texts(path, name=path.name, context=Context(tmp_path))
    assert table.scan is None
    path.write_text(path.read_text().replace('"a"   "b"', '"a   b"'))
    (table,) = texts(path, name=path.name, context=Context(tmp_path))
    assert table.scan is not None
