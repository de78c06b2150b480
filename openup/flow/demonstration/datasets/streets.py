"""Public works, bus routes and closed streets."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, pick
from openup.flow.demonstration.contracts import contracts
from openup.flow.demonstration.dress import CLEAN, Delimited, archive
from openup.flow.demonstration.places import municipalities, somewhere, street
from openup.flow.demonstration.plan import (
    Delivery,
    Tables,
    deliver,
    growing,
    one_table,
    several_tables,
)
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.spelling import MEXICAN
from openup.flow.demonstration.stains import (
    emptied,
    impossible_dates,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import Tab, xlsx


@cache
def work_sheet() -> Sheet:
    """One row for each public work under contract."""
    luck, rows = chance("works"), list[Row]()
    for each in contracts():
        if (
            each.trade != "Obra y construcción"
            or each.signed.year < 2024
            or each.institution not in ("infraestructura", "agua", "educacion")
        ):
            continue
        done = 100 if each.status == "terminado" else int(luck.random() * 95)
        paid = (each.amount * min(100, done + int(luck.random() * 12)) / 100).quantize(
            Decimal("0.01")
        )
        place = somewhere(luck)
        rows.append((each.code, each.object, place.name, each.programme.key, each.supplier.name,
            each.supplier.rfc, each.amount, paid, each.starts, each.ends, Decimal(done),
            paid * 100 / each.amount))  # fmt: skip
    rounded = tuple((*row[:11], Decimal(str(row[11])).quantize(Decimal("0.1"))) for row in rows)
    sheet = Sheet(
        heads(
            "Contrato | Obra | Municipio | Programa | Contratista | RFC | Contratado | "
            "Pagado | Inicio | Término | Físico % | Financiero %"
        ),
        rounded,
    )
    return stained(
        sheet,
        impossible_dates("Término", 0.004),
        emptied("RFC", 0.01),
        unknown("Físico %", 0.01, "N/D"),
    )


def _work_book(sheet: Sheet) -> bytes:
    groups = (("Obra", 4), ("Contratista", 2), ("Importe", 2), ("Plazo", 2), ("Avance", 2))
    hidden = Sheet(
        heads("clave | municipio"), tuple((place.key, place.name) for place in municipalities())
    )
    titles = (
        "SECRETARÍA DE INFRAESTRUCTURA Y MOVILIDAD",
        "AVANCE FÍSICO Y FINANCIERO DE OBRA PÚBLICA",
    )
    return xlsx(
        Tab(
            "Avance",
            sheet,
            titles=titles,
            groups=groups,
            totals=("Contratado", "Pagado"),
            notes=("Cifras con IVA.",),
        ),
        Tab("Catálogo", hidden, hidden=True),
    )


def _route_archive() -> bytes:
    """Routes and stops, as two files in one archive."""
    luck = chance("routes")
    routes = Sheet(
        heads("ruta_id | ruta | origen | destino | frecuencia_min | km"),
        tuple(
            (
                f"{n:03d}",
                f"Ruta {n}",
                pick(luck, municipalities()[0].districts),
                pick(luck, municipalities()[1].districts),
                6 + int(luck.random() * 40),
                Decimal(round(60 + luck.random() * 320)).scaleb(-1),
            )
            for n in range(1, 87)
        ),
    )
    stops = Sheet(
        heads("parada_id | ruta_id | orden | parada | latitud | longitud"),
        tuple(
            (
                f"{n:03d}-{k:02d}",
                f"{n:03d}",
                k,
                f"{street(luck)} y {street(luck)}",
                f"{21 + luck.random() / 6:.5f}",
                f"{-118.4 + luck.random() / 6:.5f}",
            )
            for n in range(1, 87)
            for k in range(1, 12 + int(luck.random() * 30))
        ),
    )
    return archive([("rutas.csv", CLEAN(routes)), ("paradas.csv", CLEAN(stops))])


def tables() -> Tables:
    """The tables of each data set of this subject."""
    closures = Delimited(encoding="utf-8-sig", delimiter=";", spelling=MEXICAN)
    return {
        "avance-obra": one_table(
            "avance",
            "Avance de obra",
            *growing(
                "Avance de obra %m-%Y.xlsx",
                _work_book,
                work_sheet,
                "Inicio",
                ((2026, 3, 31), 208),
                ((2026, 6, 30), 118),
                ((2026, 10, 31), 18),
            ),
        ),
        "rutas-transporte": several_tables(
            Delivery(100, "rutas_y_paradas.zip", _route_archive, "Reordenamiento 2026.")
        ),
        "permisos-obra-via": one_table(
            "permisos",
            "Permisos",
            deliver(24, "cierres.csv", closures, closure_sheet, "Hasta octubre de 2026."),
        ),
    }


@cache
def closure_sheet() -> Sheet:
    """One row for each permission to close a street of the capital."""
    luck, rows, capital = chance("closures"), list[Row](), municipalities()[0]
    for number in range(1, 840):
        day = day_between(luck, date(2025, 6, 1), date(2026, 10, 28))
        rows.append(
            (
                f"CV{number:04d}",
                street(luck),
                pick(luck, capital.districts),
                pick(luck, ("Drenaje", "Evento", "Pavimentación", "Gas", "Mudanza")),
                day,
                day + timedelta(days=1 + int(luck.random() * 20)),
                pick(luck, ("total", "parcial")),
            )
        )
    return stained(
        Sheet(heads("permiso | calle | colonia | motivo | inicio | fin | cierre"), tuple(rows)),
        impossible_dates("fin", 0.004),
    )
