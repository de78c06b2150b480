"""Public procurement: contracts, bids and amendments."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, pick
from openup.flow.demonstration.contracts import contracts
from openup.flow.demonstration.dress import CLEAN, gzipped
from openup.flow.demonstration.institutions import NAMES
from openup.flow.demonstration.plan import (
    Delivery,
    TablePlan,
    Tables,
    deliver,
    growing,
)
from openup.flow.demonstration.sheet import Sheet, before_correction, heads, until
from openup.flow.demonstration.stains import (
    dollars,
    emptied,
    impossible_dates,
    mojibake,
    other_dates,
    shouted,
    stained,
)

CUTS = (
    (date(2025, 12, 31), 310, "Corte a diciembre de 2025. Primera publicación."),
    (date(2026, 3, 31), 222, "Corte a marzo de 2026."),
    (date(2026, 5, 31), 158, "Corte a mayo de 2026."),
    (date(2026, 7, 31), 97, "Corte a julio de 2026. Se agregan los convenios entre entes."),
    (date(2026, 8, 31), 66, "Corte a agosto de 2026."),
    (date(2026, 9, 30), 38, "Corte a septiembre de 2026."),
    (
        date(2026, 10, 31),
        8,
        "Corte a octubre de 2026. Se recuperaron RFC de proveedores que venían vacíos.",
    ),
)


@cache
def contract_sheet() -> Sheet:
    """One row for each signed contract."""
    columns = (
        "ocid",
        "numero_contrato",
        "institucion",
        "unidad_compradora",
        "responsable",
        "procedimiento",
        "rubro",
        "programa_clave",
        "objeto",
        "fecha_convocatoria",
        "fecha_apertura",
        "fecha_fallo",
        "fecha_firma",
        "fecha_inicio",
        "fecha_fin",
        "proveedor",
        "proveedor_rfc",
        "monto",
        "moneda",
        "ofertas",
        "estatus",
    )
    sheet = Sheet(columns, tuple((each.ocid, each.code, NAMES[each.institution], each.unit,
        each.buyer, each.method, each.trade, each.programme.key, each.object, each.called,
        each.opened, each.awarded, each.signed, each.starts, each.ends, each.supplier.name,
        each.supplier.rfc, each.amount, "MXN", len(each.bids), each.status)
        for each in contracts()))  # fmt: skip
    return stained(
        sheet,
        emptied("proveedor_rfc", 0.003),
        impossible_dates("fecha_fin", 0.0015),
        other_dates("fecha_convocatoria", 0.002),
        shouted("proveedor", 0.03),
        dollars("monto", 0.001),
        mojibake("objeto", 0.0008),
    )


@cache
def bid_sheet() -> Sheet:
    """One row for each offer of a procedure with competition."""
    return Sheet(
        heads(
            "ocid | procedimiento | fecha_apertura | licitante | licitante_rfc | "
            "monto_ofertado | solvente | gano"
        ),
        tuple(
            (
                each.ocid,
                each.procedure,
                each.opened,
                bid.supplier.name,
                bid.supplier.rfc,
                bid.amount,
                "sí" if bid.valid else "no",
                "sí" if bid.won else "no",
            )
            for each in contracts()
            if each.method in ("licitación pública", "invitación a tres")
            for bid in each.bids
        ),
    )


@cache
def amendment_sheet() -> Sheet:
    """One row for each agreement that changed a contract."""
    luck, rows = chance("amendments"), []
    for each in contracts():
        if each.amount > 400_000 and luck.random() < 0.16:
            more = (each.amount * int(luck.random() * 26) / 100).quantize(each.amount)
            signed = day_between(luck, each.signed, each.ends)
            reason = pick(
                luck,
                (
                    "ampliación de plazo",
                    "volúmenes adicionales",
                    "ajuste de precios",
                    "cambio de proyecto",
                ),
            )
            rows.append(
                (
                    f"{each.code}-CM1",
                    each.code,
                    signed,
                    reason,
                    more,
                    each.ends + timedelta(days=30 if more == 0 else 15),
                )
            )
    return Sheet(
        heads(
            "convenio | contrato_origen | fecha_convenio | motivo | monto_adicional | "
            "nueva_fecha_fin"
        ),
        tuple(rows),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    bids = growing(
        "ofertas_%Y%m.csv.gz",
        gzipped(CLEAN),
        bid_sheet,
        "fecha_apertura",
        ((2026, 7, 31), 97),
        ((2026, 10, 31), 8),
    )
    amendments = deliver(
        37,
        "convenios_modificatorios.csv",
        CLEAN,
        amendment_sheet,
        "Convenios hasta septiembre de 2026.",
    )
    return {
        "contratos": (
            TablePlan("contratos", "Contratos", tuple(_contracts(*cut) for cut in CUTS)),
            TablePlan("ofertas", "Ofertas recibidas", tuple(bids)),
            TablePlan("convenios", "Convenios modificatorios", (amendments,)),
        ),
    }


def _contracts(cut: date, days_ago: int, note: str) -> Delivery:
    """The contracts until a day; until October the tax keys of one in 41 suppliers were missing."""

    def sheet() -> Sheet:
        kept = until(contract_sheet(), "fecha_firma", cut)
        return kept if cut == CUTS[-1][0] else before_correction(kept, "proveedor_rfc", 41, None)

    return deliver(days_ago, f"contratos_{cut:%Y-%m}.csv", CLEAN, sheet, note)
