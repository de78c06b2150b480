"""Safety: crimes, crashes and emergency calls."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, pick
from openup.flow.demonstration.dress import CLEAN, Delimited
from openup.flow.demonstration.places import municipalities, somewhere, street
from openup.flow.demonstration.plan import (
    Tables,
    deliver,
    growing,
    one_table,
)
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.spelling import MEXICAN
from openup.flow.demonstration.stains import (
    impossible_dates,
    repeated,
    stained,
    unknown,
)

_MONTHS = (
    "Enero",
    "Febrero",
    "Marzo",
    "Abril",
    "Mayo",
    "Junio",
    "Julio",
    "Agosto",
    "Septiembre",
    "Octubre",
    "Noviembre",
    "Diciembre",
)
_CRIMES = (
    ("Robo a transeúnte", 30),
    ("Robo de vehículo", 24),
    ("Robo a negocio", 22),
    ("Robo a casa", 18),
    ("Lesiones dolosas", 26),
    ("Violencia familiar", 40),
    ("Fraude", 21),
    ("Amenazas", 25),
    ("Daño a la propiedad", 17),
    ("Extorsión", 6),
    ("Homicidio doloso", 3),
    ("Narcomenudeo", 9),
)


@cache
def crime_sheet() -> Sheet:
    """One row for each year, municipality and crime; the months stand side by side."""
    luck, rows = chance("crimes"), list[Row]()
    for year in range(2019, 2027):
        for place in municipalities():
            for name, rate in _CRIMES:
                usual = place.inhabitants / 100_000 * rate * (1 - (year - 2019) * 0.025)
                counts = (
                    int(usual * luck.lognormvariate(0, 0.3)) if year < 2026 or month < 10 else None
                    for month in range(12)
                )
                rows.append((year, f"{place.key}", place.name, name, *counts))
    return Sheet(("Año", "Clave municipio", "Municipio", "Tipo de delito", *_MONTHS), tuple(rows))


@cache
def crash_sheet() -> Sheet:
    """One row for each crash that the road police recorded."""
    luck, rows = chance("crashes"), list[Row]()
    for _ in range(6_350):
        place = somewhere(luck)
        when = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=int(luck.random() * 668 * 1440))
        hurt = int(luck.random() ** 5 * 5)
        rows.append((when, place.key, place.name, f"{street(luck)} y {street(luck)}", pick(luck,
            ("Choque", "Alcance", "Atropello", "Volcadura", "Salida de camino")), pick(luck, (
            "Exceso de velocidad", "Distracción", "Alcohol", "Clima", "No respetó semáforo",
            None)), 1 + int(luck.random() * 3), hurt, int(luck.random() < 0.012)))  # fmt: skip
    rows.sort(key=lambda row: str(row[0]))
    sheet = Sheet(
        heads(
            "fecha_hora | cve_mun | municipio | cruce | tipo | causa | vehiculos | "
            "lesionados | muertes"
        ),
        tuple(rows),
    )
    return stained(
        sheet,
        unknown("causa", 0.05, "NO ESPECIFICADO"),
        impossible_dates("fecha_hora", 0.0006),
        repeated(0.0008),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    crashes = Delimited(encoding="cp1252", spelling=MEXICAN)
    return {
        "incidencia-delictiva": one_table(
            "delitos",
            "Delitos",
            deliver(
                37,
                "incidencia.csv",
                Delimited(encoding="latin-1"),
                crime_sheet,
                "Hasta octubre de 2026.",
            ),
        ),
        "accidentes-viales": one_table(
            "accidentes",
            "Accidentes",
            *growing(
                "accidentes_%Y%m.csv",
                crashes,
                crash_sheet,
                "fecha_hora",
                ((2025, 12, 31), 308),
                ((2026, 5, 31), 156),
                ((2026, 10, 30), 15),
            ),
        ),
        "llamadas-911": one_table(
            "llamadas",
            "Llamadas",
            deliver(20, "llamadas.csv", CLEAN, emergency_sheet, "Enero a octubre de 2026."),
        ),
    }


@cache
def emergency_sheet() -> Sheet:
    """One row for each day and stretch of hours of emergency calls."""
    luck = chance("emergency")
    rows = tuple(
        (
            date(2026, 1, 1) + timedelta(days=n),
            f"{hour:02d}:00",
            int(60 + luck.random() * 240),
            int(luck.random() * 90),
            5 + int(luck.random() * 9),
        )
        for n in range(304)
        for hour in range(0, 24, 4)
    )
    return Sheet(heads("fecha | desde | llamadas | procedentes | minutos_llegada"), rows)
