"""Schools and the university."""

from __future__ import annotations

from functools import cache

from openup.flow.demonstration.chance import chance, pick, skewed
from openup.flow.demonstration.dress import EXCEL_UTF8, office
from openup.flow.demonstration.places import somewhere
from openup.flow.demonstration.plan import (
    Tables,
    deliver,
    one_table,
)
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    mojibake,
    shouted,
    stained,
    unknown,
)


@cache
def schools() -> tuple[tuple[str, str, str, str, str], ...]:
    """Every public school: key, name, level, municipality key and name."""
    luck, made = chance("schools"), list[tuple[str, str, str, str, str]]()
    names = (
        "Horizonte Claro",
        "Siete Vientos",
        "Nuevo Albor",
        "El Faro",
        "Semillas del Llano",
        "Brújula",
        "Tierra Mansa",
        "Amanecer",
        "Los Encinos",
        "Ribera Serena",
    )
    for number in range(1, 2_081):
        level, place = (
            skewed(luck, ("Primaria", "Preescolar", "Secundaria", "Bachillerato"), 1.4),
            somewhere(luck),
        )
        letters = {
            "Primaria": "DPR",
            "Preescolar": "DJN",
            "Secundaria": "DES",
            "Bachillerato": "EBH",
        }[level]
        made.append(
            (
                f"33{letters}{number:04d}{'ABCDEFGHJK'[number % 10]}",
                f"{pick(luck, names)} {1 + number % 60}",
                level,
                place.key,
                place.name,
            )
        )
    return tuple(made)


@cache
def school_sheet() -> Sheet:
    """One row for each school and shift."""
    luck, rows = chance("school-facts"), list[Row]()
    for key, name, level, place, town in schools():
        girls = 20 + int(luck.random() ** 2 * 380)
        rows.append(
            (
                key,
                name,
                level,
                pick(luck, ("Matutino", "Matutino", "Vespertino")),
                place,
                town,
                f"{int(luck.random() * 90):03d}",
                girls,
                int(girls * (0.85 + luck.random() * 0.3)),
                2 + girls // 15,
                pick(luck, ("Sí", "Sí", "No")),
                pick(luck, ("Sí", "No")),
            )
        )
    sheet = Sheet(
        heads(
            "CCT | Escuela | Nivel | Turno | Cve Mun | Municipio | Zona | Alumnas | "
            "Alumnos | Docentes | Agua | Internet"
        ),
        tuple(rows),
    )
    return stained(
        sheet,
        unknown("Internet", 0.03, "S/D"),
        shouted("Escuela", 0.07),
        mojibake("Municipio", 0.002),
    )


@cache
def faculty_sheet() -> Sheet:
    """One row for each degree, cycle and sex of the university."""
    luck = chance("faculties")
    degrees = (
        "Medicina",
        "Derecho",
        "Ingeniería civil",
        "Arquitectura",
        "Biología marina",
        "Contaduría",
        "Enfermería",
        "Letras",
        "Matemáticas",
        "Ciencia de datos",
        "Música",
    )
    rows = tuple(
        (
            f"{year}-{year + 1}",
            degree,
            sex,
            int(300 + luck.random() * 900),
            40 + int(luck.random() * 160),
            20 + int(luck.random() * 120),
        )
        for year in range(2017, 2026)
        for degree in degrees
        for sex in ("Mujeres", "Hombres")
    )
    return Sheet(heads("Ciclo | Carrera | Sexo | Matrícula | Nuevo ingreso | Titulados"), rows)


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {
        "escuelas": one_table(
            "escuelas",
            "Escuelas",
            deliver(
                70,
                "ESCUELAS 2026-2027.csv",
                office("SECRETARÍA DE EDUCACIÓN", "Estadística de inicio de curso 2026-2027", ""),
                school_sheet,
                "Inicio de curso.",
            ),
        ),
        "matricula-universidad": one_table(
            "matricula",
            "Matrícula",
            deliver(165, "matricula.csv", EXCEL_UTF8, faculty_sheet, "Ciclos 2017 a 2026."),
        ),
    }
