"""Income, debt, transfers to municipalities, tills."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed
from openup.flow.demonstration.dress import Delimited, office, zipped
from openup.flow.demonstration.places import municipalities
from openup.flow.demonstration.plan import (
    Tables,
    deliver,
    one_table,
)
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.spelling import LEDGER
from openup.flow.demonstration.stains import dollars, impossible_dates, stained, unknown
from openup.flow.demonstration.workbook import ods, titled

_CENT = Decimal("0.01")
_MONTHS = ("Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic")


@cache
def income_sheet() -> Sheet:
    """One row for each source and month of income."""
    luck = chance("income")
    sources = (
        ("Impuestos", "Impuesto sobre nóminas", 310),
        ("Impuestos", "Impuesto sobre hospedaje", 12),
        ("Impuestos", "Tenencia vehicular", 55),
        ("Derechos", "Control vehicular", 74),
        ("Derechos", "Registro público", 31),
        ("Derechos", "Servicios educativos", 8),
        ("Productos", "Rendimientos financieros", 15),
        ("Aprovechamientos", "Multas", 9),
        ("Participaciones federales", "Fondo general", 1650),
        ("Participaciones federales", "Fomento municipal", 190),
        ("Aportaciones federales", "Nómina educativa", 1420),
        ("Aportaciones federales", "Servicios de salud", 610),
        ("Convenios", "Convenios de descentralización", 220),
        ("Financiamiento", "Crédito de corto plazo", 60),
    )
    rows = tuple(
        (
            year,
            month,
            group,
            source,
            Decimal(size * 1_000_000),
            (Decimal(size * 10_000) * round(80 + 45 * luck.random())).quantize(_CENT),
        )
        for year in range(2021, 2027)
        for month in range(1, 13 if year < 2026 else 11)
        for group, source, size in sources
    )
    return Sheet(heads("Año | Mes | Rubro | Concepto | Estimado | Recaudado"), rows)


@cache
def debt_sheet() -> Sheet:
    """One row for each credit that the state owes."""
    luck, rows = chance("debt"), list[Row]()
    banks = (
        "Banco Horizonte Ficticio",
        "Banco del Albor",
        "Banca de Fomento Nácar",
        "Fondo de Obras Aldana",
    )
    for number in range(1, 35):
        day = day_between(luck, date(2011, 1, 1), date(2025, 12, 1))
        amount = Decimal(round(luck.lognormvariate(0, 0.9) * 480)) * 1_000_000
        left = (amount * max(0, 100 - (2026 - day.year) * 6) / 100).quantize(_CENT)
        use = pick(
            luck,
            (
                "Inversión pública",
                "Refinanciamiento",
                "Liquidez de corto plazo",
                "Puentes y caminos",
            ),
        )
        rate = f"TIIE + {0.28 + luck.random() * 1.1:.2f}"
        rows.append((f"NH-{number:03d}/{day.year}", pick(luck, banks), day, use, amount, left,
            rate, pick(luck, (5, 10, 15, 20))))  # fmt: skip
    rows.sort(key=lambda row: str(row[2]))
    sheet = Sheet(
        heads(
            "Registro | Acreedor | Fecha de contrato | Destino | Monto contratado | "
            "Saldo | Tasa | Plazo (años)"
        ),
        tuple(rows),
    )
    return stained(sheet, impossible_dates("Fecha de contrato", 0.03))


@cache
def transfer_sheet() -> Sheet:
    """One row for each municipality, fund and year; the months stand side by side."""
    luck = chance("transfers")
    funds = (
        ("Fondo general", 5.2),
        ("Fomento municipal", 1.9),
        ("Infraestructura social", 2.6),
        ("Fortalecimiento", 2.2),
    )
    rows = tuple(
        (
            place.key,
            place.name,
            fund,
            year,
            *(
                _transfer(luck.random(), place.inhabitants, size, year, month)
                for month in range(1, 13)
            ),
        )
        for year in range(2021, 2027)
        for place in municipalities()
        for fund, size in funds
    )
    return Sheet(("Cve Mun", "Municipio", "Fondo", "Año", *_MONTHS), rows)


def _transfer(dice: float, inhabitants: int, size: float, year: int, month: int) -> Decimal | None:
    if year == 2026 and month > 10:
        return None
    return Decimal(round(inhabitants * size * (8 + dice) * 1.05 ** (year - 2021))).quantize(_CENT)


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_state_tables(), **_municipal_tables()}


def _state_tables() -> Tables:
    debt = titled(
        "Deuda",
        "SECRETARÍA DE FINANZAS",
        "DEUDA PÚBLICA AL 30 DE SEPTIEMBRE DE 2026",
        "(Pesos)",
        notes=(
            "TIIE: tasa de interés interbancaria.",
            "Los acreedores son ficticios, como el estado.",
        ),
    )
    return {
        "ingresos": one_table(
            "ingresos",
            "Ingresos",
            deliver(
                141,
                "Ingresos 2021-2026.ods",
                ods("Ingresos", "INGRESOS DEL ESTADO"),
                income_sheet,
                "Primera publicación.",
            ),
        ),
        "deuda-publica": one_table(
            "deuda",
            "Créditos",
            deliver(40, "deuda_3T_2026.xlsx", debt, debt_sheet, "Tercer trimestre de 2026."),
        ),
    }


def _municipal_tables() -> Tables:
    wide = Delimited(encoding="latin-1", spelling=LEDGER)
    return {
        "transferencias-municipios": one_table(
            "transferencias",
            "Transferencias",
            deliver(
                19,
                "transferencias.zip",
                zipped("transferencias_municipios.csv", wide),
                transfer_sheet,
                "Hasta octubre de 2026.",
            ),
        ),
        "ingresos-puerto-alba": one_table(
            "cajas",
            "Cajas",
            deliver(
                60,
                "cajas_2026.csv",
                office(
                    "MUNICIPIO DE PUERTO ALBA",
                    "TESORERÍA MUNICIPAL",
                    notes=("Cifras preliminares",),
                ),
                till_sheet,
                "De enero a septiembre de 2026.",
            ),
        ),
    }


@cache
def till_sheet() -> Sheet:
    """One row for each till, working day and concept of the capital."""
    luck, rows = chance("tills"), list[Row]()
    for place in range(2_700):
        day = date(2026, 1 + place * 9 // 2700, 1 + place % 28)
        concept = skewed(
            luck,
            ("Predial", "Multas de tránsito", "Permisos de construcción", "Mercados", "Actas"),
            1.5,
        )
        rows.append(
            (
                day,
                f"Caja {1 + place % 9}",
                concept,
                1 + int(luck.random() * 90),
                money(luck, 21_000, 0.8),
            )
        )
    rows.sort(key=lambda row: str(row[0]))
    sheet = Sheet(heads("Fecha | Caja | Concepto | Recibos | Importe"), tuple(rows))
    return stained(sheet, dollars("Importe", 0.02), unknown("Recibos", 0.004, "-"))
