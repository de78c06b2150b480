"""The budget: what was approved, spent and handed out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed
from openup.flow.demonstration.dress import CLEAN, Delimited, gzipped
from openup.flow.demonstration.institutions import NAMES
from openup.flow.demonstration.people import full_name
from openup.flow.demonstration.places import somewhere
from openup.flow.demonstration.plan import (
    Delivery,
    Tables,
    deliver,
    growing,
    one_table,
    several_tables,
)
from openup.flow.demonstration.programmes import FIRST_YEAR, LAST_YEAR, budget, programmes
from openup.flow.demonstration.sheet import Row, Sheet, heads, until, where
from openup.flow.demonstration.spelling import COMMA
from openup.flow.demonstration.stains import dollars, impossible_dates, mojibake, stained, unknown
from openup.flow.demonstration.workbook import Tab, xlsx

_CENT = Decimal("0.01")


@cache
def approved_sheet() -> Sheet:
    """One row for each programme and chapter of a year's approved budget."""
    return Sheet(
        heads(
            "Ejercicio | Institución | Clave | Programa | Función | Capítulo | Concepto | "
            "Aprobado | Modificado"
        ),
        tuple(
            (
                line.year,
                NAMES[line.programme.institution],
                line.programme.key,
                line.programme.name,
                line.programme.function,
                line.chapter,
                line.chapter_name,
                line.approved,
                (line.approved * (96 + (place * 7) % 13) / 100).quantize(_CENT),
            )
            for place, line in enumerate(budget())
        ),
    )


def _approved_book() -> bytes:
    """The decree's annex: titles, two levels of heads, a total row and a hidden catalogue."""
    groups = (
        ("Clasificación administrativa", 2),
        ("Clasificación programática", 3),
        ("Objeto del gasto", 2),
        ("Presupuesto", 2),
    )
    years = [
        Tab(
            f"PE {year}",
            where(approved_sheet(), "Ejercicio", year),
            titles=(
                "GOBIERNO DEL ESTADO DE NUEVO HORIZONTE",
                f"PRESUPUESTO DE EGRESOS {year}",
                "(Pesos)",
            ),
            groups=groups,
            totals=("Aprobado", "Modificado"),
            notes=("Las sumas pueden no coincidir por redondeo.",),
        )
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    ]
    keys = Sheet(heads("clave | programa"), tuple((each.key, each.name) for each in programmes()))
    return xlsx(*years, Tab("hidden1", keys, hidden=True))


@cache
def spending_sheet() -> Sheet:
    """One row for each programme, chapter and month of spending since 2025."""
    luck, rows = chance("spending"), list[Row]()
    for line in budget():
        if line.year < 2025:
            continue
        for month in range(1, 13 if line.year == 2025 else 11):
            share = Decimal(round((0.6 + luck.random() * 0.5 + (month == 12) * 0.5) * 1000)) / 12000
            paid = (line.approved * share).quantize(_CENT)
            rows.append(
                (
                    date(line.year, month, 1),
                    NAMES[line.programme.institution],
                    line.programme.key,
                    line.programme.name,
                    line.chapter,
                    line.chapter_name,
                    (line.approved / 12).quantize(_CENT),
                    (paid * 103 / 100).quantize(_CENT),
                    (paid * 101 / 100).quantize(_CENT),
                    paid,
                )
            )
    rows.sort(key=lambda row: str(row[0]))
    sheet = Sheet(
        heads(
            "mes | institucion | programa_clave | programa | capitulo | concepto | "
            "calendarizado | comprometido | devengado | pagado"
        ),
        tuple(rows),
    )
    return stained(sheet, unknown("comprometido", 0.001, "ND"))


@cache
def support_sheet() -> Sheet:
    """One row for each payment of support to a person or group."""
    luck, rows = chance("supports"), list[Row]()
    chosen = [
        each
        for each in programmes()
        if each.institution
        in ("educacion", "cultura", "mujer", "agua", "universidad", "medio-ambiente")
    ]
    for number in range(1, 9_201):
        programme, place = skewed(luck, chosen, 1.4), somewhere(luck)
        day = day_between(luck, date(2025, 1, 7), date(2026, 9, 30))
        group = luck.random() < 0.14
        who = f"Comité {pick(luck, place.districts)}" if group else full_name(luck)
        rows.append(
            (
                number,
                programme.key,
                programme.name,
                who,
                "grupo" if group else "persona",
                place.key,
                place.name,
                money(luck, 6_200, 0.6),
                day,
            )
        )
    sheet = Sheet(
        heads(
            "folio | clave programa | programa | beneficiario | tipo | cve_mun | "
            "municipio | monto | fecha"
        ),
        tuple(rows),
    )
    return stained(
        sheet,
        dollars("monto", 0.004),
        mojibake("beneficiario", 0.002),
        unknown("cve_mun", 0.004, "S/D"),
        impossible_dates("fecha", 0.0005),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {**_approved_tables(), **_spent_tables()}


def _approved_tables() -> Tables:
    return {
        "presupuesto-egresos": several_tables(
            Delivery(
                281, "Presupuesto_Egresos_2022_2026.xlsx", _approved_book, "Anexo del decreto."
            )
        ),
        "gasto-mensual": one_table(
            "gasto",
            "Gasto mensual",
            *growing(
                "gasto_%Y_%m.csv.gz",
                gzipped(CLEAN),
                spending_sheet,
                "mes",
                ((2025, 12, 31), 303),
                ((2026, 3, 31), 212),
                ((2026, 6, 30), 121),
                ((2026, 9, 30), 30),
                ((2026, 10, 31), 3),
            ),
        ),
    }


def _spent_tables() -> Tables:
    keys = Sheet(
        heads("clave | programa | institucion | funcion"),
        tuple(
            (each.key, each.name, NAMES[each.institution], each.function) for each in programmes()
        ),
    )
    paper = Delimited(encoding="cp1252", delimiter=";", spelling=COMMA)
    return {
        "subsidios-apoyos": one_table(
            "apoyos",
            "Apoyos",
            deliver(
                134,
                "apoyos_1S2026.csv",
                paper,
                lambda: until(support_sheet(), "fecha", date(2026, 6, 30)),
                "Primer semestre de 2026.",
            ),
            deliver(
                25, "apoyos_3T2026.csv", paper, support_sheet, "Se agrega el tercer trimestre."
            ),
        ),
        "programas-presupuestarios": one_table(
            "programas",
            "Programas",
            deliver(330, "programas.csv", CLEAN, lambda: keys, "Claves vigentes."),
        ),
    }
