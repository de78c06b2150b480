"""Declarations, sanctions and travel of officials."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed
from openup.flow.demonstration.companies import suppliers
from openup.flow.demonstration.dress import (
    TABS,
    json_lines,
    office,
)
from openup.flow.demonstration.institutions import NAMES
from openup.flow.demonstration.people import officials
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads, until
from openup.flow.demonstration.stains import (
    impossible_dates,
    shouted,
    stained,
    unknown,
)

_CENT = Decimal("0.01")


@cache
def declaration_sheet() -> Sheet:
    """One row for each declaration of assets and interests, in its public version."""
    luck, rows = chance("declarations"), list[Row]()
    for each in officials():
        if each.level < 7:
            continue
        for year in (2024, 2025, 2026):
            if each.since.year > year:
                continue
            income = (each.pay * 12 * (100 + int(luck.random() * 18)) / 100).quantize(_CENT)
            interest = pick(luck, suppliers()).name if luck.random() < 0.04 else None
            rows.append(
                (
                    f"DP-{year}-{each.number}",
                    f"{each.number:06d}",
                    each.full_name,
                    NAMES[each.institution],
                    each.post,
                    "modificación",
                    day_between(luck, date(year, 5, 2), date(year, 6, 12)),
                    income,
                    int(luck.random() * 4),
                    int(luck.random() * 3),
                    money(luck, 240_000, 1.0) if luck.random() < 0.6 else None,
                    interest,
                    pick(luck, ("socio", "cónyuge socio", "empleo anterior", "consejo"))
                    if interest
                    else None,
                )
            )
    return Sheet(
        heads(
            "folio | num_empleado | nombre | institucion | puesto | tipo | fecha | "
            "ingreso_anual | inmuebles | vehiculos | adeudos | empresa_interes | relacion"
        ),
        tuple(rows),
    )


@cache
def official_sanction_sheet() -> Sheet:
    """One row for each firm sanction of an official."""
    luck, rows = chance("official-sanctions"), list[Row]()
    for number, each in enumerate(luck.sample(officials(), 132), start=1):
        day = day_between(luck, max(each.since, date(2020, 1, 6)), date(2026, 9, 30))
        kind = skewed(
            luck,
            ("Amonestación", "Suspensión", "Inhabilitación", "Sanción económica", "Destitución"),
            1.4,
        )
        fine = money(luck, 48_000, 0.9) if kind == "Sanción económica" else None
        cause = pick(
            luck,
            (
                "omisión de declaración",
                "faltas administrativas",
                "negligencia",
                "uso indebido de bienes",
            ),
        )
        length = (
            f"{pick(luck, (3, 6, 12, 24))} meses"
            if kind in ("Suspensión", "Inhabilitación")
            else "NO APLICA"
        )
        rows.append((f"PRA/{number * 7:04d}/{day.year}", each.full_name, NAMES[
            each.institution], each.post, kind, cause, length, fine, day))  # fmt: skip
    sheet = Sheet(
        heads(
            "Expediente | Servidor público | Dependencia | Puesto | Sanción | Causa | "
            "Plazo | Monto | Fecha de resolución"
        ),
        tuple(rows),
    )
    return stained(
        sheet, impossible_dates("Fecha de resolución", 0.01), shouted("Servidor público", 0.2)
    )


@cache
def travel_sheet() -> Sheet:
    """One row for each trip that the state paid."""
    luck, rows = chance("travel"), list[Row]()
    people = [each for each in officials() if each.level >= 5]
    places = ("Ciudad de México", "Guadalajara", "Peña Zarca", "Santa Brisa", "Mesa del Sereno",
        "Bogotá", "Madrid", "Tres Lumbres")  # fmt: skip
    for number in range(1, 5_101):
        each, leaves = (
            skewed(luck, people, 1.2),
            day_between(luck, date(2024, 1, 15), date(2026, 9, 25)),
        )
        place, nights = skewed(luck, places, 1.3), 1 + int(luck.random() ** 2 * 6)
        far = 9 if place in ("Bogotá", "Madrid") else 1
        reason = pick(
            luck,
            (
                "reunión de trabajo",
                "capacitación",
                "supervisión de obra",
                "congreso",
                "entrega de apoyos",
            ),
        )
        rows.append((f"V{number:05d}", f"{each.number:06d}", each.full_name, NAMES[
            each.institution], place, reason, leaves, leaves + timedelta(days=nights), money(
            luck, 1_450.0 * nights * far, 0.25), money(luck, 3_100.0 * far, 0.3)
            if far > 1 or nights > 1 else None))  # fmt: skip
    rows.sort(key=lambda row: str(row[6]))
    sheet = Sheet(
        heads(
            "folio | num_empleado | comisionado | institucion | destino | motivo | "
            "salida | regreso | viaticos | pasajes"
        ),
        tuple(rows),
    )
    return stained(sheet, unknown("pasajes", 0.01, "N/A"), impossible_dates("regreso", 0.0006))


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_declared_tables(), **_paid_tables()}


def _declared_tables() -> Tables:
    titles = (
        "CONTRALORÍA Y TRANSPARENCIA",
        "Registro de servidores públicos sancionados",
        "Solo sanciones firmes",
    )
    return {
        "declaraciones": one_table(
            "declaraciones",
            "Declaraciones",
            deliver(
                142,
                "declaraciones_2026.jsonl",
                json_lines,
                lambda: until(declaration_sheet(), "fecha", date(2026, 5, 31)),
                "Recibidas hasta mayo.",
            ),
            deliver(
                74,
                "declaraciones_2026_final.jsonl",
                json_lines,
                declaration_sheet,
                "Cierre de la declaración 2026.",
            ),
        ),
        "servidores-sancionados": one_table(
            "sanciones",
            "Sanciones",
            deliver(
                47,
                "serv_sancionados.csv",
                office(*titles),
                official_sanction_sheet,
                "Tercer trimestre de 2026.",
            ),
        ),
    }


def _paid_tables() -> Tables:
    return {
        "viaticos": one_table(
            "viaticos",
            "Comisiones",
            *growing(
                "viaticos_%Y%m.txt",
                TABS,
                travel_sheet,
                "salida",
                ((2026, 3, 31), 203),
                ((2026, 6, 30), 110),
                ((2026, 9, 30), 26),
            ),
        ),
    }
