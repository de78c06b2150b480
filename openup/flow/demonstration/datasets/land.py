"""Trees, impact permits and waste."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed
from openup.flow.demonstration.companies import suppliers_of
from openup.flow.demonstration.dress import CLEAN, office
from openup.flow.demonstration.places import municipalities, somewhere
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    impossible_dates,
    other_dates,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import ods


@cache
def tree_sheet() -> Sheet:
    """One row for each planting of trees."""
    luck, rows = chance("trees"), list[Row]()
    kinds = (
        "Encino",
        "Mezquite",
        "Jacaranda",
        "Fresno",
        "Huizache",
        "Ahuehuete",
        "Pirul",
        "Palo verde",
    )
    for number in range(1, 1_330):
        place = somewhere(luck)
        rows.append(
            (
                number,
                day_between(luck, date(2023, 6, 1), date(2026, 9, 30)),
                place.name,
                pick(luck, place.districts),
                pick(luck, kinds),
                1 + int(luck.random() ** 2 * 180),
                f"{int(40 + luck.random() * 58)}%",
            )
        )
    return stained(
        Sheet(
            heads("Núm. | Fecha | Municipio | Colonia | Especie | Árboles | Sobrevivencia"),
            tuple(rows),
        ),
        other_dates("Fecha", 0.02),
    )


@cache
def impact_sheet() -> Sheet:
    """One row for each request of environmental permission."""
    luck, rows = chance("impact"), list[Row]()
    builders = suppliers_of("Obra y construcción")
    for number in range(1, 412):
        came = day_between(luck, date(2022, 1, 17), date(2026, 7, 20))
        answer = skewed(
            luck, ("Autorizada condicionada", "Autorizada", "Negada", "En evaluación"), 1.5
        )
        each, place = skewed(luck, builders, 1.5), somewhere(luck)
        rows.append((f"MIA-{number:04d}/{came.year}", each.name, each.rfc, place.name, pick(
            luck, ("Fraccionamiento", "Camino", "Banco de material", "Planta de tratamiento",
            "Hotel", "Parque solar")), money(luck, 4.2, 1.0), came, None
            if answer == "En evaluación" else came + timedelta(days=40 + int(luck.random(
            ) * 120)), answer))  # fmt: skip
    sheet = Sheet(
        heads(
            "Expediente | Promovente | RFC | Municipio | Proyecto | Hectáreas | Ingreso | "
            "Resolución | Sentido"
        ),
        tuple(rows),
    )
    return stained(sheet, impossible_dates("Resolución", 0.005), unknown("RFC", 0.05, "XXXXXXX"))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {
        "arbolado": one_table(
            "plantaciones",
            "Plantaciones",
            deliver(
                43,
                "arbolado.ods",
                ods("Arbolado", "PROGRAMA DE ARBOLADO URBANO", "2023 - 2026"),
                tree_sheet,
                "Hasta septiembre de 2026.",
            ),
        ),
        "impacto-ambiental": one_table(
            "manifestaciones",
            "Manifestaciones",
            *growing(
                "MIA_%Y.csv",
                office("SMANH", "Manifestaciones de impacto"),
                impact_sheet,
                "Ingreso",
                ((2025, 12, 31), 320),
                ((2026, 7, 31), 83),
            ),
        ),
        "residuos-puerto-alba": one_table(
            "residuos",
            "Residuos",
            deliver(31, "residuos.csv", CLEAN, waste_sheet, "Hasta septiembre de 2026."),
        ),
    }


@cache
def waste_sheet() -> Sheet:
    """One row for each route and month of the capital's waste."""
    luck, capital = chance("waste"), municipalities()[0]
    rows = tuple(
        (
            date(2025 + n // 12, n % 12 + 1, 1),
            f"R{route:02d}",
            capital.districts[route % len(capital.districts)],
            Decimal(round(180 + luck.random() * 3400)).scaleb(-1),
            8 + int(luck.random() * 22),
        )
        for n in range(21)
        for route in range(1, 33)
    )
    return Sheet(heads("mes | ruta | colonia | toneladas | viajes"), rows)
