"""Air, reservoirs and drinking water."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from math import cos, pi

from openup.flow.demonstration.chance import chance, day_between, pick
from openup.flow.demonstration.dress import CLEAN, EUROPEAN, Delimited, gzipped
from openup.flow.demonstration.places import somewhere
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    emptied,
    impossible_dates,
    repeated,
    stained,
    unknown,
)

_STATIONS = (
    "Faro",
    "Astillero",
    "Albor Centro",
    "Loma Clara",
    "Universidad",
    "Celaje",
    "Sierra Alta",
    "Santa Brisa",
)
_POLLUTANTS = (("PM10", 52, "µg/m³"), ("PM2.5", 24, "µg/m³"), ("O3", 41, "ppb"), ("NO2", 19, "ppb"))
_DAMS = (
    ("Presa del Sereno", 214),
    ("Presa La Acequia", 88),
    ("Presa Cuatro Norias", 312),
    ("Presa Íscar", 46),
    ("Presa Nácar", 131),
    ("Presa Última Estrella", 27),
    ("Presa Encinar Alto", 64),
)


@cache
def air_sheet() -> Sheet:
    """One row for each station, day and pollutant."""
    luck, rows = chance("air"), list[Row]()
    for number in range(440):
        day = date(2025, 8, 18) + timedelta(days=number)
        winter = 1 + 0.35 * cos(2 * pi * (day.timetuple().tm_yday - 15) / 365)
        for place, station in enumerate(_STATIONS):
            for name, usual, unit in _POLLUTANTS:
                value = Decimal(
                    round(usual * winter * (0.7 + place / 20) * luck.lognormvariate(0, 0.28) * 10)
                ).scaleb(-1)
                rows.append(
                    (
                        day,
                        f"E{place + 1:02d}",
                        station,
                        name,
                        value,
                        unit,
                        24 - int(luck.random() ** 6 * 20),
                    )
                )
    sheet = Sheet(
        heads("fecha | clave | estacion | contaminante | promedio_24h | unidad | horas_validas"),
        tuple(rows),
    )
    return stained(
        sheet,
        unknown("promedio_24h", 0.021, "N/D"),
        emptied("promedio_24h", 0.008),
        impossible_dates("fecha", 0.0002),
    )


@cache
def dam_sheet() -> Sheet:
    """One row for each reservoir and day."""
    luck, rows = chance("dams"), list[Row]()
    for name, capacity in _DAMS:
        level = 0.7
        for number in range(668):
            day = date(2025, 1, 1) + timedelta(days=number)
            rain = 0.006 if day.month in (7, 8, 9) else -0.0024
            level = min(0.99, max(0.11, level + rain + luck.gauss(0, 0.003)))
            stored = Decimal(round(capacity * level * 1000)).scaleb(-3)
            rows.append(
                (
                    name,
                    day,
                    Decimal(capacity),
                    stored,
                    Decimal(round(level * 1000)).scaleb(-1),
                    Decimal(round(luck.random() * 40)).scaleb(-1),
                )
            )
    sheet = Sheet(
        heads("Presa | Fecha | Capacidad hm3 | Almacenamiento hm3 | Llenado % | Extracción m3/s"),
        tuple(rows),
    )
    return stained(
        sheet, unknown("Extracción m3/s", 0.004, "S/D"), impossible_dates("Fecha", 0.0004)
    )


@cache
def sample_sheet() -> Sheet:
    """One row for each sample of drinking water and parameter."""
    luck, rows = chance("samples"), list[Row]()
    for number in range(1, 721):
        place, day = somewhere(luck), day_between(luck, date(2025, 2, 3), date(2026, 9, 18))
        for name, usual, limit in (
            ("Cloro libre", 0.9, "0.2-1.5"),
            ("Turbiedad", 1.6, "4"),
            ("Nitratos", 4.1, "11"),
            ("Coliformes", 0.2, "Ausencia"),
        ):
            value = Decimal(round(usual * luck.lognormvariate(0, 0.5) * 100)).scaleb(-2)
            rows.append(
                (
                    f"M-{number:04d}",
                    day,
                    place.key,
                    place.name,
                    pick(luck, ("Pozo", "Tanque", "Red", "Planta")),
                    name,
                    value,
                    limit,
                )
            )
    sheet = Sheet(
        heads("Muestra | Fecha | Cve | Municipio | Punto | Parámetro | Resultado | Límite"),
        tuple(rows),
    )
    return stained(sheet, unknown("Resultado", 0.03, "<0.05"), repeated(0.002))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_air_tables(), **_water_tables()}


def _air_tables() -> Tables:
    return {
        "calidad-aire": one_table(
            "aire",
            "Promedios diarios",
            *growing(
                "aire_%Y%m.csv.gz",
                gzipped(CLEAN),
                air_sheet,
                "fecha",
                ((2026, 1, 31), 283),
                ((2026, 4, 30), 190),
                ((2026, 7, 31), 94),
                ((2026, 9, 30), 41),
                ((2026, 10, 31), 4),
            ),
        ),
    }


def _water_tables() -> Tables:
    samples = Delimited(
        encoding="cp1252",
        titles=("INSTITUTO ESTATAL DEL AGUA", "Calidad del agua", ""),
        notes=("* Límites de la norma estatal (ficticia)",),
        blank_every=400,
    )
    return {
        "niveles-presas": one_table(
            "niveles",
            "Niveles",
            *growing(
                "presas_%m%Y.csv",
                EUROPEAN,
                dam_sheet,
                "Fecha",
                ((2026, 2, 28), 257),
                ((2026, 6, 30), 128),
                ((2026, 10, 31), 7),
            ),
        ),
        "calidad-agua": one_table(
            "muestras",
            "Muestras",
            deliver(51, "calidad_agua.csv", samples, sample_sheet, "Hasta septiembre de 2026."),
        ),
    }
