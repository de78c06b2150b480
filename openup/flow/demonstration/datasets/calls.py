"""Calls for bids, the yearly plan, and purchases of medicine."""

from __future__ import annotations

from datetime import date
from functools import cache

from openup.flow.demonstration.chance import chance, money, pick
from openup.flow.demonstration.contracts import Contract, contracts
from openup.flow.demonstration.dress import EUROPEAN, office
from openup.flow.demonstration.institutions import INSTITUTIONS, NAMES
from openup.flow.demonstration.plan import (
    Delivery,
    Tables,
    deliver,
    growing,
    one_table,
    several_tables,
)
from openup.flow.demonstration.programmes import programmes_of
from openup.flow.demonstration.sheet import Sheet, heads
from openup.flow.demonstration.stains import (
    impossible_dates,
    repeated,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import Tab, xlsx


@cache
def call_sheet() -> Sheet:
    """One row for each procedure with competition that was called."""
    chosen = [
        each
        for each in contracts()
        if each.method in ("licitación pública", "invitación a tres") and each.signed.year > 2023
    ]
    sheet = Sheet(
        heads(
            "Procedimiento | Dependencia | Tipo | Descripción | Publicación | "
            "Junta de aclaraciones | Apertura | Fallo | Costo de bases | Resultado"
        ),
        tuple(_call(each, number) for number, each in enumerate(chosen)),
    )
    return stained(
        sheet,
        impossible_dates("Junta de aclaraciones", 0.002),
        unknown("Costo de bases", 0.03, "N/A"),
        repeated(0.002),
    )


def _call(each: Contract, number: int) -> tuple[str | int | date | None, ...]:
    meeting = each.called + (each.opened - each.called) / 2
    price = (0, 800, 1200, 2500)[number % 4]
    return (
        each.procedure,
        NAMES[each.institution],
        each.method,
        each.object,
        each.called,
        meeting,
        each.opened,
        each.awarded,
        price,
        "adjudicado",
    )


def _yearly_plan() -> bytes:
    """A workbook with one sheet for each of eight institutions."""
    luck, tabs = chance("yearly-plan"), []
    for institution in INSTITUTIONS[:8]:
        rows = tuple(
            (
                number,
                programme.key,
                pick(luck, ("Bienes", "Servicios", "Obra", "Arrendamiento")),
                f"Adquisición para {programme.name.lower()}",
                pick(luck, ("ene-mar", "abr-jun", "jul-sep", "oct-dic")),
                money(luck, 900_000, 1.0),
                pick(luck, ("licitación pública", "invitación a tres", "adjudicación directa")),
            )
            for number in range(1, 40 + int(luck.random() * 30))
            for programme in (pick(luck, programmes_of(institution.slug)),)
        )
        sheet = Sheet(
            heads(
                "No. | Programa | Tipo | Concepto | Trimestre | Monto estimado | "
                "Procedimiento previsto"
            ),
            rows,
        )
        tabs.append(
            Tab(
                institution.acronym,
                sheet,
                titles=("PROGRAMA ANUAL DE ADQUISICIONES 2026", institution.name.upper()),
            )
        )
    return xlsx(*tabs)


def tables() -> Tables:
    """The tables of each data set of this subject."""
    called = office(
        "SECRETARÍA DE ADMINISTRACIÓN",
        "Convocatorias publicadas 2024 - 2026",
        "",
        notes=("Fuente: sistema de compras.", "Elaboró: Dirección de Adquisiciones"),
        blank_every=240,
    )
    return {
        "convocatorias": one_table(
            "convocatorias",
            "Convocatorias",
            deliver(52, "CONVOCATORIAS 2024-2026.csv", called, call_sheet, "Primera publicación."),
        ),
        "compras-medicamento": one_table(
            "compras",
            "Compras de medicamento",
            *growing(
                "compras_med_%m%y.csv",
                EUROPEAN,
                _medicine,
                "Fecha firma",
                ((2026, 3, 31), 219),
                ((2026, 6, 30), 126),
                ((2026, 9, 30), 33),
            ),
        ),
        "programa-anual-adquisiciones": several_tables(
            Delivery(
                262,
                "PAA_2026.xlsx",
                _yearly_plan,
                "Publicado según la ley estatal de adquisiciones.",
            )
        ),
    }


@cache
def _medicine() -> Sheet:
    rows = tuple(
        (
            each.code,
            each.object,
            each.supplier.name,
            each.supplier.rfc,
            each.signed,
            each.amount,
            each.amount - each.amount / 116 * 16,
        )
        for each in contracts()
        if each.institution == "salud" and each.trade.startswith("Medicamentos")
    )
    rounded = tuple((*row[:6], row[6].quantize(row[5])) for row in rows)
    sheet = Sheet(
        heads("Contrato | Descripción | Proveedor | RFC | Fecha firma | Importe | Importe sin IVA"),
        rounded,
    )
    return stained(sheet, unknown("RFC", 0.02, "N/D"), impossible_dates("Fecha firma", 0.001))
