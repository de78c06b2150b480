"""Heritage, support to those who create, workshops."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick
from openup.flow.demonstration.datasets.culture import venue_sheet
from openup.flow.demonstration.dress import CLEAN, json_lines, office
from openup.flow.demonstration.people import full_name
from openup.flow.demonstration.places import somewhere
from openup.flow.demonstration.plan import Tables, deliver, one_table
from openup.flow.demonstration.sheet import Row, Sheet, first_rows, heads
from openup.flow.demonstration.stains import (
    dollars,
    mojibake,
    other_dates,
    stained,
)
from openup.flow.demonstration.workbook import titled

_NAMES = (
    "del Faro",
    "de las Jarcias",
    "Siete Vientos",
    "del Albor",
    "de los Telares",
    "Nácar",
    "de la Noria",
    "del Encinar",
    "de la Brújula",
    "Ámbar",
    "del Sereno",
    "de la Acequia",
)
_ARTS = (
    "Música",
    "Danza",
    "Teatro",
    "Artes visuales",
    "Letras",
    "Cine",
    "Artesanía",
    "Gastronomía",
    "Infantil",
)


@cache
def grant_sheet() -> Sheet:
    """One row for each grant to a person or collective who creates."""
    luck, rows = chance("grants"), list[Row]()
    for number in range(1, 701):
        place, group = somewhere(luck), luck.random() < 0.3
        who = f"Colectivo {pick(luck, _NAMES)}" if group else full_name(luck)
        day = day_between(luck, date(2023, 3, 1), date(2026, 7, 31))
        rows.append(
            (
                f"EC-{day.year}-{number:04d}",
                who,
                "Colectivo" if group else "Individual",
                pick(luck, _ARTS),
                place.key,
                place.name,
                money(luck, 48_000, 0.5),
                day,
            )
        )
    sheet = Sheet(
        heads(
            "Folio | Persona o colectivo | Modalidad | Disciplina | Clave municipio | "
            "Municipio | Monto | Fecha de entrega"
        ),
        tuple(rows),
    )
    return stained(sheet, dollars("Monto", 0.03), other_dates("Fecha de entrega", 0.04))


@cache
def heritage_sheet() -> Sheet:
    """One row for each catalogued building or object."""
    luck, rows = chance("heritage"), list[Row]()
    things = (
        "Casona",
        "Templo",
        "Fuente",
        "Portal",
        "Hacienda",
        "Puente de piedra",
        "Retablo",
        "Reloj público",
        "Mural",
    )
    for number in range(1, 911):
        place, thing = somewhere(luck), pick(luck, things)
        rows.append(
            (
                f"PC{number:05d}",
                f"{thing} {pick(luck, _NAMES)}",
                thing,
                place.key,
                place.name,
                pick(luck, ("XVI", "XVII", "XVIII", "XIX", "XX")),
                pick(luck, ("bueno", "regular", "malo", None)),
                day_between(luck, date(2018, 1, 1), date(2026, 5, 31)),
            )
        )
    return stained(
        Sheet(
            heads(
                "clave | nombre | tipo | cve_mun | municipio | siglo | conservacion | inspeccion"
            ),
            tuple(rows),
        ),
        mojibake("municipio", 0.006),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_heritage_tables(), **_support_tables()}


def _heritage_tables() -> Tables:
    return {
        "recintos-culturales": one_table(
            "recintos",
            "Recintos",
            deliver(
                345,
                "recintos.csv",
                CLEAN,
                lambda: first_rows(venue_sheet(), 139),
                "Primera publicación.",
            ),
            deliver(95, "recintos.csv", CLEAN, venue_sheet, "Siete recintos nuevos."),
        ),
        "patrimonio": one_table(
            "bienes",
            "Bienes catalogados",
            deliver(
                166,
                "patrimonio.jsonl",
                json_lines,
                heritage_sheet,
                "Inspecciones hasta mayo de 2026.",
            ),
        ),
    }


def _support_tables() -> Tables:
    return {
        "estimulos-creacion": one_table(
            "estimulos",
            "Estímulos",
            deliver(
                86,
                "Estimulos 2023-2026.xlsx",
                titled("Hoja1", "ESTÍMULOS A LA CREACIÓN", "Resultados 2023 a 2026"),
                grant_sheet,
                "Convocatorias 2023 a 2026.",
            ),
        ),
        "talleres-universidad": one_table(
            "talleres",
            "Talleres",
            deliver(
                143,
                "talleres.csv",
                office("UNIVERSIDAD DE NUEVO HORIZONTE", "Difusión cultural"),
                workshop_sheet,
                "Semestres 2024-1 a 2026-1.",
            ),
        ),
    }


@cache
def workshop_sheet() -> Sheet:
    """One row for each group of a university workshop."""
    luck = chance("workshops")
    rows = tuple(
        (
            f"{year}-{half}",
            f"Taller de {pick(luck, _ARTS).lower()}",
            f"Grupo {group:02d}",
            full_name(luck),
            8 + int(luck.random() * 30),
            4 + int(luck.random() * 12),
            date(year, 2 if half == 1 else 8, 6) + timedelta(days=int(luck.random() * 12)),
        )
        for year in (2024, 2025, 2026)
        for half in ((1, 2) if year < 2026 else (1,))
        for group in range(1, 65)
    )
    return Sheet(
        heads("Semestre | Taller | Grupo | Imparte | Inscritos | Concluyeron | Inicio"), rows
    )
