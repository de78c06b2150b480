"""Votes and meetings of the congress."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from openup.flow.demonstration.chance import chance, pick, skewed
from openup.flow.demonstration.companies import suppliers
from openup.flow.demonstration.dress import (
    EXCEL_UTF8,
    UNICODE_TEXT,
)
from openup.flow.demonstration.people import full_name
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    stained,
    unknown,
)

PARTIES = (
    "Alianza del Faro",
    "Frente Nopal",
    "Movimiento Albor",
    "Convergencia Serena",
    "Sin partido",
)


@cache
def deputies() -> tuple[tuple[str, str, int], ...]:
    """The deputies: name, party, district."""
    luck = chance("deputies")
    return tuple((full_name(luck), skewed(luck, PARTIES, 1.5), number) for number in range(1, 43))


@cache
def vote_sheet() -> Sheet:
    """One row for each deputy and vote."""
    luck, rows = chance("votes"), list[Row]()
    kinds = (
        "Reforma a la Ley de Salud",
        "Ley de Movilidad",
        "Cuenta pública",
        "Exhorto",
        "Ley de Ingresos",
        "Código Civil",
        "Ley del Agua",
    )
    for number in range(1, 161):
        day, matter, lean = (
            date(2025, 2, 4) + timedelta(days=number * 4),
            pick(luck, kinds),
            luck.random(),
        )
        for name, party, district in deputies():
            bias = lean + (0.25 if party == "Alianza del Faro" else -0.15)
            vote = (
                "ausente"
                if luck.random() < 0.07
                else "a favor"
                if luck.random() < bias
                else "en contra"
                if luck.random() < 0.8
                else "abstención"
            )
            rows.append((f"D-{number:03d}", day, matter, district, name, party, vote))
    return Sheet(
        heads("dictamen | fecha | asunto | distrito | diputacion | grupo | voto"), tuple(rows)
    )


@cache
def meeting_sheet() -> Sheet:
    """One row for each meeting that a deputy registered."""
    luck, rows = chance("meetings"), list[Row]()
    for number in range(1, 941):
        name, party, _ = pick(luck, deputies())
        start = datetime(2025, 2, 3, 9, tzinfo=UTC) + timedelta(
            days=int(luck.random() * 620), minutes=30 * int(luck.random() * 18)
        )
        other = (
            pick(luck, suppliers()).name
            if luck.random() < 0.3
            else pick(
                luck,
                (
                    "Cámara de Comercio del Albor",
                    "Colegio de Ingenieros de la Costa",
                    "Vecinos organizados",
                    "Sindicato de la Educación Serena",
                    "Red de Mujeres del Llano",
                ),
            )
        )
        rows.append(
            (
                number,
                start,
                name,
                party,
                other,
                pick(
                    luck, ("presupuesto", "ley de agua", "movilidad", "compras", "cultura", "salud")
                ),
            )
        )
    rows.sort(key=lambda row: str(row[1]))
    sheet = Sheet(heads("No | Fecha y hora | Diputación | Grupo | Con quién | Tema"), tuple(rows))
    return stained(sheet, unknown("Tema", 0.03, "s/d"))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {
        "votaciones": one_table(
            "votos",
            "Votos",
            *growing(
                "votaciones_%Y-%m.csv",
                EXCEL_UTF8,
                vote_sheet,
                "fecha",
                ((2025, 12, 31), 275),
                ((2026, 4, 30), 184),
                ((2026, 10, 31), 11),
            ),
        ),
        "agenda-reuniones": one_table(
            "reuniones",
            "Reuniones",
            deliver(
                68, "agenda de reuniones.txt", UNICODE_TEXT, meeting_sheet, "Legislatura actual."
            ),
        ),
    }
