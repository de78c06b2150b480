"""Leaks of water and building permits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick
from openup.flow.demonstration.dress import Delimited
from openup.flow.demonstration.places import CAPITAL, municipalities, somewhere, street
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.spelling import COMMA
from openup.flow.demonstration.stains import (
    impossible_dates,
    shouted,
    stained,
    unknown,
)


@cache
def leak_sheet() -> Sheet:
    """One row for each leak or failure that people told the water institute."""
    luck, rows = chance("leaks"), list[Row]()
    for number in range(4_400):
        place, came = somewhere(luck), day_between(luck, date(2025, 1, 2), date(2026, 10, 25))
        hours = Decimal(round(luck.expovariate(1 / 30) * 10)) / 10
        litres = money(luck, 9_500, 1.1)
        rows.append(
            (
                number + 1,
                came,
                place.key,
                place.name,
                street(luck),
                pick(luck, ("Fuga", "Fuga", "Sin agua", "Baja presión", "Drenaje")),
                hours,
                litres,
                pick(luck, ("Reparada", "Reparada", "Programada")),
            )
        )
    sheet = Sheet(
        heads("No | Fecha | CVE_MUN | Municipio | Calle | Tipo | Horas | Litros perdidos | Estado"),
        tuple(rows),
    )
    return stained(
        sheet,
        unknown("Litros perdidos", 0.05, "N/D"),
        shouted("Calle", 0.1),
        impossible_dates("Fecha", 0.0008),
    )


@cache
def permit_sheet() -> Sheet:
    """One row for each building permit of the capital."""
    luck, rows = chance("permits"), list[Row]()
    capital = next(place for place in municipalities() if place.key == CAPITAL)
    for number in range(1, 1_620):
        asked = day_between(luck, date(2025, 1, 6), date(2026, 8, 31))
        days = 4 + int(luck.expovariate(1 / 21))
        rows.append(
            (
                f"LC-{number:05d}",
                asked,
                asked + timedelta(days=days),
                pick(luck, capital.districts),
                pick(luck, ("Casa", "Ampliación", "Local", "Barda", "Edificio")),
                money(luck, 96, 0.8),
                money(luck, 4_200, 0.9),
            )
        )
    sheet = Sheet(
        heads("LICENCIA | SOLICITUD | RESOLUCION | COLONIA | USO | M2 | DERECHOS"), tuple(rows)
    )
    return stained(sheet, unknown("M2", 0.02, "-"), impossible_dates("RESOLUCION", 0.002))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    ragged = Delimited(encoding="latin-1", delimiter=";", spelling=COMMA, ragged_every=170)
    capital = Delimited(
        encoding="cp1252",
        spelling=COMMA,
        titles=("DIRECCIÓN DE DESARROLLO URBANO", "LICENCIAS DE CONSTRUCCIÓN"),
        quote_all=True,
    )
    return {
        "fugas-agua": one_table(
            "fugas",
            "Fugas",
            *growing(
                "fugas%y%m.csv",
                ragged,
                leak_sheet,
                "Fecha",
                ((2026, 6, 30), 131),
                ((2026, 10, 31), 17),
            ),
        ),
        "licencias-construccion": one_table(
            "licencias",
            "Licencias",
            deliver(72, "LICENCIAS.CSV", capital, permit_sheet, "Enero de 2025 a agosto de 2026."),
        ),
    }
