"""Buildings, goods, posts and electricity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick
from openup.flow.demonstration.dress import EXCEL_UTF8, office
from openup.flow.demonstration.institutions import INSTITUTIONS, NAMES
from openup.flow.demonstration.people import officials
from openup.flow.demonstration.places import address, somewhere
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    impossible_dates,
    mojibake,
    shouted,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import Tab, titled, xlsx

_TENANTS = tuple(institution.slug for institution in INSTITUTIONS)
_WEIGHTS = tuple(institution.staff for institution in INSTITUTIONS)


@cache
def building_sheet() -> Sheet:
    """One row for each building or plot of the state."""
    luck, rows = chance("buildings"), list[Row]()
    for number in range(1, 1_090):
        owner, place = luck.choices(_TENANTS, _WEIGHTS)[0], somewhere(luck)
        rows.append(
            (
                f"{number:05d}",
                NAMES[owner],
                pick(
                    luck,
                    (
                        "Oficina",
                        "Escuela",
                        "Unidad médica",
                        "Bodega",
                        "Terreno",
                        "Cuartel",
                        "Recinto",
                    ),
                ),
                place.key,
                place.name,
                address(luck, place),
                money(luck, 820, 1.1),
                money(luck, 6_400_000, 1.2),
                pick(luck, ("Propio", "Propio", "Comodato", "Arrendado")),
            )
        )
    sheet = Sheet(
        heads(
            "Clave | Dependencia | Uso | Clave municipio | Municipio | Domicilio | "
            "Superficie m2 | Valor catastral | Posesión"
        ),
        tuple(rows),
    )
    return stained(sheet, unknown("Valor catastral", 0.06, "N/D"), mojibake("Domicilio", 0.01))


def _building_book(sheet: Sheet) -> bytes:
    groups = (("Inmueble", 3), ("Ubicación", 3), ("Medidas y valor", 2), ("Situación", 1))
    return xlsx(
        Tab(
            "Inmuebles",
            sheet,
            titles=("SECRETARÍA DE ADMINISTRACIÓN", "RELACIÓN DE INMUEBLES"),
            groups=groups,
            totals=("Superficie m2", "Valor catastral"),
        )
    )


@cache
def disposal_sheet() -> Sheet:
    """One row for each good that was taken off the books."""
    luck, rows = chance("disposals"), list[Row]()
    goods = (
        "Escritorio",
        "Computadora",
        "Silla",
        "Impresora",
        "Archivero",
        "Aire acondicionado",
        "Camilla",
        "Vehículo",
        "Pizarrón",
    )
    for number in range(1, 961):
        rows.append(
            (
                f"B-{number:04d}",
                NAMES[luck.choices(_TENANTS, _WEIGHTS)[0]],
                pick(luck, goods),
                1 + int(luck.random() ** 4 * 60),
                money(luck, 3_100, 1.0),
                day_between(luck, date(2025, 1, 10), date(2026, 8, 28)),
                pick(luck, ("obsoleto", "robo", "inservible", "donación", "subasta")),
            )
        )
    sheet = Sheet(
        heads("Folio | Dependencia | Bien | Cantidad | Valor en libros | Fecha de baja | Motivo"),
        tuple(rows),
    )
    return stained(sheet, shouted("Bien", 0.15), impossible_dates("Fecha de baja", 0.003))


@cache
def post_sheet() -> Sheet:
    """One row for each post and institution, with how many are filled."""
    luck, counted = chance("posts"), dict[tuple[str, str, int], int]()
    for each in officials():
        key = (each.institution, each.post, each.level)
        counted[key] = counted.get(key, 0) + 1
    rows = tuple(
        (NAMES[institution], post, level, filled + int(luck.random() * (1 + filled // 8)), filled)
        for (institution, post, level), filled in sorted(counted.items())
    )
    return Sheet(heads("Dependencia | Puesto | Nivel | Plazas autorizadas | Plazas ocupadas"), rows)


@cache
def power_sheet() -> Sheet:
    """One row for each bill of electricity."""
    luck, rows = chance("power"), list[Row]()
    for meter in range(1, 176):
        owner, base = luck.choices(_TENANTS, _WEIGHTS)[0], 300 + luck.random() ** 2 * 22_000
        for month in range(1, 11):
            used = int(base * (1.5 if month in (5, 6, 7, 8) else 1) * (0.9 + luck.random() * 0.2))
            rows.append(
                (
                    f"{meter:04d}",
                    NAMES[owner],
                    date(2026, month, 1),
                    used,
                    Decimal(used * 312).scaleb(-2),
                )
            )
    return Sheet(heads("Medidor | Dependencia | Periodo | kWh | Importe"), tuple(rows))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_goods_tables(), **_use_tables()}


def _goods_tables() -> Tables:
    return {
        "inmuebles": one_table(
            "inmuebles",
            "Inmuebles",
            deliver(
                239, "Relacion de inmuebles.xlsx", _building_book, building_sheet, "Ejercicio 2026."
            ),
        ),
        "bienes-baja": one_table(
            "bajas",
            "Bajas",
            deliver(
                76,
                "bajas.csv",
                office(
                    "Dirección de Patrimonio",
                    "",
                    "BIENES DADOS DE BAJA",
                    notes=("", "Autorizó: Comité de Bajas"),
                ),
                disposal_sheet,
                "Enero de 2025 a agosto de 2026.",
            ),
        ),
    }


def _use_tables() -> Tables:
    return {
        "plazas": one_table(
            "plazas",
            "Plazas",
            deliver(
                251,
                "plazas_2026.xlsx",
                titled("Plazas", "Estructura ocupacional 2026"),
                post_sheet,
                "Estructura 2026.",
            ),
        ),
        "consumo-electrico": one_table(
            "recibos",
            "Recibos",
            *growing(
                "luz_%Y%m.csv",
                EXCEL_UTF8,
                power_sheet,
                "Periodo",
                ((2026, 6, 30), 123),
                ((2026, 10, 31), 13),
            ),
        ),
    }
