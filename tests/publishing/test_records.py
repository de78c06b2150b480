"""JSON, JSON lines and Parquet become tables of text that lose no digit and no line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import texts
from openup.publishing.table import Context, Limits, TextTable
from openup.store.engines.duckdb import WritingEngine, copied
from openup.store.sql import fill


def _read(path: Path, limits: Limits | None = None) -> list[TextTable]:
    workspace = path.parent / "work"
    workspace.mkdir(exist_ok=True)
    return list(texts(path, name=path.name, context=Context(workspace, limits or Limits())))


def _one(path: Path, content: str) -> TextTable:
    path.write_text(content, encoding="utf-8")
    (table,) = _read(path)
    return table


def _table(table: TextTable) -> dict[str, list[str | None]]:
    names = [column.name for column in table.reading.columns]
    cells: dict[str, list[str | None]] = {name: [] for name in names}
    for batch in table.batches():
        for name, column in zip(names, batch.columns, strict=True):
            cells[name].extend(column)
    return cells


def _refusal(path: Path, content: bytes, limits: Limits | None = None) -> str:
    path.write_bytes(content)
    with pytest.raises(ReadingRefused) as refused:
        _read(path, limits)
    return str(refused.value)


def test_fields_of_any_line_become_columns(tmp_path: Path) -> None:
    lines = '{"id": "007", "buyer": {"name": "Salud"}}\n{"id": 12.50, "tags": [1.0, "x"]}\n'
    table = _one(tmp_path / "a.jsonl", lines)
    assert _table(table) == {
        "id": ["007", "12.50"],
        "buyer.name": ["Salud", None],
        "tags": [None, '[1.0, "x"]'],
    }
    assert table.reading.format == "jsonlines"


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    digits = "1234567890123456789012345678901234567890.123456789"
    table = _one(tmp_path / "a.json", f'[{{"n": {digits}, "m": NaN, "deep": [{digits}]}}]')
    assert _table(table) == {"n": [digits], "m": ["NaN"], "deep": [f"[{digits}]"]}


def test_a_broken_line_stays_as_a_row_and_is_a_fault(tmp_path: Path) -> None:
    lines = ['{"a": 1}', '{"a": 2', '{"a": 3}', '{"a": 4}', '{"a": 5}', '{"a": 6}']
    table = _one(tmp_path / "a.jsonl", "\n".join(lines))
    assert _table(table)["a"] == ["1", None, "3", "4", "5", "6"]
    broken = table.faults.groups["broken-line", None]
    assert (broken.total, broken.examples[0].place.row, broken.examples[0].raw) == (1, 2, '{"a": 2')


def test_a_file_of_broken_lines_is_refused(tmp_path: Path) -> None:
    said = _refusal(tmp_path / "a.jsonl", b'{"a": 1}\n{"a"\n{"a"\n')
    assert "2 of 3 lines of a.jsonl are not JSON objects" in said


def test_a_line_that_is_too_long_is_refused(tmp_path: Path) -> None:
    content = b'{"a": 1}\n{"a": "' + b"x" * 5000 + b'"}\n'
    said = _refusal(tmp_path / "a.jsonl", content, Limits(line_bytes=2**10))
    assert "Line 2 of a.jsonl is longer" in said


def test_every_list_of_objects_is_a_table(tmp_path: Path) -> None:
    document = {"result": {"count": 2, "results": [{"a": 1}, {"a": 2}]}, "site": [{"b": "x"}]}
    (tmp_path / "a.json").write_text(json.dumps(document, indent=2))
    assert [(table.name, _table(table)) for table in _read(tmp_path / "a.json")] == [
        ("result.results", {"a": ["1", "2"]}),
        ("site", {"b": ["x"]}),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"a": [1, 2}', "is not valid JSON: line 1, column"),
        (b"[1, 2", "is not valid JSON"),
        (b"[" * 100_000, "cannot be decoded"),
        (b"[]", "holds no list of objects"),
        (b'[{"a": "\xff\xfe"}]', "cannot be decoded"),
    ],
)
def test_what_is_no_json_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in _refusal(tmp_path / "a.json", content)


def test_a_parquet_file_keeps_its_text_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = fill(
        "select '0' || range as clave, range::varchar as folio, range / 4 as n, "
        "date '2024-01-31' as dia, [range] as lista from range(3)"
    )
    with WritingEngine(tmp_path) as engine:
        engine.run(copied(rows, path))
    (table,) = _read(path)
    assert table.text_columns == {"clave", "folio"}
    assert _table(table) == {
        "clave": ["00", "01", "02"],
        "folio": ["0", "1", "2"],
        "n": ["0.0", "0.25", "0.5"],
        "dia": ["2024-01-31"] * 3,
        "lista": ["[0]", "[1]", "[2]"],
    }
    content = path.read_bytes()
    assert "damaged or cut off" in _refusal(path, content[: len(content) // 2])


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("ocds/mx_gacm_releases.jsonl.gz", 312),
        ("ocds/mx_cdmx_releases.jsonl.gz", 20),
        ("ocds/am_armeps_1.json.gz", 100),
        ("ocds/ca_buyandsell_tenders_releases.json.gz", 5513),
        ("territory/inegi_municipios.json", 2475),
        ("catalogs/gb_birmingham_package_search.json", 10),
    ],
)
def test_real_records_come_out_whole(
    shared_data: Path, file: str, rows: int, tmp_path: Path
) -> None:
    table = next(texts(shared_data / file, name=Path(file).name, context=Context(tmp_path)))
    assert sum(len(batch.numbers) for batch in table.batches()) == rows


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        ('[{"a.b": 1, "a": {"b": 2}}]', {"a.b": ["1"], "a.b_2": ["2"]}),
        ('[{"": {"x": 1}, "x": 2}]', {".x": ["1"], "x": ["2"]}),
        ('[{"a": 1, "a": 2}]', {"a": ["1"], "a_2": ["2"]}),
        ('[{"a": 1, "A": 2}]', {"a": ["1"], "A_2": ["2"]}),
    ],
)
def test_no_value_hides_another(
    content: str, cells: dict[str, list[str | None]], tmp_path: Path
) -> None:
    assert _table(_one(tmp_path / "a.json", content)) == cells


def test_half_a_surrogate_pair_is_a_question_mark(tmp_path: Path) -> None:
    table = _one(tmp_path / "a.json", '[{"\\ud800": "\\udc00", "b": ["\\udc00"]}]')
    assert _table(table) == {"?": ["?"], "b": ['["?"]']}


def test_a_record_that_is_nested_too_deep_is_no_record(tmp_path: Path) -> None:
    deep = '{"a": ' + "[" * 900 + "]" * 900 + "}"
    table = _one(tmp_path / "a.jsonl", "\n".join(['{"a": 1}', deep] + ['{"a": 1}'] * 8))
    assert _table(table)["a"] == ["1", None] + ["1"] * 8
    assert table.faults.groups["broken-line", None].total == 1
    assert "cannot be decoded" in _refusal(tmp_path / "a.json", f"[{deep}]".encode())
