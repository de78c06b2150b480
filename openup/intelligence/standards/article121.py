"""The workbooks that Mexico City's transparency law asks for: one procedure over several rows.

Each row names one firm that was invited, took part or gave a quote; what was awarded stands beside
the first of them, or beside all. Source: article 121, fraction 30 of the city's law (before:
article 14, fraction 27), and the formats that the institutions filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openup.intelligence.standards.columns import Columns, Row, found, said
from openup.intelligence.standards.compranet import code
from openup.intelligence.standards.ocds.sources import JURISDICTION
from openup.intelligence.standards.ocds.tidy import Release
from openup.intelligence.standards.ocds.unflatten import Reader

_PATTERNS: Final = {
    "file": r"numero de expediente$",
    "procedure": r"tipo de procedimiento",
    "category": r"categoria",
    "ground": r"(motivos y fundamentos|razones que justifiquen)",
    "about": r"descripcion de (la|las|los) (obra|obras|bienes)",
    "called": r"fecha de la convocatoria",
    "firm": r"(proveedores|contratistas|participantes o invitados)( nombre\(s\))$",
    "firm_father": r"(proveedores|contratistas|participantes o invitados) apellido paterno$",
    "firm_mother": r"(proveedores|contratistas|participantes o invitados) apellido materno$",
    "quote": r"monto de las cotizaciones",
    "winner": r"(ganador o adjudicado|persona adjudicada) nombre\(s\)$",
    "winner_father": r"(ganador o adjudicado|persona adjudicada) apellido paterno$",
    "winner_mother": r"(ganador o adjudicado|persona adjudicada) apellido materno$",
    "asked_by": r"unidad administrativa solicitante$",
    "done_by": r"unidad administrativa responsable",
    "contract": r"numero del contrato",
    "signed": r"fecha del contrato$",
    "amount": r"monto del contrato",
    "object": r"objeto del contrato$",
    "begins": r"contrat.*(fecha de )?inicio$",
    "ends": r"contrat.*(fecha de )?termino$",
    "amended": r"fecha de firma del con?venio",
    "amendment": r"objeto del convenio",
}
_NEEDED: Final = {"file", "firm", "winner", "contract", "amount"}
_METHODS: Final = (
    ("licitacion", "open"),
    ("lpn", "open"),
    ("invitacion", "selective"),
    ("adjudicacion", "direct"),
)
_CATEGORIES: Final = (
    ("obra", "works"),
    ("servicio", "services"),
    ("prestacion", "services"),
    ("adquisicion", "goods"),
    ("arrendamiento", "services"),
)
_CURRENCY: Final = "MXN"


def reader(labels: Sequence[str]) -> Reader | None:
    """Who reads rows under these labels, None where they are not those of the article."""
    columns = found(labels, _PATTERNS)
    if not columns.places.keys() >= _NEEDED:
        return None
    return lambda row: _release(columns, row)


def _release(columns: Columns, row: Row) -> Release | None:
    file = columns.text(row, "file")
    if file is None or said(file).endswith("numero de expediente"):
        return None
    about = columns.text(row, "about")
    unit = columns.text(row, "asked_by")
    return {
        "ocid": f"mx-art121-{' '.join(file.split())}",
        "id": file,
        JURISDICTION: "mx-cdmx",
        "language": "es",
        "buyer": {"name": unit} if unit else None,
        "tender": {
            "id": file,
            "title": about,
            "description": about,
            "procurementMethod": code(columns.text(row, "procedure"), _METHODS),
            "procurementMethodDetails": columns.text(row, "procedure"),
            "procurementMethodRationale": columns.text(row, "ground"),
            "mainProcurementCategory": code(columns.text(row, "category"), _CATEGORIES),
            "procuringEntity": {"name": columns.text(row, "done_by")},
            "tenderPeriod": {"startDate": columns.moment(row, "called")},
        },
        **_firms(columns, row),
        **_contract(columns, row, file),
    }


def _firms(columns: Columns, row: Row) -> Release:
    """The firm of the row, and its quote."""
    name = columns.person(row, "firm", "firm_father", "firm_mother")
    if name is None:
        return {}
    firm = {"name": name}
    amount = columns.number(row, "quote")
    value = {"amount": amount, "currency": _CURRENCY} if amount else None
    return {"bids": {"details": [{"id": said(name), "tenderers": [firm], "value": value}]}}


def _contract(columns: Columns, row: Row, file: str) -> Release:
    winner = columns.person(row, "winner", "winner_father", "winner_mother")
    if winner is None:
        return {}
    key = columns.text(row, "contract") or file
    amount = columns.number(row, "amount")
    value = {"amount": amount, "currency": _CURRENCY} if amount else None
    amended = columns.moment(row, "amended")
    period = {"startDate": columns.moment(row, "begins"), "endDate": columns.moment(row, "ends")}
    amendment = {"id": amended, "date": amended, "description": columns.text(row, "amendment")}
    return {
        "awards": [
            {"id": key, "status": "active", "value": value, "suppliers": [{"name": winner}]}
        ],
        "contracts": [
            {
                "id": key,
                "awardID": key,
                "title": columns.text(row, "object"),
                "dateSigned": columns.moment(row, "signed"),
                "period": period,
                "value": value,
                # Where no day stands, a sentence says that there was no amendment.
                "amendments": [amendment] if amended and amended[:4].isdecimal() else None,
            }
        ],
    }
