"""Files that nobody can read as a table, each made small and on the spot."""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

Make = Callable[[Path], Path]
MEGABYTE = 2**20


def _kept(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def empty(folder: Path) -> Path:
    return _kept(folder, "vacio.csv", b"")


def only_spaces(folder: Path) -> Path:
    return _kept(folder, "espacios.csv", b" \r\n \r\n\r\n")


def binary(folder: Path) -> Path:
    return _kept(folder, "binario.csv", random.Random(7).randbytes(200_000))


def picture(folder: Path) -> Path:
    return _kept(folder, "foto.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def truncated_gzip(folder: Path) -> Path:
    rows = "".join(f"{number},{number * 7919 % 1009}\n" for number in range(50_000))
    whole = gzip.compress(("a,b\n" + rows).encode())
    return _kept(folder, "cortado.csv.gz", whole[: len(whole) // 2])


def zip_bomb(folder: Path) -> Path:
    inside = io.BytesIO()
    with (
        zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("ceros.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(160):
            member.write(b"0" * MEGABYTE)
    return _kept(folder, "bomba.zip", inside.getvalue())


def gzip_bomb(folder: Path) -> Path:
    path = folder / "bomba.csv.gz"
    with gzip.open(path, "wb", compresslevel=9) as packed:
        for _ in range(160):
            packed.write(b"0" * MEGABYTE)
    return path


def web_page(folder: Path) -> Path:
    page = "<!DOCTYPE html>\n<html><head><title>404</title></head><body>"
    page += "<p>La página, que buscas, no existe</p>\n" * 40 + "</body></html>"
    return _kept(folder, "pagina.csv", page.encode())


def portable_document(folder: Path) -> Path:
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" * 50
    return _kept(folder, "informe.csv", body + b"%%EOF\n")


def locked_workbook(folder: Path) -> Path:
    """An encrypted workbook is a compound file whose directory names `EncryptedPackage`."""
    sector = 512
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * (sector - 8))
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:80] = (0).to_bytes(4, "little")
    header[80:sector] = b"\xff" * (sector - 80)
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * (sector - 8)
    entries = (("Root Entry", 5), ("EncryptionInfo", 2), ("EncryptedPackage", 2), ("", 0))
    directory = b"".join(_entry(name, kind) for name, kind in entries)
    return _kept(folder, "con_clave.xlsx", bytes(header) + table + directory)


def _entry(name: str, kind: int) -> bytes:
    written = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(written)] = written
    entry[64:66] = (len(written) + 2 if name else 0).to_bytes(2, "little")
    entry[66] = kind
    entry[68:80] = b"\xff" * 12
    if kind == 5:
        entry[76:80] = (1).to_bytes(4, "little")
    if name == "EncryptionInfo":
        entry[72:76] = (2).to_bytes(4, "little")
    entry[116:120] = b"\xfe\xff\xff\xff"
    return bytes(entry)


def broken_workbook(folder: Path) -> Path:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(200):
            sheet.write_row(row, 0, [row, f"texto {row}"])
    return _kept(folder, "roto.xlsx", whole.getvalue()[:3000])


def too_many_columns(folder: Path) -> Path:
    heads = ",".join(f"c{number}" for number in range(16_384))
    row = ",".join("1" * 16_384)
    return _kept(folder, "ancho.csv", f"{heads}\n{row}\n{row}\n".encode())


def one_long_line(folder: Path, megabytes: int = 1024) -> Path:
    path = folder / "linea.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n")
        for _ in range(megabytes):
            file.write(b"x" * MEGABYTE)
    return path


def a_pipe(folder: Path) -> Path:
    path = folder / "tubo.csv"
    os.mkfifo(path)
    return path


BAD: tuple[Make, ...] = (
    empty,
    only_spaces,
    binary,
    picture,
    truncated_gzip,
    zip_bomb,
    gzip_bomb,
    web_page,
    portable_document,
    locked_workbook,
    broken_workbook,
    too_many_columns,
    a_pipe,
)
