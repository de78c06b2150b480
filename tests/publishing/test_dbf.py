"""DBF files of the old programs come out whole: code pages, deleted rows, cut ends."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from openup.kernel.drawn import table
from openup.publishing.errors import ReadingRefused
from openup.publishing.formats.dbf import Dbf
from openup.publishing.table import Context, SourceFile, TextTable
from openup.publishing.told import Told, ToldTable
from tests.publishing.text import read_all, read_bytes


def dbf(
    drawing: str, *, codec: str = "cp850", page: int = 0x02, version: int = 3, promised: int = -1
) -> bytes:
    """A DBF file of a drawn table whose heads are `NAME C12` or `NAME N9.2`."""
    drawn = table(drawing)
    heads = [head.split() for head in drawn.columns]
    sizes = [(kind[0], *map(int, (kind[1:] + ".0").split(".")[:2])) for _, kind in heads]
    fields = b"".join(
        name.encode().ljust(11, b"\0") + kind.encode() + bytes(4) + bytes((length, scale))
        + bytes(14)
        for (name, _), (kind, length, scale) in zip(heads, sizes, strict=True)
    )  # fmt: skip
    rows = len(drawn.rows) if promised < 0 else promised
    step = 1 + sum(length for _, length, _ in sizes)
    head = struct.pack("<BBBBIHH", version, 124, 1, 31, rows, 33 + len(fields), step)
    head += bytes(17) + bytes((page, 0, 0)) + fields + b"\r"
    body = b"".join(b" " + _record(row, sizes, codec) for row in drawn.rows)
    return head + body + b"\x1a"


def _record(row, sizes, codec: str) -> bytes:
    return b"".join(
        (cell or "").encode(codec).rjust(length) if kind in "NF"
        else (cell or "").encode(codec).ljust(length)
        for cell, (kind, length, _) in zip(row, sizes, strict=True)
    )  # fmt: skip


FILE, DRAWING = Dbf.example


@pytest.mark.parametrize(
    ("codec", "page"),
    [("cp850", 0x02), ("cp1252", 0x03), ("cp850", 0), ("cp1252", 0x57), ("utf-8", 0x57),
     ("cp850", 0x57), ("cp437", 0x01), ("mac_roman", 0x04)],
)  # fmt: skip
def test_the_example_is_true_in_every_code_page(codec, page, tmp_path):
    wide = FILE.replace("C12", "C16")
    found = read_bytes(dbf(wide, codec=codec, page=page), tmp_path, name="padron.dbf")
    drawn = table(DRAWING)
    assert found.header == list(drawn.columns)
    assert found.rows == [list(row) for row in drawn.rows]
    assert found.reading.encoding == codec
    assert found.table.text_columns == {"CLAVE", "NOMBRE"}
    assert not found.faults


def test_a_deleted_row_is_counted_and_left_out(tmp_path):
    made = bytearray(dbf(FILE))
    made[int.from_bytes(made[8:10], "little")] = ord("*")
    found = read_bytes(bytes(made), tmp_path)
    assert (found.numbers, found.faults) == ([2], {"deleted-row": 1})
    assert found.fault("deleted-row").raw.startswith("007Peñón")


def test_a_file_that_was_cut_off_says_so(tmp_path):
    found = read_bytes(dbf(FILE, promised=9), tmp_path)
    assert len(found.rows) == 2
    assert "promises 9 rows; it holds 2" in str(found.fault("row-count").reason)
    found = read_bytes(dbf(FILE)[:-10], tmp_path)
    assert (len(found.rows), found.faults) == (1, {"row-count": 1})


def test_memos_are_said_to_be_absent(tmp_path):
    found = read_bytes(dbf("CLAVE C3 | NOTA M10\n007 | 0000000001", version=0x83), tmp_path)
    assert (found.header, found.rows) == (["CLAVE"], [["007"]])
    assert found.faults == {"memo-absent": 1}


def test_binary_fields_of_foxpro_are_read(tmp_path):
    made = dbf("N I4 | X B8 | M Y8 | T T8 | L L1\n1|1|1|1|T", version=0x30)
    at = int.from_bytes(made[8:10], "little") + 1
    cells = struct.pack("<idqii", -7, 0.25, -12_345_678, 2_460_341, 43_200_000) + b"T"
    found = read_bytes(made[:at] + cells + b"\x1a", tmp_path)
    assert found.rows == [["-7", "0.25", "-1234.5678", "2024-01-31 12:00:00", "true"]]


def test_a_number_that_did_not_fit_and_an_empty_date_stay_as_they_are(tmp_path):
    found = read_bytes(dbf("N N3 | D D8 | L L1\n*** | 00000000 | ?\n1 | 2024 | F"), tmp_path)
    assert found.rows == [["***", None, None], ["1", "2024", "false"]]


@pytest.mark.parametrize("at", range(0, 130, 7))
def test_a_damaged_head_never_crashes(at, tmp_path: Path):
    made = bytearray(dbf(FILE))
    made[at] ^= 0xFF
    path = tmp_path / "t.dbf"
    path.write_bytes(made)
    try:
        read_all(path, tmp_path / "work")
    except ReadingRefused as refused:
        assert refused.advice


def test_the_encoding_of_a_dbf_file_can_be_said(tmp_path: Path):
    content = dbf("CLAVE C4 | NOMBRE C8\na | \u00b3a\nb | o", codec="latin-1", page=0)
    said = Told((ToldTable(encoding="latin-1"),))
    one = _first(tmp_path, content, said)
    assert (one.reading.encoding, [field.field for field in one.reading.told]) == (
        "latin-1", ["encoding"],
    )  # fmt: skip
    assert next(one.batches()).columns[1] == ["\u00b3a", "o"]
    with pytest.raises(ReadingRefused, match="its records are not text in utf-8"):
        _first(tmp_path, content, Told((ToldTable(encoding="utf-8"),)))


def _first(tmp_path: Path, content: bytes, told: Told) -> TextTable:
    path = tmp_path / "a.dbf"
    path.write_bytes(content)
    return next(iter(Dbf().read(SourceFile(path, "a.dbf"), Context(tmp_path, told=told))))
