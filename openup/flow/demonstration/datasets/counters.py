"""What offices do at their counters: services, appointments, satisfaction."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, pick
from openup.flow.demonstration.dress import TABS, Delimited
from openup.flow.demonstration.institutions import INSTITUTIONS
from openup.flow.demonstration.places import municipalities
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.spelling import COMMA
from openup.flow.demonstration.workbook import Tab, xlsx

_SERVICES = (
    "Acta de nacimiento",
    "Acta de matrimonio",
    "Licencia de conducir",
    "Alta de placas",
    "Permiso de construcción",
    "Constancia de no inhabilitación",
    "Inscripción a bachillerato",
    "Carta de antecedentes",
    "Contrato de agua",
    "Aviso de funcionamiento",
    "Beca de permanencia",
    "Credencial de biblioteca",
    "Permiso para evento",
    "Avalúo catastral",
    "Certificado médico",
    "Registro de proveedor",
    "Pago de tenencia",
    "Uso de suelo",
    "Poda de árbol",
    "Apoyo a la creación",
)


@cache
def service_sheet() -> Sheet:
    """One row for each service that an office offers."""
    luck, rows = chance("services"), list[Row]()
    for number in range(1, 221):
        institution, name = pick(luck, INSTITUTIONS), _SERVICES[number % len(_SERVICES)]
        low = (
            ""
            if number <= 20
            else pick(
                luck, (" (renovación)", " (duplicado)", " (primera vez)", " en línea", " urgente")
            )
        )
        cost = pick(luck, ("Gratuito", "$ 414.00", "$ 1,086.50", "$ 92.00", "SIN COSTO",
            "$ 2,310.00", "Variable"))  # fmt: skip
        wait = pick(
            luck, ("Inmediato", "3 días hábiles", "10 días hábiles", "5 dias habiles", "15 días")
        )
        rows.append(
            (
                f"{institution.acronym}-T{number:03d}",
                name + low,
                institution.name,
                cost,
                wait,
                pick(luck, ("En línea", "Presencial", "Ambas")),
                pick(luck, ("1 año", "Permanente", "3 años", "No aplica")),
                1 + int(luck.random() * 7),
            )
        )
    return Sheet(
        heads(
            "Clave | Trámite o servicio | Dependencia | Costo | Plazo | Modalidad | "
            "Vigencia | Requisitos"
        ),
        tuple(rows),
    )


@cache
def appointment_sheet() -> Sheet:
    """One row for each office, day and service of the civil registry's appointments."""
    luck, rows = chance("appointments"), list[Row]()
    kinds = (
        "Acta de nacimiento",
        "Registro de nacimiento",
        "Matrimonio",
        "Acta de defunción",
        "Rectificación",
    )
    for day in (date(2026, 1, 5) + timedelta(days=n) for n in range(299)):
        if day.weekday() > 4:
            continue
        for place in municipalities()[:7]:
            for kind in kinds:
                offered = 6 + int(luck.random() * 40)
                taken = int(offered * (0.4 + 0.6 * luck.random()))
                rows.append(
                    (
                        day,
                        f"Oficialía {place.key[-2:]}",
                        place.name,
                        kind,
                        offered,
                        taken,
                        int(taken * luck.random() * 0.2),
                        3 + int(luck.random() * 55),
                    )
                )
    return Sheet(
        heads(
            "fecha | oficialia | municipio | tramite | citas_ofrecidas | citas_tomadas | "
            "no_asistio | espera_min"
        ),
        tuple(rows),
    )


@cache
def survey_sheet() -> Sheet:
    """One row for each person asked on leaving an office."""
    luck = chance("survey")
    rows = tuple(
        (
            number,
            day_between(luck, date(2026, 2, 2), date(2026, 6, 26)),
            pick(luck, _SERVICES),
            pick(luck, ("M", "H", "M", "H", "NB")),
            pick(luck, ("18-29", "30-44", "45-59", "60+")),
            *(1 + int(luck.random() ** 0.55 * 5) for _ in range(5)),
            "Sí" if luck.random() < 0.82 else "No",
        )
        for number in range(1, 2_401)
    )
    return Sheet(
        heads("id | fecha | tramite | sexo | edad | P1 | P2 | P3 | P4 | P5 | volveria"), rows
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_desk_tables(), **_survey_tables()}


def _desk_tables() -> Tables:
    def services(sheet: Sheet) -> bytes:
        groups = (("Identificación", 3), ("Condiciones", 4), ("Detalle", 1))
        hidden = Sheet(heads("Modalidad"), (("En línea",), ("Presencial",), ("Ambas",)))
        return xlsx(
            Tab(
                "Reporte de Formatos",
                sheet,
                titles=("REGISTRO ESTATAL DE TRÁMITES Y SERVICIOS",),
                groups=groups,
            ),
            Tab("hidden1", hidden, hidden=True),
        )

    return {
        "tramites-servicios": one_table(
            "tramites",
            "Trámites",
            deliver(236, "Registro_tramites.xlsx", services, service_sheet, "Registro 2026."),
        ),
        "citas-registro-civil": one_table(
            "citas",
            "Citas",
            *growing(
                "citas_%Y%m.tsv",
                TABS,
                appointment_sheet,
                "fecha",
                ((2026, 6, 30), 138),
                ((2026, 10, 30), 9),
            ),
        ),
    }


def _survey_tables() -> Tables:
    asked = (
        "id",
        "fecha",
        "tramite",
        "sexo",
        "edad",
        "calificación",
        "calificación",
        "calificación",
        "claridad",
        "claridad",
        "volvería",
    )
    return {
        "encuesta-satisfaccion": one_table(
            "encuesta",
            "Respuestas",
            deliver(
                108,
                "encuesta.csv",
                Delimited(encoding="cp1252", delimiter=";", spelling=COMMA, heads=asked),
                survey_sheet,
                "Levantamiento 2026.",
            ),
        ),
    }
