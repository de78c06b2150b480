"""What the fuzzer begins with: real files if they are here, and small files of every format."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.properties.windows import SLICE, SUFFIXES, sampled
from tests.publishing.test_dbf import dbf

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PACKED_MOST = 100_000
"""Bytes beyond which a real packed file is left out: it cannot be cut and stay what it is."""
MEMBERS = 40
"""About so many texts are taken of a container that is nothing but examples."""

ROWS = [
    ("Clave", "Institución", "Monto", "Fecha", "Vigente"),
    ("007", "Secretaría de Obras", "1,234.50", "31/12/2023", "Sí"),
    ("008", "Instituto «Ñandú»; norte", "-12.00", "01/02/2024", "No"),
    ("009", "Línea\nnueva", "", "29/02/2024", "Sí"),
    ("010", 'Calle "Hidalgo"', "N/A", "2024-03-01", ""),
]

_LEVEL = [tuple(cell.replace("\n", " ") for cell in row) for row in ROWS] * 3
_TABLE = """
CLAVE C4 | NOMBRE C20    | MONTO N9.2 | FECHA D8
007      | Ñandú         | 1234.50    | 20231231
008      | Peña          | -12.00     | 20240229
"""


def corpus(*, real: bool = True) -> list[tuple[str, bytes]]:
    """Names and bytes of the files to mutate, always in the same order."""
    found = list(_made())
    if real and SHARED.is_dir():
        found += _real()
    return found


def _real() -> Iterator[tuple[str, bytes]]:
    for path in sorted(SHARED.rglob("*")):
        if not path.is_file() or path.suffix == ".md":
            continue
        content = path.read_bytes()
        if path.suffix in SUFFIXES:
            content = sampled(content)
        if path.name.endswith(".csv.gz") and len(content) > SLICE // 4:
            yield path.name[:-3], sampled(gzip.decompress(content))
        elif path.name.startswith("pollock_"):
            yield from _members(content)
        elif path.suffix in SUFFIXES or len(content) <= PACKED_MOST:
            yield path.name, content


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every so many a text of a container: there are hundreds, and many are alike."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".csv"))
        for name in names[:: max(1, len(names) // MEMBERS)]:
            yield Path(name).name, sampled(archive.read(name))


def _made() -> Iterator[tuple[str, bytes]]:
    text = _delimited(",")
    yield "comas.csv", text.encode()
    yield "windows.csv", _delimited(";").encode("cp1252")
    yield "tabulado.tsv", _delimited("\t").encode("utf-16")
    yield "titulos.csv", ("Informe,,,,\n,,,,\n" + text + "Fuente: Obras,,,,\n").encode("utf-8-sig")
    yield "largo.csv", _long().encode()
    yield "retornos.csv", text.replace("\r\n", "\r").encode()
    yield "comas.csv.gz", gzip.compress(text.encode(), mtime=0)
    yield "paquete.zip", _zipped({"a/comas.csv": text.encode(), "b.csv": _long().encode()})
    records = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
    yield "lineas.jsonl", "\n".join(json.dumps(one) for one in records).encode()
    nested = {"fecha": "2024", "contratos": [{"id": 1, "comprador": one} for one in records]}
    yield "documento.json", json.dumps(nested, ensure_ascii=False).encode()
    yield "libro.xlsx", _workbook()
    yield "padron.dbf", dbf(_TABLE)
    features = [
        {"type": "Feature", "properties": one, "geometry": {"type": "Point", "coordinates": [1, 2]}}
        for one in records
    ]
    collection = {"type": "FeatureCollection", "features": features}
    yield "obras.geojson", json.dumps(collection).encode()
    yield "obras.xml", ("<obras>" + "".join(map(_element, ROWS[1:])) + "</obras>").encode()
    yield "alineado.txt", "".join(f"{a:8}{b:30}{c:>12}\n" for a, b, c, *_ in _LEVEL).encode()
    yield "tabla.parquet", _parquet()


def _delimited(delimiter: str) -> str:
    def cell(text: str) -> str:
        plain = not set(text) & {delimiter, '"', "\n"}
        return text if plain else '"' + text.replace('"', '""') + '"'

    return "".join(delimiter.join(map(cell, row)) + "\r\n" for row in ROWS)


def _long() -> str:
    return "id,nombre,importe,fecha\n" + "".join(
        f"{number},Persona {number % 97},{number * 7919 % 10007 / 100:.2f},"
        f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}\n"
        for number in range(700)
    )


def _element(row: tuple[str, ...]) -> str:
    cells = zip(ROWS[0], row, strict=True)
    return "<obra>" + "".join(f"<{a}>{escape(b)}</{a}>" for a, b in cells) + "</obra>"


def _zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name in ("Enero", "Febrero"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(ROWS):
                sheet.write_row(number + 1, 1, row)
            sheet.merge_range(8, 1, 9, 1, "Total")
            sheet.write_formula(8, 3, "=SUM(D3:D7)", None, 1222.5)
    return made.getvalue()


def _parquet() -> bytes:
    made = io.BytesIO()
    columns = {name: [row[at] for row in ROWS[1:]] for at, name in enumerate(ROWS[0])}
    pq.write_table(pa.table({**columns, "n": [1, 2, None, 4], "r": [0.1, 1e300, -0.0, None]}), made)
    return made.getvalue()
