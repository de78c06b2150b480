"""What the engine would read otherwise than the patient reader is read by the patient reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from openup.publishing.draft import DraftTable
from openup.publishing.prepare import prepare
from openup.store.engines.duckdb import WritingEngine

ROWS = 2_000


def _read(folder: Path, odd: str) -> DraftTable:
    """A long file with an odd line where no sample sees it."""
    lines = ["nombre,nota,monto", *(f"Ana {n},obra,{n}" for n in range(ROWS))]
    lines[ROWS // 2] = odd
    path = folder / "a.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draft = prepare(path, name="a.csv", workspace=folder / "work", engine_of=WritingEngine)
    return draft.tables[0]


@pytest.mark.parametrize("blank", [",,", '"","",""', " , ,", "\u00a0,\u2003,"])
def test_a_blank_row_that_no_sample_saw_is_left_out_and_said(tmp_path: Path, blank: str) -> None:
    table = _read(tmp_path, blank)
    assert table.rows == ROWS - 1
    assert [group for group, _ in table.faults.groups] == ["blank-row"]


def test_a_repeated_header_that_no_sample_saw_is_left_out_and_said(tmp_path: Path) -> None:
    table = _read(tmp_path, "nombre,nota,monto")
    assert table.rows == ROWS - 1
    assert [group for group, _ in table.faults.groups] == ["repeated-header"]


@pytest.mark.parametrize("odd", ['x, "a, b",5', 'x,\t"a, b",5', ' "x, y",b,5'])
def test_a_quote_after_blanks_that_no_sample_saw_is_a_quote(tmp_path: Path, odd: str) -> None:
    table = _read(tmp_path, odd)
    assert table.rows == ROWS
    assert table.faults.total == 0


def test_line_feeds_in_cells_are_accounted_for(tmp_path: Path) -> None:
    table = _read(tmp_path, '"uno\ndos\n",obra,5')
    assert table.rows == ROWS
    assert table.faults.total == 0
