"""Citizen attention: reports to 070 and requests of information."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, pick, skewed
from openup.flow.demonstration.dress import CLEAN, gzipped, office
from openup.flow.demonstration.institutions import INSTITUTIONS
from openup.flow.demonstration.places import municipalities, somewhere
from openup.flow.demonstration.plan import Tables, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    impossible_dates,
    mojibake,
    other_dates,
    repeated,
    stained,
    unknown,
)

_MATTERS = (
    ("Bache", "Servicios públicos", 9),
    ("Luminaria apagada", "Servicios públicos", 6),
    ("Fuga de agua", "Agua", 3),
    ("Basura sin recoger", "Servicios públicos", 4),
    ("Ruido", "Convivencia", 2),
    ("Árbol caído", "Medio ambiente", 5),
    ("Semáforo descompuesto", "Movilidad", 2),
    ("Animal en la vía", "Convivencia", 3),
    ("Drenaje tapado", "Agua", 5),
    ("Transporte público", "Movilidad", 11),
    ("Trámite detenido", "Administración", 14),
    ("Felicitación", "Administración", 1),
)
_CHANNELS = ("teléfono 070", "aplicación", "portal", "redes sociales", "ventanilla")


@cache
def report_sheet() -> Sheet:
    """One row for each report to the number 070."""
    luck, rows = chance("reports"), list[Row]()
    for _ in range(14_800):
        matter, area, usual = skewed(luck, _MATTERS, 1.5)
        came = datetime(2025, 1, 1, 6, tzinfo=UTC) + timedelta(
            minutes=int(luck.random() * 669 * 1440)
        )
        if came.month in (6, 7, 8, 9) and luck.random() < 0.25:
            matter, area, usual = _MATTERS[8]
        place = municipalities()[0] if luck.random() < 0.45 else somewhere(luck)
        days = int(luck.expovariate(1 / usual))
        closed = came.date() + timedelta(days=days)
        done = closed <= date(2026, 10, 31) and luck.random() > 0.06
        rows.append((came, matter, area, skewed(luck, _CHANNELS, 1.6), place.key, place.name,
            pick(luck, place.districts), "cerrado" if done else "en proceso", closed
            if done else None, days if done else None, None if not done or luck.random(
            ) < 0.7 else 1 + int(luck.random() ** 0.6 * 5)))  # fmt: skip
    rows.sort(key=lambda row: str(row[0]))
    numbered = tuple((f"070-{100_000 + place}", *row) for place, row in enumerate(rows))
    sheet = Sheet(
        heads(
            "folio | recibido | asunto | area | canal | cve_mun | municipio | colonia | "
            "estado | cerrado | dias | calificacion"
        ),
        numbered,
    )
    return stained(
        sheet,
        mojibake("colonia", 0.001),
        unknown("colonia", 0.006, "S/D"),
        impossible_dates("cerrado", 0.0003),
    )


@cache
def request_sheet() -> Sheet:
    """One row for each request of access to information."""
    luck, rows = chance("requests"), list[Row]()
    topics = ("contratos", "nómina", "obra pública", "medicamentos", "agua", "seguridad",
        "publicidad oficial", "becas", "permisos")  # fmt: skip
    for number in range(3_150):
        institution, came = (
            skewed(luck, INSTITUTIONS, 1.2),
            day_between(luck, date(2024, 1, 8), date(2026, 9, 28)),
        )
        days = int(luck.gauss(14, 6))
        answer = skewed(luck, ("Entrega de información", "Entrega parcial", "Inexistencia",
            "Reserva", "No es competencia", "Sin respuesta"), 1.5)  # fmt: skip
        rows.append(
            (
                f"33{came:%y}{number:07d}",
                came,
                institution.name,
                pick(luck, topics),
                answer,
                None if answer == "Sin respuesta" else came + timedelta(days=max(1, days)),
                pick(luck, ("Sí", "No", "No", "No")),
            )
        )
    rows.sort(key=lambda row: str(row[1]))
    sheet = Sheet(
        heads(
            "Folio | Fecha de recepción | Sujeto obligado | Tema | Tipo de respuesta | "
            "Fecha de respuesta | Recurso de revisión"
        ),
        tuple(rows),
    )
    return stained(
        sheet,
        other_dates("Fecha de respuesta", 0.01),
        impossible_dates("Fecha de recepción", 0.001),
        repeated(0.0015),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    asked = office(
        "CONTRALORÍA Y TRANSPARENCIA",
        "Solicitudes de acceso a la información",
        notes=("Fuente: sistema de solicitudes.",),
        blank_every=500,
    )
    return {
        "reportes-070": one_table(
            "reportes",
            "Reportes",
            *growing(
                "reportes070_%Y-%m.csv.gz",
                gzipped(CLEAN),
                report_sheet,
                "recibido",
                ((2025, 12, 31), 316),
                ((2026, 2, 28), 254),
                ((2026, 5, 31), 170),
                ((2026, 8, 31), 79),
                ((2026, 9, 30), 44),
                ((2026, 10, 31), 5),
            ),
        ),
        "solicitudes-informacion": one_table(
            "solicitudes",
            "Solicitudes",
            *growing(
                "SOLICITUDES %m-%Y.csv",
                asked,
                request_sheet,
                "Fecha de recepción",
                ((2026, 3, 31), 198),
                ((2026, 6, 30), 117),
                ((2026, 9, 30), 27),
            ),
        ),
    }
