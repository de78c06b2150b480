"""Damaged workbooks and odd packed files end in a sentence or in rows, and nothing else is told."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import texts
from openup.publishing.table import Context


def _compound(sectors: int) -> bytes:
    """An old Excel container whose table of sectors points past the end of the file."""
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = sectors.to_bytes(4, "little")
    header[80:] = b"\xff" * 432
    return bytes(header) + bytes(700)


@pytest.mark.parametrize("sectors", [0, 7])
def test_a_cut_workbook_is_refused_and_no_library_talks(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], sectors: int
) -> None:
    path = tmp_path / "roto.xls"
    path.write_bytes(_compound(sectors))
    with pytest.raises(ReadingRefused, match="damaged"):
        list(texts(path, name=path.name, context=Context(tmp_path)))
    assert capfd.readouterr() == ("", "")


def test_a_member_of_a_zip_without_a_name_is_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("x.csv", "a,b\n1,x\n2,y\n")
    # The name's length in the directory of the zip becomes nothing, and the name a remark.
    directory = made.getvalue().rindex(b"PK\x01\x02")
    content = bytearray(made.getvalue())
    content[directory + 28], content[directory + 32] = 0, 5
    path = tmp_path / "paquete.zip"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused):
        list(texts(path, name=path.name, context=Context(tmp_path)))


def test_moments_beyond_the_calendar_are_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "lejos.parquet"
    moments = pa.array([2**62, 0, None], pa.timestamp("us"))
    pq.write_table(pa.table({"momento": moments, "n": [1, 2, 3]}), path)
    (table,) = texts(path, name=path.name, context=Context(tmp_path))
    (batch,) = table.batches()
    assert batch.columns[0] == [
        f"<value out of range: {2**62}>",
        "1970-01-01 00:00:00.000000",
        None,
    ]


def test_a_workbook_with_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(300):
            sheet.write_row(row, 0, [row, f"texto {row * 7919 % 97}"])
    content = bytearray(made.getvalue())
    start = content.index(b"xl/worksheets/sheet1.xml")
    content[start + 40 : start + 400] = b"\xff" * 360
    path = tmp_path / "roto.xlsx"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive, pytest.raises((zlib.error, zipfile.BadZipFile)):
        archive.read("xl/worksheets/sheet1.xml")
    with pytest.raises(ReadingRefused, match="damaged"):
        list(texts(path, name=path.name, context=Context(tmp_path)))


def test_a_workbook_packed_in_an_unknown_way_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])
    content = bytearray(made.getvalue())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46  # its entry in the directory
    content[at + 10] = 97
    path = tmp_path / "raro.xlsx"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused, match="damaged"):
        list(texts(path, name=path.name, context=Context(tmp_path)))
