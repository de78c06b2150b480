"""Suppliers: their register and their sanctions."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed
from openup.flow.demonstration.companies import suppliers
from openup.flow.demonstration.dress import office
from openup.flow.demonstration.plan import (
    Delivery,
    Tables,
    deliver,
    growing,
    one_table,
)
from openup.flow.demonstration.sheet import Sheet, first_rows, heads
from openup.flow.demonstration.stains import (
    mojibake,
    shouted,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import titled


@cache
def supplier_sheet() -> Sheet:
    """One row for each supplier that registered."""
    sheet = Sheet(
        heads(
            "No. | RFC | Nombre o razón social | Persona | Giro | Tamaño | Municipio | "
            "Domicilio | Representante legal | Fecha de registro | Vigencia"
        ),
        tuple(
            (
                each.number,
                each.rfc,
                each.name,
                "Física" if each.person else "Moral",
                each.trade,
                each.size,
                each.place.name,
                each.address,
                each.representative,
                each.registered,
                each.registered + timedelta(days=365 * 3),
            )
            for each in suppliers()
        ),
    )
    return stained(
        sheet, shouted("Nombre o razón social", 0.08), unknown("Domicilio", 0.015, "S/D")
    )


@cache
def sanction_sheet() -> Sheet:
    """One row for each firm sanction of a supplier."""
    luck, rows = chance("supplier-sanctions"), []
    for number, each in enumerate(luck.sample(suppliers(), 58), start=1):
        day = day_between(luck, date(2021, 2, 1), date(2026, 9, 30))
        kind = skewed(luck, ("Inhabilitación", "Multa", "Inhabilitación y multa"), 1.5)
        fine = money(luck, 120_000, 0.7) if "ulta" in kind else None
        months = 0 if kind == "Multa" else pick(luck, (3, 6, 12, 24, 36, 60))
        end = day + timedelta(days=30 * months) if months else None
        file = f"CTNH-PAS-{number * 3:03d}/{day.year}"
        cause = pick(
            luck,
            (
                "incumplimiento de contrato",
                "información falsa",
                "no formalizar el contrato",
                "entrega tardía",
            ),
        )
        rows.append(
            (file, each.name.upper(), each.rfc, kind, cause, fine, months or None, day, end)
        )
    sheet = Sheet(
        heads(
            "Expediente | Proveedor | RFC | Sanción | Causa | Multa | Plazo (meses) | "
            "Notificación | Fin de la inhabilitación"
        ),
        tuple(rows),
    )
    return stained(sheet, mojibake("Proveedor", 0.03), unknown("Plazo (meses)", 0.05, "NO APLICA"))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    cuts = (
        (296, "enero 2026", 842),
        (205, "abril 2026", 871),
        (114, "julio 2026", 902),
        (23, "octubre 2026", 940),
    )
    listed = office(
        "Información al día de su publicación. El listado contiene sanciones firmes; quien no aparece en él no recibe por ello "
        "constancia de no sanción.",
        "Directorio de proveedores sancionados",
    )
    return {
        "padron-proveedores": one_table(
            "padron", "Padrón al corte", *(_register(*cut) for cut in cuts)
        ),
        "proveedores-sancionados": one_table(
            "sanciones",
            "Sanciones firmes",
            *growing(
                "sancionados_%m%y.csv",
                listed,
                sanction_sheet,
                "Notificación",
                ((2026, 5, 31), 151),
                ((2026, 9, 30), 45),
            ),
        ),
    }


def _register(days_ago: int, month: str, many: int) -> Delivery:
    paper = titled(
        "Padrón",
        "GOBIERNO DE NUEVO HORIZONTE",
        "PADRÓN DE PROVEEDORES",
        "Dirección de Adquisiciones",
        notes=("Nota: el padrón se actualiza el último día hábil de cada mes.",),
    )
    return deliver(
        days_ago,
        f"Padron de proveedores {month}.xlsx",
        paper,
        lambda: first_rows(supplier_sheet(), many),
        f"Corte a {month}.",
    )
