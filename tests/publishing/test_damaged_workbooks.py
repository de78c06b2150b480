"""Damaged workbooks end in a sentence, and nothing else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

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
