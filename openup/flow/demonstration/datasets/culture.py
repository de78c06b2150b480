"""Culture: venues, agenda, visitors and libraries."""

from __future__ import annotations

from datetime import date
from functools import cache

from openup.flow.demonstration.chance import chance, day_between, pick, skewed
from openup.flow.demonstration.dress import MACINTOSH, UNICODE_TEXT
from openup.flow.demonstration.places import address, municipalities, somewhere
from openup.flow.demonstration.plan import Tables, deliver, growing, one_table
from openup.flow.demonstration.sheet import Row, Sheet, heads
from openup.flow.demonstration.stains import (
    impossible_dates,
    stained,
    unknown,
)
from openup.flow.demonstration.workbook import Tab, xlsx

_KINDS = (
    "Biblioteca",
    "Casa de cultura",
    "Museo",
    "Teatro",
    "Galería",
    "Foro al aire libre",
    "Archivo",
)
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
def venues() -> tuple[tuple[str, str, str, str, str], ...]:
    """Every venue: key, name, kind, municipality key and name."""
    luck, made = chance("venues"), list[tuple[str, str, str, str, str]]()
    for number in range(1, 147):
        kind, place = skewed(luck, _KINDS, 1.5), somewhere(luck)
        made.append(
            (
                f"{number:05d}",
                f"{kind} {pick(luck, _NAMES)} de {place.name}",
                kind,
                place.key,
                place.name,
            )
        )
    return tuple(made)


@cache
def venue_sheet() -> Sheet:
    """One row for each venue."""
    luck, rows = chance("venue-facts"), list[Row]()
    by_key = {place.key: place for place in municipalities()}
    for key, name, kind, place, town in venues():
        home = by_key[place]
        rows.append(
            (
                key,
                name,
                kind,
                place,
                town,
                address(luck, home),
                f"{home.latitude + luck.random() / 40:.5f}",
                f"{home.longitude + luck.random() / 40:.5f}",
                40 + int(luck.random() ** 3 * 1400),
                1902 + int(luck.random() ** 0.4 * 122),
                "sí" if luck.random() < 0.6 else "no",
            )
        )
    return Sheet(
        heads(
            "clave | nombre | tipo | cve_mun | municipio | domicilio | latitud | "
            "longitud | aforo | apertura | accesible"
        ),
        tuple(rows),
    )


@cache
def agenda_sheet() -> Sheet:
    """One row for each showing of the public agenda."""
    luck, rows = chance("agenda"), list[Row]()
    works = (
        "Noche de sones",
        "Cuentos del faro",
        "Taller de telar",
        "Marionetas del albor",
        "Cine a la orilla",
        "Danza de la sierra",
        "Lectura en voz alta",
        "Orquesta juvenil",
        "Feria del libro serena",
        "Barro y fuego",
    )
    for _ in range(2_650):
        day = day_between(luck, date(2025, 3, 1), date(2026, 12, 20))
        venue, capacity = pick(luck, venues()), 30 + int(luck.random() ** 2 * 700)
        past = day <= date(2026, 10, 31)
        rows.append(
            (
                day,
                pick(luck, ("11:00", "13:00", "17:30", "19:00", "20:30")),
                pick(luck, works),
                pick(luck, _ARTS),
                venue[0],
                venue[1],
                venue[4],
                pick(luck, (0, 0, 0, 50, 120, 200)),
                capacity,
                int(capacity * luck.random()) if past else None,
            )
        )
    rows.sort(key=lambda row: str(row[0]))
    sheet = Sheet(
        heads(
            "Fecha | Hora | Actividad | Disciplina | Clave recinto | Recinto | Municipio | "
            "Costo | Aforo | Asistencia"
        ),
        tuple(rows),
    )
    return stained(sheet, unknown("Asistencia", 0.03, "N/D"), impossible_dates("Fecha", 0.001))


@cache
def visitor_sheet() -> Sheet:
    """One row for each museum and year, the months side by side."""
    luck = chance("visitors")
    rows = tuple(
        (key, name, town, year, *_months(luck.random(), year))
        for year in range(2021, 2027)
        for key, name, kind, _, town in venues()
        if kind in ("Museo", "Galería", "Teatro")
    )
    months = (
        "Enero",
        "Febrero",
        "Marzo",
        "Abril",
        "Mayo",
        "Junio",
        "Julio",
        "Agosto",
        "Septiembre",
        "Octubre",
        "Noviembre",
        "Diciembre",
    )
    return Sheet(("Clave", "Recinto", "Municipio", "Año", *months), rows)


def _months(size: float, year: int) -> tuple[int | None, ...]:
    season = (0.7, 0.7, 0.9, 1.2, 1.0, 0.9, 1.6, 1.5, 0.8, 1.0, 1.1, 1.4)
    grown = 0.4 if year == 2021 else 1 + (year - 2022) * 0.06
    return tuple(
        None if year == 2026 and month > 9 else int(300 + size**2 * 9000 * share * grown)
        for month, share in enumerate(season)
    )


@cache
def loan_sheet() -> Sheet:
    """One row for each library, month and kind of reader."""
    luck, rows = chance("loans"), list[Row]()
    libraries = [venue for venue in venues() if venue[2] == "Biblioteca"]
    for month in (date(2025 + n // 12, n % 12 + 1, 1) for n in range(21)):
        for key, name, _, _, town in libraries:
            for reader in ("Infantil", "Juvenil", "Adulto"):
                rows.append(
                    (
                        month,
                        key,
                        name,
                        town,
                        reader,
                        int(luck.random() ** 2 * 640),
                        int(luck.random() ** 3 * 210),
                    )
                )
    sheet = Sheet(
        heads("Mes | Clave | Biblioteca | Municipio | Público | Visitas | Préstamos a domicilio"),
        tuple(rows),
    )
    return stained(sheet, unknown("Préstamos a domicilio", 0.02, "s/d"))


def _visitor_book(sheet: Sheet) -> bytes:
    groups = (("Recinto", 3), ("Periodo", 1), ("Visitantes por mes", 12))
    return xlsx(
        Tab(
            "Visitantes",
            sheet,
            titles=("SECRETARÍA DE CULTURA", "Visitantes a museos, galerías y teatros"),
            groups=groups,
            notes=("Fuente: registro de taquilla.",),
        )
    )


def tables() -> Tables:
    """The tables of each data set of this subject."""
    return {
        "agenda-cultural": one_table(
            "agenda",
            "Funciones",
            *growing(
                "agenda %m-%Y.txt",
                UNICODE_TEXT,
                agenda_sheet,
                "Fecha",
                ((2026, 6, 30), 150),
                ((2026, 9, 30), 58),
                ((2026, 12, 31), 6),
            ),
        ),
        "visitantes-recintos": one_table(
            "visitantes",
            "Visitantes",
            deliver(
                39,
                "visitantes_2021_2026.xlsx",
                _visitor_book,
                visitor_sheet,
                "Hasta septiembre de 2026.",
            ),
        ),
        "prestamos-bibliotecas": one_table(
            "prestamos",
            "Préstamos",
            deliver(
                53,
                "bibliotecas mac.csv",
                MACINTOSH,
                loan_sheet,
                "Enero de 2025 a septiembre de 2026.",
            ),
        ),
    }
