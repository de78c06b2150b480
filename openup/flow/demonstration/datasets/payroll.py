"""Public officials: payroll and directory."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from openup.flow.demonstration.dress import (
    CLEAN,
    gzipped,
)
from openup.flow.demonstration.institutions import NAMES
from openup.flow.demonstration.people import Official, officials
from openup.flow.demonstration.plan import Delivery, Tables, deliver, one_table
from openup.flow.demonstration.sheet import Sheet, first_rows, heads
from openup.flow.demonstration.stains import (
    emptied,
    mojibake,
    other_dates,
    stained,
)
from openup.flow.demonstration.workbook import titled

_CENT = Decimal("0.01")


@cache
def payroll_sheet() -> Sheet:
    """One row for each official in a month of payroll."""
    sheet = Sheet(
        heads(
            "num_empleado | nombre | primer_apellido | segundo_apellido | sexo | "
            "institucion | unidad | puesto | nivel | tipo | fecha_ingreso | sueldo_bruto | "
            "deducciones | sueldo_neto"
        ),
        tuple(
            (
                f"{each.number:06d}",
                each.name,
                each.first_surname,
                each.second_surname,
                each.sex,
                NAMES[each.institution],
                each.unit,
                each.post,
                each.level,
                "base" if each.tenured else "confianza",
                each.since,
                each.pay,
                *_net(each),
            )
            for each in officials()
        ),
    )
    return stained(
        sheet,
        other_dates("fecha_ingreso", 0.003),
        emptied("segundo_apellido", 0.012),
        mojibake("unidad", 0.0006),
    )


def _net(each: Official) -> tuple[Decimal, Decimal]:
    taken = (each.pay * (14 + each.level) / 100).quantize(_CENT)
    return taken, each.pay - taken


@cache
def directory_sheet() -> Sheet:
    """One row for each official with a post of command."""
    return Sheet(
        heads(
            "Institución | Unidad | Puesto | Nivel | Nombre completo | Fecha de alta | "
            "Correo institucional | Extensión"
        ),
        tuple(
            (
                NAMES[each.institution],
                each.unit,
                each.post,
                each.level,
                each.full_name,
                each.since,
                f"e{each.number}@{each.institution}.nuevohorizonte.example",
                1000 + each.number % 8999,
            )
            for each in officials()
            if each.level >= 7
        ),
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    book = titled(
        "Directorio", "Directorio de servidores públicos", "Actualizado al día de su publicación"
    )
    months = (
        (289, "2026-01", 6180),
        (192, "2026-04", 6260),
        (101, "2026-07", 6330),
        (16, "2026-10", 6400),
    )
    return {
        "nomina": one_table("nomina", "Nómina al corte", *(_payroll(*month) for month in months)),
        "directorio": one_table(
            "directorio",
            "Directorio",
            deliver(
                129,
                "Directorio jul26.xlsx",
                book,
                lambda: first_rows(directory_sheet(), 1100),
                "Julio de 2026.",
            ),
            deliver(36, "Directorio oct26.xlsx", book, directory_sheet, "Octubre de 2026."),
        ),
    }


def _payroll(days_ago: int, month: str, many: int) -> Delivery:
    return deliver(
        days_ago,
        f"nomina_{month}.csv.gz",
        gzipped(CLEAN),
        lambda: first_rows(payroll_sheet(), many),
        f"Corte a {month}.",
    )
