"""Waits, care for women, fees and staff of hospitals."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, money
from openup.flow.demonstration.datasets.health import units
from openup.flow.demonstration.dress import Delimited
from openup.flow.demonstration.places import municipalities
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.spelling import LEDGER
from openup.flow.demonstration.stains import (
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import Tab, titled, xlsx


@cache
def wait_sheet() -> Sheet:
    """One row for each hospital, week and colour of triage."""
    luck, rows = chance("waits"), list[Row]()
    for week in (date(2025, 6, 2) + timedelta(weeks=n) for n in range(72)):
        for key, name, _, _, _ in units()[:18]:
            for colour, base in (("rojo", 4), ("naranja", 14), ("amarillo", 48), ("verde", 110)):
                rows.append(
                    (
                        week,
                        key,
                        name,
                        colour,
                        int(base * (0.6 + luck.random())),
                        5 + int(luck.random() * 190),
                    )
                )
    sheet = Sheet(
        heads("SEMANA | CLUES | HOSPITAL | TRIAGE | MINUTOS MEDIANA | PERSONAS"), tuple(rows)
    )
    return stained(sheet, unknown("MINUTOS MEDIANA", 0.01, "N/D"))


@cache
def care_sheet() -> Sheet:
    """One row for each municipality, month and kind of care for women."""
    luck, rows = chance("care"), list[Row]()
    kinds = ("Psicológica", "Jurídica", "Trabajo social", "Canalización")
    for month in (date(2025 + n // 12, n % 12 + 1, 1) for n in range(21)):
        for place in municipalities():
            for kind in kinds:
                many = int(place.inhabitants / 21_000 * luck.random() * 3)
                rows.append(
                    (
                        month,
                        place.key,
                        place.name,
                        place.region,
                        kind,
                        many,
                        int(many * (1 + luck.random() * 2)),
                        money(luck, 640, 0.3),
                    )
                )
    return Sheet(
        heads(
            "Mes | Clave | Municipio | Región | Atención | Mujeres | Sesiones | Costo por sesión"
        ),
        tuple(rows),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_hospital_tables(), **_care_tables()}


def _hospital_tables() -> Tables:
    waits = Delimited(
        encoding="cp1252",
        line_end="\n",
        titles=("Tiempos de espera en urgencias por semana y color de triage",),
        padded=False,
    )

    def care(sheet: Sheet) -> bytes:
        groups = (("Periodo", 1), ("Municipio", 3), ("Atención brindada", 4))
        return xlsx(
            Tab(
                "Atenciones",
                sheet,
                titles=("INSTITUTO ESTATAL DE LA MUJER", "Atenciones por municipio"),
                groups=groups,
                totals=("Mujeres", "Sesiones"),
            )
        )

    return {
        "espera-urgencias": one_table(
            "espera",
            "Esperas",
            *growing(
                "ESPERA_%Y%m.csv",
                waits,
                wait_sheet,
                "SEMANA",
                ((2026, 7, 31), 92),
                ((2026, 10, 31), 10),
            ),
        ),
        "atenciones-mujeres": one_table(
            "atenciones",
            "Atenciones",
            deliver(29, "atenciones_IEM.xlsx", care, care_sheet, "Hasta septiembre de 2026."),
        ),
    }


def _care_tables() -> Tables:
    crosses = Delimited(encoding="latin-1", spelling=LEDGER, titles=("Cuotas de recuperación",))
    return {
        "cuotas-recuperacion": one_table(
            "cuotas",
            "Cuotas",
            deliver(297, "cuotas 2026.csv", crosses, fee_sheet, "Tabulador 2026."),
        ),
        "plantilla-hospitales": one_table(
            "plantilla",
            "Plantilla",
            deliver(
                176,
                "plantilla.xlsx",
                titled("Plantilla", "PLANTILLA 2026"),
                staff_sheet,
                "Plantilla 2026.",
            ),
        ),
    }


@cache
def fee_sheet() -> Sheet:
    """One row for each service and level of the hospitals' fees."""
    luck = chance("fees")
    services = (
        "Consulta general",
        "Consulta de especialidad",
        "Radiografía",
        "Ultrasonido",
        "Parto",
        "Cesárea",
        "Día de hospital",
        "Biometría",
        "Curación",
        "Sutura",
        "Yeso",
        "Terapia física",
    )
    rows = tuple(
        (f"{number:03d}", service, f"Nivel {level}", money(luck, 90.0 * level * number, 0.2))
        for number, service in enumerate(services, start=1)
        for level in range(1, 7)
    )
    return Sheet(heads("Clave | Servicio | Nivel | Cuota"), rows)


@cache
def staff_sheet() -> Sheet:
    """One row for each hospital, profession and shift."""
    luck = chance("hospital-staff")
    rows = tuple(
        (key, name, job, shift, 1 + int(luck.random() ** 2 * 64), int(luck.random() * 5))
        for key, name, _, _, _ in units()[:18]
        for job in (
            "Medicina general",
            "Especialistas",
            "Enfermería",
            "Trabajo social",
            "Laboratorio",
            "Administración",
        )
        for shift in ("Matutino", "Vespertino", "Nocturno", "Fin de semana")
    )
    return Sheet(heads("CLUES | Hospital | Profesión | Turno | Ocupadas | Vacantes"), rows)
