"""Tables of open contracting become releases: flatten-tool's, CompraNet's, those of article 121."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openup.intelligence.errors import ContractsRefused
from openup.intelligence.laid import lay
from openup.intelligence.standards.ocds.reading import Asked, Contracts, read
from openup.publishing.table import Context
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import fill, join, plain


class Reader:
    """Writes tables as CSV, reads them, and asks what came of them."""

    def __init__(self, folder: Path, engine: DuckRuleEngine) -> None:
        self.folder, self.engine = folder, engine

    def read(self, *drawings: str, asked: Asked | None = None) -> Contracts:
        folder = self.folder / "tables"
        folder.mkdir()
        for number, drawing in enumerate(drawings):
            rows = [
                [cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()
            ]
            text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
            (folder / f"{number}.csv").write_text(text, "utf-8")
        contracts = read(self.engine, [folder], Context(self.folder), asked or Asked())
        lay(self.engine, contracts.loaded.tables)
        return contracts

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        shown = join(", ", [plain(column) for column in columns])
        return sorted(
            self.engine.rows(fill("select $shown from $t", shown=shown, t=plain(table))), key=str
        )


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with DuckRuleEngine(tmp_path) as engine:
        yield Reader(tmp_path, engine)


MAIN = """
ocid | id | date       | tag     | tender/title | tender/numberOfTenderers | tender/value/amount
a    | 1  | 2026-01-01 | tender  | Uno          | 3                        | 1500.50
b    | 1  | 2026-01-01 | tender  | Dos          |                          | 20
"""
AWARDS = """
ocid | id | awards/0/id | awards/0/status | awards/0/value/currency
a    | 1  | w1          | active          | MXN
a    | 1  | w2          | pending         | MXN
"""
SUPPLIERS = """
ocid | id | awards/0/id | awards/0/suppliers/0/id | awards/0/suppliers/0/name
a    | 1  | w1          | S1                      | Primera
a    | 1  | w2          | S2                      | Segunda
"""
PARTIES = """
ocid | id | parties/0/id | parties/0/name | parties/0/roles
a    | 1  | S1           | Primera        | supplier;tenderer
"""


def test_the_sheets_of_flatten_tool_are_one_release(reader: Reader) -> None:
    contracts = reader.read(MAIN, AWARDS, SUPPLIERS, PARTIES)
    assert [str(value) for value in reader.rows("processes", "ocid", "tenderers", "amount")[0]] == [
        "a", "3", "1500.5000",
    ]  # fmt: skip
    assert reader.rows("awards", "ocid", "award", "status") == [
        ("a", "w1", "active"),
        ("a", "w2", "pending"),
    ]
    assert reader.rows("suppliers", "award", "party") == [("w1", "S1"), ("w2", "S2")]
    assert reader.rows("parties", "party", "roles") == [("S1", " supplier tenderer ")]
    assert sum(file.releases for file in contracts.files) == 2
    assert not any(file.notes.log.groups for file in contracts.files)


COMPRANET = """
GOBIERNO | SIGLAS | DEPENDENCIA | NUMERO_EXPEDIENTE | TITULO_EXPEDIENTE | NUMERO_PROCEDIMIENTO \
| PROC_F_PUBLICACION | FECHA_APERTURA_PROPOSICIONES | TIPO_PROCEDIMIENTO | CODIGO_CONTRATO \
| IMPORTE_CONTRATO | MONEDA | FECHA_CELEBRACION | CONTRATO_MARCO | ESTRATIFICACION_MPC \
| PROVEEDOR_CONTRATISTA | TIPO_CONTRATACION
APF | SS | Salud | 77 | Vacunas | LA-1 | 2013-11-20 14:32 | 2013-11-30 09:00 \
| Licitación Pública | 900 | 120.5 | MXN | 2013-12-30 00:00:00 GMT | 0 | Micro | UNO SA DE CV \
| Adquisiciones
APF | SS | Salud | 77 | Vacunas | LA-1 | 2013-11-20 14:32 | 2013-11-30 09:00 \
| Licitación Pública | 901 | 80 | MXN |  | 0 | Pequeña | DOS SC | Adquisiciones
"""


def test_the_contracts_of_compranet_are_processes_under_federal_law(reader: Reader) -> None:
    reader.read(COMPRANET)
    assert reader.rows("processes", "ocid", "jurisdiction", "method", "category", "buyer") == [
        ("mx-compranet-77", "mx-federal", "open", "goods", "SS")
    ]
    assert [str(row[0]) for row in reader.rows("processes", "tender_starts")] == [
        "2013-11-20 14:32:00"
    ]
    assert [tuple(map(str, row)) for row in reader.rows("contracts", "contract", "worth", "signed")]
    assert reader.rows("suppliers", "award", "party") == [
        ("900", "name:unosadecv"),
        ("901", "name:dossc"),
    ]
    assert reader.rows("parties", "party", "scale") == [
        ("name:dossc", "small"),
        ("name:unosadecv", "micro"),
    ]


ARTICLE = """
Ejercicio | Tipo de procedimiento | Número de expediente | Nombre de los proveedores Nombre(s) \
| Nombre de los proveedores Apellido paterno | Monto de las cotizaciones \
| Nombre (o razón social) de la persona adjudicada Nombre(s) | Número del contrato \
| Fecha del contrato | Monto del contrato | Fecha de firma del convenio
2014 | Adjudicación Directa | AD-1 | ATANACIO | NAVARRETE | $1´583,893.00 | BETA SA DE CV \
| C-1 | 17 de marzo de 2014 | $1.063.132,83 | No se realizó
2014 | Adjudicación Directa | AD-1 | BETA SA DE CV | No aplica | se respeta el precio \
| BETA SA DE CV | C-1 | 17 de marzo de 2014 |  | No se realizó
Dirección General |  |  |  |  |  |  |  |  |  |
"""


def test_the_rows_of_one_procedure_are_its_quotes(reader: Reader) -> None:
    contracts = reader.read(ARTICLE)
    assert reader.rows("processes", "ocid", "method", "jurisdiction") == [
        ("mx-art121-AD-1", "direct", "mx-cdmx")
    ]
    assert [tuple(map(str, row)) for row in reader.rows("bids", "bid", "amount")] == [
        ("atanacio navarrete", "1583893.0000"),
        ("beta sa de cv", "None"),
    ]
    assert [tuple(map(str, row)) for row in reader.rows("contracts", "contract", "worth", "signed")
            ] == [("C-1", "1063132.8300", "2014-03-17 00:00:00")]  # fmt: skip
    assert reader.rows("amendments", "amendment") == []
    found = {key: one.total for key, one in contracts.files[0].notes.log.groups.items()}
    assert found == {("ocds-row", None): 1, ("ocds-number", "bids/details/value/amount"): 1}


def test_the_law_that_is_told_counts_where_the_file_tells_none(reader: Reader) -> None:
    reader.read(MAIN, asked=Asked(jurisdiction="mx-nl"))
    assert {row[0] for row in reader.rows("processes", "jurisdiction")} == {"mx-nl"}


def test_a_table_of_other_things_is_refused(reader: Reader) -> None:
    with pytest.raises(ContractsRefused, match=r"0\.csv"):
        reader.read("name | age\nAna | 3\n")
