"""What arrives packed is unpacked by its bytes, within limits, or refused with a sentence."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from time import process_time

import pyarrow
import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.table import Limits
from tests.publishing.text import read_all, read_bytes

TABLE = "clave,nombre\n1,Ana\n2,José\n".encode()
ROWS = [["1", "Ana"], ["2", "José"]]


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def zstandard(content: bytes) -> bytes:
    return pyarrow.compress(content, codec="zstd", asbytes=True)


@pytest.mark.parametrize(
    ("pack", "kind"),
    [
        (gzip.compress, "gzip"),
        (bz2.compress, "bzip2"),
        (lzma.compress, "xz"),
        (zstandard, "zstd"),
    ],
)
def test_packed_tables_are_recognised_by_their_bytes(pack, kind, tmp_path):
    found = read_bytes(pack(TABLE), tmp_path, name="tabla.csv")
    assert found.rows == ROWS
    assert found.reading.container == (kind,)


def test_a_table_packed_twice_is_read(tmp_path):
    found = read_bytes(zipped(tabla=gzip.compress(TABLE)), tmp_path)
    assert found.rows == ROWS
    assert found.reading.container == ("zip", "gzip")


def test_each_member_of_a_container_is_a_table(tmp_path):
    path = tmp_path / "dos.zip"
    path.write_bytes(zipped(uno=TABLE, dos="a;b\n1;ñ\n2;x\n".encode("cp1252")))
    first, second = read_all(path, tmp_path / "work")
    assert (first.rows, second.rows) == (ROWS, [["1", "ñ"], ["2", "x"]])
    assert [first.reading.member, second.reading.member] == ["uno", "dos"]


def tarred(**members: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("carpeta"))
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


def test_a_packed_tar_is_a_container_of_tables(tmp_path):
    path = tmp_path / "dos.tgz"
    path.write_bytes(gzip.compress(tarred(uno=TABLE, dos=TABLE)))
    one, two = read_all(path, tmp_path / "work")
    assert one.rows == two.rows == ROWS
    assert two.reading.container == ("gzip", "tar")
    assert [one.reading.member, two.reading.member] == ["uno", "dos"]


def test_a_zip_within_a_zip_is_opened_once(tmp_path):
    found = read_bytes(zipped(dentro=zipped(tabla=TABLE)), tmp_path, name="t.zip")
    assert (found.rows, found.reading.member) == (ROWS, "dentro/tabla")


def test_a_bad_member_is_told_and_the_others_are_read(tmp_path):
    packed = bytearray(
        zipped(malo=b"a,b\n" + bytes(range(256)) * 9, bueno=TABLE, foto=b"\x89PNG..")
    )
    at = packed.index(b"malo") + 60
    packed[at : at + 40] = bytes(40)
    path = tmp_path / "t.zip"
    path.write_bytes(packed)
    (found,) = read_all(path, tmp_path / "work")
    assert found.rows == ROWS
    assert found.faults == {"member-refused": 2}
    told = {fault.raw: str(fault.reason) for fault in found.table.faults.groups[
        "member-refused", None
    ].examples}  # fmt: skip
    assert "damaged or cut off" in told["malo"]
    assert "a picture" in told["foto"]


def test_a_container_of_bad_members_alone_is_refused(tmp_path):
    assert "a picture" in refusal(zipped(foto=b"\x89PNG.."), tmp_path)


@pytest.mark.parametrize("codec", ["utf-8", "cp850", "cp1252"])
def test_names_of_members_are_read_in_any_encoding(codec, tmp_path):
    shown = "AÑO/Información Única.csv"
    made = bytearray(zipped(**{"X" * len(shown.encode(codec)): TABLE}))
    made = made.replace(b"X" * len(shown.encode(codec)), shown.encode(codec))
    assert read_bytes(bytes(made), tmp_path, name="t.zip").reading.member == shown


def test_many_small_members_cannot_fill_the_disk(tmp_path):
    members = {f"m{at}": bytes(1 << 18) for at in range(20)}
    limits = Limits(unpacked_bytes=1 << 20)
    assert "unpacks to more than" in refusal(zipped(**members), tmp_path, limits)


def refusal(content: bytes, folder, limits: Limits | None = None, name: str = "t.csv") -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(ReadingRefused) as refused:
        read_all(path, folder / "work", limits)
    assert refused.value.advice
    return str(refused.value.sentence)


def test_a_cut_off_container_is_refused(tmp_path):
    assert "cut off" in refusal(gzip.compress(TABLE * 900)[:-20], tmp_path)


def test_a_bomb_is_stopped(tmp_path):
    limits = Limits(unpacked_bytes=1 << 20)
    assert "unpacks to more than" in refusal(gzip.compress(bytes(1 << 22)), tmp_path, limits)
    assert not list((tmp_path / "work").rglob("content*"))


def test_a_zip_that_says_itself_that_it_is_a_bomb_is_not_unpacked(tmp_path):
    made = bytearray(zipped(a=TABLE))
    size = made.index(b"PK\x01\x02") + 24
    made[size : size + 4] = (2**31).to_bytes(4, "little")
    assert "unpacks to more than 64 MB" in refusal(bytes(made), tmp_path, name="t.zip")
    assert not list((tmp_path / "work").rglob("content*"))


@pytest.mark.slow
@pytest.mark.parametrize("pack", [zstandard, gzip.compress])
def test_a_stream_that_gives_far_more_than_it_takes_is_stopped_early(pack, tmp_path):
    bomb = pack(bytes(1 << 28)) * 4 + os.urandom(1 << 23)
    started = process_time()
    assert "unpacks to more than 256 MB" in refusal(bomb, tmp_path)
    assert process_time() - started < 5


def test_containers_within_containers_are_refused(tmp_path):
    deep = zipped(a=zipped(b=zipped(c=TABLE)))
    assert "containers within containers" in refusal(deep, tmp_path)


def test_too_many_members_and_none_are_refused(tmp_path):
    many = zipped(**{f"m{at}": TABLE for at in range(5)})
    assert "holds 5 files" in refusal(many, tmp_path, Limits(members=4))
    assert "empty container" in refusal(zipped(), tmp_path)


def test_a_password_is_refused(tmp_path):
    made = bytearray(zipped(a=TABLE))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(mark) + place] |= 1
    assert "password" in refusal(bytes(made), tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"@prefix a: <b> .\n", "RDF graph"),
        (b"---\nmetas:\n  - uno: 1\n", "YAML"),
        (bytes(range(256)) * 50, "not text"),
    ],
)
def test_what_holds_no_table_says_what_it_is(content, words, tmp_path):
    assert words in refusal(content, tmp_path)


def test_a_line_or_a_width_beyond_the_limits_is_refused(tmp_path):
    assert "line of more than" in refusal(b"x" * 3_000_000, tmp_path, Limits(line_bytes=1 << 20))
    wide = b",".join(b"%d" % at for at in range(50)) + b"\n"
    assert "has 50 columns" in refusal(wide * 3, tmp_path, Limits(columns=40))
