"""The contracts of CompraNet, the federal platform of Mexico, as its yearly tables give them.

A row is a contract with one supplier. The rows of one file of a procedure (`expediente`) are one
process. Source: the tables that the platform publishes as open data, 2010 onwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openup.intelligence.standards.columns import Columns, Row, found, said
from openup.intelligence.standards.ocds.sources import JURISDICTION
from openup.intelligence.standards.ocds.tidy import Release
from openup.intelligence.standards.ocds.unflatten import Reader

_PATTERNS: Final = {
    "government": r"^(gobierno|orden de gobierno)$",
    "short": r"^siglas( de la institucion)?$",
    "institution": r"^(dependencia|institucion)$",
    "unit": r"^clave(_?uc| de la uc)$",
    "unit_name": r"^nombre[_ ]de[_ ]la[_ ]uc$",
    "file": r"^(numero_expediente|codigo del expediente)$",
    "title": r"^titulo(_| del )expediente$",
    "template": r"^plantilla(_| del )expediente$",
    "number": r"^(numero_procedimiento|numero del procedimiento)$",
    "decided": r"^(exp_f_fallo|fecha de fallo)$",
    "published": r"^(proc_f_publicacion|fecha de publicacion)$",
    "opened": r"^(fecha_apertura_proposiciones|fecha de apertura)$",
    "category": r"^tipo[_ ](de[_ ])?contratacion$",
    "procedure": r"^tipo[_ ](de[_ ])?procedimiento$",
    "contract": r"^codigo[_ ](del[_ ])?contrato$",
    "contract_title": r"^titulo[_ ](del[_ ])?contrato$",
    "begins": r"^fecha(_| de )inicio( del contrato)?$",
    "ends": r"^fecha(_| de )fin( del contrato)?$",
    "amount": r"^importe[_ ](del[_ ])?contrato$",
    "currency": r"^moneda( del contrato)?$",
    "status": r"^estatus[_ ](del[_ ])?contrato$",
    "signed": r"^(fecha_celebracion|fecha de firma( del contrato)?)$",
    "framework": r"^contrato[_ ]marco$",
    "supplier": r"^proveedor(_| o )contratista$",
    "tax_number": r"^rfc( verificado en el sat)?$",
    "scale": r"^(estratificacion_mpc|estratificacion de la empresa)$",
    "notice": r"^(anuncio|direccion del anuncio)$",
}
_NEEDED: Final = {"file", "number", "contract", "amount", "supplier"}
_METHODS: Final = (
    ("licitacion publica", "open"),
    ("invitacion", "selective"),
    ("adjudicacion directa", "direct"),
)
_CATEGORIES: Final = (
    ("servicios", "services"),
    ("obra", "works"),
    ("adquisiciones", "goods"),
    ("arrendamientos", "goods"),
)
_SCALES: Final = (
    ("micro", "micro"),
    ("pequena", "small"),
    ("mediana", "medium"),
    ("no mipyme", "large"),
)
_STATUSES: Final = (("activo", "active"), ("expirado", "terminated"), ("terminado", "terminated"))


def reader(labels: Sequence[str]) -> Reader | None:
    """Who reads rows under these labels, None where they are not CompraNet's."""
    columns = found(labels, _PATTERNS)
    if not columns.places.keys() >= _NEEDED:
        return None
    return lambda row: _release(columns, row)


def code(value: str | None, codes: Sequence[tuple[str, str]]) -> str | None:
    """The code of the first beginning that a text has."""
    plain = said(value)
    return next((code for begins, code in codes if plain.startswith(begins)), None)


def _release(columns: Columns, row: Row) -> Release | None:
    file = columns.text(row, "file") or columns.text(row, "number")
    if file is None:
        return None
    federal = said(columns.text(row, "government")) in ("apf", "federal", "")
    notice = columns.text(row, "notice")
    return {
        "ocid": f"mx-compranet-{file}",
        "id": file,
        JURISDICTION: "mx-federal" if federal else None,
        "language": "es",
        "buyer": {"id": columns.text(row, "short"), "name": columns.text(row, "institution")},
        "tender": {
            "id": columns.text(row, "number"),
            "title": columns.text(row, "title"),
            "procurementMethod": code(columns.text(row, "procedure"), _METHODS),
            "procurementMethodDetails": columns.text(row, "template")
            or columns.text(row, "procedure"),
            "mainProcurementCategory": code(columns.text(row, "category"), _CATEGORIES),
            "procuringEntity": {
                "id": columns.text(row, "unit"),
                "name": columns.text(row, "unit_name"),
            },
            "tenderPeriod": {
                "startDate": columns.text(row, "published"),
                "endDate": columns.text(row, "opened"),
            },
            "bidOpening": {"date": columns.text(row, "opened")},
            "techniques": {"hasFrameworkAgreement": columns.text(row, "framework") == "1"},
            "documents": [{"id": "anuncio", "documentType": "tenderNotice", "url": notice}]
            if notice
            else None,
        },
        **_contract(columns, row, file),
    }


def _contract(columns: Columns, row: Row, file: str) -> Release:
    """The award, the contract and the supplier of a row."""
    key = columns.text(row, "contract") or file
    value = {"amount": columns.number(row, "amount"), "currency": columns.text(row, "currency")}
    supplier = {"id": columns.text(row, "tax_number"), "name": columns.text(row, "supplier")}
    scale = code(columns.text(row, "scale"), _SCALES)
    return {
        "parties": [{**supplier, "roles": ["supplier"], "details": {"scale": scale}}],
        "awards": [
            {
                "id": key,
                "status": "active",
                "date": columns.text(row, "decided"),
                "value": value,
                "suppliers": [supplier],
            }
        ],
        "contracts": [
            {
                "id": key,
                "awardID": key,
                "title": columns.text(row, "contract_title"),
                "status": code(columns.text(row, "status"), _STATUSES),
                "dateSigned": columns.text(row, "signed"),
                "period": {
                    "startDate": columns.text(row, "begins"),
                    "endDate": columns.text(row, "ends"),
                },
                "value": value,
            }
        ],
    }
