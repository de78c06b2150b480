"""JSON of any size and shape is walked through, and what is broken is placed."""

from __future__ import annotations

import gzip
import json

import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.table import Limits
from tests.publishing.text import read_all, read_bytes


def refusal(content: bytes, folder, limits: Limits | None = None) -> str:
    path = folder / "t.json"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused) as refused:
        read_all(path, folder / "work", limits)
    assert refused.value.advice
    return str(refused.value.sentence)


def many(rows: int) -> list[dict[str, object]]:
    return [{"id": at, "texto": 'peñón \\ "' * (at % 40), "n": {"m": at / 8}} for at in range(rows)]


def test_a_file_longer_than_a_piece_loses_nothing(tmp_path):
    content = json.dumps({"corte": "2024", "filas": many(9000)}, ensure_ascii=False, indent=1)
    found = read_bytes(content.encode(), tmp_path, name="t.json")
    assert found.header == ["id", "texto", "n.m"]
    assert found.rows == [[str(r["id"]), r["texto"], str(r["n"]["m"])] for r in many(9000)]
    assert found.reading.notes == ("corte: 2024",)
    assert "“filas”" in str(found.reading.reasons[0].words)


def test_a_list_is_found_however_deep_it_is(tmp_path):
    content = {"a": {"b": {"c": {"d": {"e": {"filas": many(3)}}}}}}
    found = read_bytes(json.dumps(content).encode(), tmp_path, name="t.json")
    assert (found.table.name, len(found.rows)) == ("a.b.c.d.e.filas", 3)


def test_documents_one_after_another_are_rows(tmp_path):
    content = "\n".join(json.dumps(one, indent=2) for one in many(500))
    found = read_bytes(content.encode(), tmp_path, name="t.json")
    assert [row[0] for row in found.rows] == [str(at) for at in range(500)]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_every_encoding_of_json_is_read(codec, tmp_path):
    found = read_bytes('[{"año": "Ñ"}]'.encode(codec), tmp_path, name="t.json")
    assert (found.header, found.rows) == (["año"], [["Ñ"]])


def test_the_place_of_a_break_is_told_far_into_a_file(tmp_path):
    lines = json.dumps(many(9000), indent=1).splitlines()
    lines[30_000] = lines[30_000].replace(":", "")
    assert "line 30001, column" in refusal("\n".join(lines).encode(), tmp_path)
    assert "line 1, column" in refusal(b'{"a": [{"b": 1} {"b": 2}]}', tmp_path)


def test_a_cut_off_file_is_refused(tmp_path):
    whole = json.dumps({"filas": many(3000)}).encode()
    for cut in (1, 40, len(whole) // 2):
        assert "not valid JSON" in refusal(whole[:-cut], tmp_path)


def test_a_record_without_end_is_refused(tmp_path):
    content = b'[{"a": "' + b"x" * 3_000_000
    assert "longer than 1 MB" in refusal(content, tmp_path, Limits(line_bytes=1 << 20))


def test_what_is_nested_without_end_is_refused(tmp_path):
    assert "cannot be decoded" in refusal(b'{"a":' * 100_000, tmp_path)
    assert "cannot be decoded" in refusal(b'[{"a":' * 100_000, tmp_path)


def test_a_feature_without_geometry_or_with_a_broken_one_stays(tmp_path):
    features = [
        {"type": "Feature", "properties": {"geometry": "sí", "n": 1}, "geometry": None},
        {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [1]}},
        {"type": "Feature", "properties": {"n": 2}, "geometry": {
            "type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0.5], [0, 0]]]]}},
    ]  # fmt: skip
    content = {"features": features, "crs": {"name": "EPSG:32614"}, "type": "FeatureCollection"}
    found = read_bytes(json.dumps(content).encode(), tmp_path, name="capa.json")
    assert found.reading.format == "geojson"
    assert found.header == ["geometry", "n", "geometry_"]
    assert found.rows[0] == ["sí", "1", None]
    assert json.loads(found.rows[1][2]) == {"type": "Point", "coordinates": [1]}
    assert found.rows[2][2] == "MULTIPOLYGON (((0 0, 1 0.5, 0 0)))"
    assert found.reading.notes == ('crs: {"name": "EPSG:32614"}',)


def test_points_in_metres_are_not_called_degrees(tmp_path):
    feature = {"type": "Feature", "properties": {},
               "geometry": {"type": "Point", "coordinates": [372000.5, 2840000]}}  # fmt: skip
    content = {"type": "FeatureCollection", "crs": {"name": "EPSG:32614"}, "features": [feature]}
    found = read_bytes(json.dumps(content).encode(), tmp_path)
    assert (found.header, found.rows) == (["geometry"], [["POINT (372000.5 2840000)"]])


def test_what_stands_beside_the_lists_is_a_note(tmp_path):
    content = {
        "corte": "2024-01-31", "temas": ["salud", "obra"], "paquete": {"licencia": None, "v": 1.50},
        "obras": [{"clave": "a"}, None, {"clave": "b"}],
    }  # fmt: skip
    found = read_bytes(json.dumps(content).encode(), tmp_path, name="a.json")
    assert found.reading.notes == (
        "corte: 2024-01-31", 'temas: ["salud", "obra"]', "paquete.v: 1.5",
    )  # fmt: skip
    assert found.rows == [["a", None], [None, None], ["b", None]]
    assert found.faults == {}


def test_a_list_of_lists_beside_its_description_is_a_table(tmp_path):
    content = {"meta": {"columns": [{"name": "a"}, {"name": "b"}]}, "data": [[1, "x"], [2, None]]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content))
    names, rows = read_all(path, tmp_path / "work")
    assert (names.table.name, rows.table.name) == ("meta.columns", "data")
    assert rows.rows == [["1", "x"], ["2", None]]


def test_what_is_in_no_table_and_no_note_is_told(tmp_path):
    content = {
        "filas": [{"a": 1}],
        "hondo": {"uno": {"dos": {"tres": [{"b": 1}]}}},
        "largo": "x" * 3000,
    }
    found = read_bytes(json.dumps(content).encode(), tmp_path, name="a.json")
    assert found.faults == {"beside-left-out": 1}
    said = str(found.fault("beside-left-out").reason)
    assert "2 fields" in said
    assert "hondo.uno.dos.tres, largo" in said


@pytest.mark.parametrize("file", ["mx_gacm_releases.jsonl.gz", "am_armeps_1.json.gz"])
def test_every_value_of_real_contracts_is_in_its_row(shared_data, file, tmp_path):
    raw = gzip.decompress((shared_data / "ocds" / file).read_bytes())
    lines = [json.loads(line) for line in raw.splitlines()] if ".jsonl" in file else json.loads(raw)
    records = lines["releases"] if isinstance(lines, dict) else lines
    (found,) = read_all(shared_data / "ocds" / file, tmp_path / "work")
    assert len(found.rows) == len(records)
    for row, record in zip(found.rows, records, strict=True):
        cells = dict(zip(found.header, row, strict=True))
        for path, value in leaves(record):
            assert (cells[path] if isinstance(value, str) else json.loads(cells[path])) == value


def leaves(record, above=""):
    for key, value in record.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, f"{above}{key}.")
        elif value is not None:
            yield above + key, value
