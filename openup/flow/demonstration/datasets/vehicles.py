"""Vehicles and their fuel."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed
from openup.flow.demonstration.dress import MS_DOS, Delimited
from openup.flow.demonstration.institutions import INSTITUTIONS, NAMES
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, first_rows, heads
from openup.flow.demonstration.spelling import MEXICAN
from openup.flow.demonstration.stains import (
    dollars,
    impossible_dates,
    repeated,
    stained,
    unknown,
)

_MODELS = (
    ("Sedán", 240_000),
    ("Pickup doble cabina", 480_000),
    ("Camioneta", 610_000),
    ("Motocicleta", 95_000),
    ("Ambulancia", 1_350_000),
    ("Camión", 1_700_000),
    ("Patrulla", 690_000),
)
_TENANTS = tuple(institution.slug for institution in INSTITUTIONS)
_WEIGHTS = tuple(institution.staff for institution in INSTITUTIONS)


@cache
def vehicles() -> tuple[tuple[str, str, str, int, int], ...]:
    """Every vehicle: economic number, institution, kind, model year and price."""
    luck, owners = chance("vehicles"), chance("vehicle-owners").choices(_TENANTS, _WEIGHTS, k=3_750)
    made = list[tuple[str, str, str, int, int]]()
    for number, owner in enumerate(owners, start=1):
        kind, price = skewed(luck, _MODELS, 1.3)
        made.append((f"{number:06d}", owner, kind, 2006 + int(luck.random() ** 0.7 * 21), price))
    return tuple(made)


@cache
def vehicle_sheet() -> Sheet:
    """One row for each vehicle."""
    luck = chance("vehicle-facts")
    sheet = Sheet(
        heads(
            "NUM_ECONOMICO | DEPENDENCIA | TIPO | MODELO | PLACAS | FECHA_COMPRA | VALOR | "
            "KILOMETRAJE | ESTADO"
        ),
        tuple(
            (
                number,
                NAMES[owner],
                kind,
                year,
                f"NH{int(luck.random() * 9000) + 1000}X",
                day_between(luck, date(year, 1, 5), date(min(year, 2026), 9, 30)),
                money(luck, price, 0.12),
                int((2027 - year) * 14_000 * (0.4 + luck.random())),
                pick(luck, ("bueno", "regular", "regular", "malo", "en taller")),
            )
            for number, owner, kind, year, price in vehicles()
        ),
    )
    return stained(
        sheet,
        unknown("PLACAS", 0.01, "S/P"),
        unknown("KILOMETRAJE", 0.02, "ND"),
        impossible_dates("FECHA_COMPRA", 0.001),
    )


@cache
def fuel_sheet() -> Sheet:
    """One row for each load of fuel."""
    luck, rows = chance("fuel"), list[Row]()
    for place in range(10_400):
        number, owner, kind, _, _ = skewed(luck, vehicles(), 1.1)
        day = date(2026, 1, 2) + timedelta(days=place * 300 // 10_400)
        litres = Decimal(
            round((12 + luck.random() * (60 if kind != "Motocicleta" else 6)) * 100)
        ).scaleb(-2)
        price = Decimal(round(2310 + luck.random() * 190)).scaleb(-2)
        rows.append(
            (
                f"T{place + 1:06d}",
                day,
                number,
                NAMES[owner],
                pick(luck, ("Magna", "Magna", "Diésel", "Premium")),
                litres,
                price,
                (litres * price).quantize(price),
                int(luck.random() * 240_000),
            )
        )
    sheet = Sheet(
        heads(
            "ticket | fecha | num_economico | dependencia | combustible | litros | "
            "precio | importe | odometro"
        ),
        tuple(rows),
    )
    return stained(
        sheet,
        unknown("odometro", 0.03, "0"),
        dollars("importe", 0.002),
        impossible_dates("fecha", 0.0004),
        repeated(0.0006),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    fuel = Delimited(encoding="latin-1", spelling=MEXICAN, ragged_every=900)
    return {
        "parque-vehicular": one_table(
            "vehiculos",
            "Vehículos",
            deliver(
                290,
                "PARQUE.CSV",
                MS_DOS,
                lambda: first_rows(vehicle_sheet(), 3610),
                "Corte a enero de 2026.",
            ),
            deliver(112, "PARQUE.CSV", MS_DOS, vehicle_sheet, "Corte a julio de 2026."),
        ),
        "combustible": one_table(
            "cargas",
            "Cargas",
            *growing(
                "combustible_%m.csv",
                fuel,
                fuel_sheet,
                "fecha",
                ((2026, 3, 31), 229),
                ((2026, 6, 30), 136),
                ((2026, 8, 31), 75),
                ((2026, 10, 31), 14),
            ),
        ),
    }
