"""A file becomes a draft whole, or nothing is left of it."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from openup.publishing.draft import Draft
from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import prepare
from openup.store.engines.duckdb import WritingEngine, parquet
from openup.store.objects import digest_of
from openup.store.sql import fill


def _prepare(path: Path) -> Draft:
    workspace = path.parent / "staging"
    return prepare(path, name=path.name, workspace=workspace, engine_of=WritingEngine)


def test_a_file_becomes_typed_tables_with_faults_and_figures(tmp_path: Path) -> None:
    path = tmp_path / "contratos.csv"
    rows = "".join(f"{n},2024-01-{n % 28 + 1:02},{n}.50\n" for n in range(1, 200))
    path.write_text("folio,fecha,monto\n" + rows + "200,2024-02-31,1\n")
    draft = _prepare(path)
    (table,) = draft.tables
    assert (draft.source.name, draft.source.sha256) == ("contratos.csv", digest_of(path))
    assert [column.type.value for column in table.reading.columns] == ["integer", "date", "decimal"]
    assert (table.rows, table.first_row, table.row_column) == (200, 2, "")
    assert [(group.code, group.total) for group in table.faults.groups.values()] == [
        ("impossible-date", 1)
    ]
    folio, fecha, monto = table.profile
    assert (folio.least, folio.most, folio.distinct, folio.histogram) == ("1", "200", 200, True)
    assert (fecha.misfits, fecha.empty, fecha.most) == (1, 0, "2024-01-28")
    assert monto.total == "20000.50"
    assert sum(bar.rows for bar in folio.bars) == 200
    with WritingEngine(tmp_path) as engine:
        assert engine.one(fill("select count(*) from $t", t=parquet(table.parquet))) == (200,)


def test_the_same_bytes_give_the_same_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "".join(f"{n},palabra {n % 7}\n" for n in range(5000)))
    first, second = _prepare(path), _prepare(path)
    assert digest_of(first.tables[0].parquet) == digest_of(second.tables[0].parquet)


def test_line_feeds_inside_cells_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f'{n},"línea\n{n}"' if n % 50 == 0 else f"{n},una" for n in range(1, 3001)]
    path.write_text("n,texto\n" + "\n".join(rows) + "\n")
    (table,) = _prepare(path).tables
    assert table.rows == 3000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("page.csv", b"<!doctype html><html><body>no</body></html>"),
        ("report.csv", b"%PDF-1.7 ..."),
        ("cut.csv.gz", gzip.compress(b"a,b\n" + b"1,2\n" * 5000, mtime=0)[:60]),
        ("cut.parquet", b"PAR1" + b"\x00" * 50),
        ("cut.xlsx", b"PK\x03\x04" + b"xl/workbook.xml" + b"\x00" * 50),
    ],
)
def test_what_is_refused_leaves_nothing(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadingRefused):
        _prepare(tmp_path / name)
    assert list((tmp_path / "staging").iterdir()) == []


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")

    def interrupted(folder: Path) -> WritingEngine:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(path, name="a.csv", workspace=tmp_path / "staging", engine_of=interrupted)
    assert list((tmp_path / "staging").iterdir()) == []


@pytest.mark.parametrize("blanks", [b"\x0b", b"\x0c\x0b\n", "\u2003\u00a0\n\u2028".encode()])
def test_a_file_of_blanks_alone_is_empty(tmp_path: Path, blanks: bytes) -> None:
    path = tmp_path / "blancos.csv"
    path.write_bytes(blanks)
    with pytest.raises(ReadingRefused, match="is empty"):
        prepare(path, name=path.name, workspace=tmp_path / "work", engine_of=WritingEngine)


def test_a_file_whose_name_is_not_text_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xf1o.csv"))
    path.write_text("a,b\n1,x\n2,y\n")
    draft = prepare(path, name=path.name, workspace=tmp_path / "work", engine_of=WritingEngine)
    assert [table.rows for table in draft.tables] == [2]
    assert draft.source.name == "a\ufffdo.csv" == draft.tables[0].name
