"""Health: units, stocks of medicine, discharges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance, pick, skewed
from openup.flow.demonstration.dress import CLEAN, EXCEL_UTF8, gzipped, office
from openup.flow.demonstration.places import address, municipalities, somewhere
from openup.flow.demonstration.plan import Delivery, Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    impossible_dates,
    mojibake,
    shouted,
    stained,
    unknown,
)

_DRUGS = (
    "Paracetamol 500 mg",
    "Metformina 850 mg",
    "Losartán 50 mg",
    "Insulina humana",
    "Amoxicilina 500 mg",
    "Salbutamol aerosol",
    "Omeprazol 20 mg",
    "Captopril 25 mg",
    "Suero oral",
    "Ácido fólico",
    "Ibuprofeno 400 mg",
    "Ceftriaxona 1 g",
    "Diclofenaco gel",
    "Enalapril 10 mg",
    "Loratadina 10 mg",
    "Sulfato ferroso",
    "Vacuna antitetánica",
    "Gasas estériles",
    "Jeringa 5 ml",
    "Guantes",
)
_CUTS = (
    (date(2026, 5, 31), 168),
    (date(2026, 6, 30), 139),
    (date(2026, 7, 31), 105),
    (date(2026, 8, 31), 77),
    (date(2026, 9, 30), 46),
    (date(2026, 10, 31), 12),
)


@cache
def units() -> tuple[tuple[str, str, str, str, str], ...]:
    """Every health unit: key, name, kind, municipality key and name; hospitals first."""
    luck, made = chance("units"), list[tuple[str, str, str, str, str]]()
    for number in range(1, 307):
        kind = (
            "Hospital"
            if number <= 18
            else skewed(
                luck, ("Centro de salud", "Centro de salud", "Unidad móvil", "Clínica"), 1.2
            )
        )
        place = municipalities()[number - 1] if number <= 18 else somewhere(luck)
        title = (
            f"{kind} {pick(luck, place.districts).split(' ', 1)[1]}"
            if number > 18
            else f"Hospital General {place.name}"
        )
        made.append((f"NHSSA{number:06d}", title, kind, place.key, place.name))
    return tuple(made)


@cache
def unit_sheet() -> Sheet:
    """One row for each health unit."""
    luck, rows = chance("unit-facts"), list[Row]()
    by_key = {place.key: place for place in municipalities()}
    for key, name, kind, place, town in units():
        beds = 30 + int(luck.random() * 190) if kind == "Hospital" else 0
        rows.append(
            (
                key,
                name,
                kind,
                place,
                town,
                address(luck, by_key[place]),
                f"0{1 + int(luck.random() * 9)}",
                beds,
                1 + int(luck.random() ** 2 * (60 if beds else 9)),
                "24 horas" if beds else "8:00 a 15:00",
            )
        )
    sheet = Sheet(
        heads(
            "CLUES | Unidad | Tipo | Cve. municipio | Municipio | Domicilio | "
            "Jurisdicción | Camas | Consultorios | Horario"
        ),
        tuple(rows),
    )
    return stained(sheet, shouted("Unidad", 0.12), mojibake("Unidad", 0.012))


@cache
def stock_sheet(cut: date) -> Sheet:
    """One row for each unit and drug at the day of a cut."""
    luck, rows = chance(f"stock:{cut}"), list[Row]()
    for place, (key, name, _, _, _) in enumerate(units()):
        for number, drug in enumerate(_DRUGS, start=101):
            if (place * 7 + number) % 10 < 2:
                continue
            stock = int(luck.expovariate(1 / 240)) if luck.random() > 0.13 else 0
            price = Decimal(350 + number * 97 % 9000).scaleb(-2)
            rows.append(
                (key, name, f"010.000.{number:04d}", drug, stock, 40 + number % 60, price, cut)
            )
    sheet = Sheet(
        heads(
            "clues | unidad | clave | medicamento | existencia | minimo | costo_unitario | "
            "fecha_corte"
        ),
        tuple(rows),
    )
    return stained(
        sheet, unknown("existencia", 0.012, "S/D"), impossible_dates("fecha_corte", 0.0008)
    )


@cache
def discharge_sheet() -> Sheet:
    """One row for each hospital, month, service and sex."""
    luck, rows = chance("discharges"), list[Row]()
    services = (
        "Medicina interna",
        "Cirugía",
        "Pediatría",
        "Ginecología",
        "Traumatología",
        "Urgencias",
    )
    for month in (date(2024 + n // 12, n % 12 + 1, 1) for n in range(33)):
        for key, name, _, _, _ in units()[:18]:
            for service in services:
                for sex in ("M", "H"):
                    if service == "Ginecología" and sex == "H":
                        continue
                    many = 3 + int(luck.random() ** 2 * 120)
                    rows.append(
                        (
                            month,
                            key,
                            name,
                            service,
                            sex,
                            many,
                            Decimal(round(many * (1.5 + luck.random() * 5) * 10)).scaleb(-1),
                            int(many * luck.random() * 0.03),
                        )
                    )
    return Sheet(
        heads("mes | clues | hospital | servicio | sexo | egresos | dias_estancia | defunciones"),
        tuple(rows),
    )


def _stock_deliveries() -> tuple[Delivery, ...]:
    return tuple(
        deliver(
            days,
            f"existencias_{cut:%Y-%m}.csv",
            EXCEL_UTF8,
            lambda c=cut: stock_sheet(c),
            f"Corte al {cut:%d/%m/%Y}.",
        )
        for cut, days in _CUTS
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    paper = office(
        "SECRETARÍA DE SALUD",
        "Unidades médicas del estado",
        notes=("CLUES: clave única de la unidad (ficticia).",),
        delimiter=";",
    )
    return {
        "existencias-medicamento": one_table(
            "existencias", "Existencias al corte", *_stock_deliveries()
        ),
        "unidades-medicas": one_table(
            "unidades",
            "Unidades",
            deliver(215, "unidades.csv", paper, unit_sheet, "Directorio 2026."),
        ),
        "egresos-hospitalarios": one_table(
            "egresos",
            "Egresos",
            *growing(
                "egresos_%Y%m.csv.gz",
                gzipped(CLEAN),
                discharge_sheet,
                "mes",
                ((2026, 3, 31), 188),
                ((2026, 6, 30), 103),
                ((2026, 9, 30), 22),
            ),
        ),
    }
