"""The places of Nuevo Horizonte: all invented, with keys that no real register uses.

The state has the key 33, where Mexico ends at 32, and its coordinates lie in the open Pacific: nobody
lives there, so no address of the demonstration can be anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from openup.flow.demonstration.chance import chance, pick, skewed

STATE_KEY = "33"
CAPITAL = "33001"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: five-digit key, name, region, inhabitants, centre in degrees."""

    key: str
    name: str
    region: str
    inhabitants: int
    latitude: float
    longitude: float
    districts: tuple[str, ...]


_NAMES = (
    ("Puerto Alba", "Costa", 914_300),
    ("Ciudad Albor", "Centro", 702_150),
    ("Loma Clara del Río", "Centro", 388_420),
    ("Santa Brisa", "Costa", 251_870),
    ("Villa Celaje", "Centro", 203_110),
    ("Cerro Quieto", "Sierra", 148_905),
    ("Tres Lumbres", "Sierra", 121_430),
    ("Valle de Aldana", "Llano", 98_620),
    ("Mirasol de la Costa", "Costa", 87_345),
    ("Peña Zarca", "Sierra", 71_208),
    ("San Telmo del Llano", "Llano", 66_917),
    ("Aguas de Nácar", "Costa", 58_340),
    ("Noria Blanca", "Llano", 49_026),
    ("Encinar de Íscar", "Sierra", 41_773),
    ("Real de Ocaso", "Sierra", 36_190),
    ("Huerta Nueva", "Llano", 33_581),
    ("Arroyo Cristal", "Centro", 29_402),
    ("Punta Garza", "Costa", 24_655),
    ("El Ñandú", "Llano", 19_870),
    ("Mesa del Sereno", "Sierra", 16_238),
    ("Cañada Honda del Sur", "Sierra", 12_940),
    ("Salina de Ámbar", "Costa", 9_715),
    ("Tierra Mansa", "Llano", 7_362),
    ("Última Estrella", "Sierra", 4_108),
)
_DISTRICT = ("Colonia", "Barrio", "Fraccionamiento", "Ampliación", "Unidad Habitacional")
_DISTRICT_NAMES = (
    "Los Faroles", "La Brújula", "Las Jarcias", "El Astillero Viejo", "Lomas del Albor", "La Rosaleda",
    "Mirador del Este", "Los Telares", "Santa Quietud", "Nopalera Alta", "Las Golondrinas Nuevas",
    "Ribera Serena", "Los Alfareros", "La Acequia", "Tejados Rojos", "Pedregal de Íscar", "El Molino Azul",
    "Jardines de Nácar", "Las Campanas", "Cumbres de Aldana", "El Mezquital Chico", "La Estación Norte",
)  # fmt: skip
_STREETS = (
    "Calle del Faro", "Avenida Horizonte", "Calle Brújula", "Calzada de los Encinos Altos", "Calle Marea",
    "Avenida de la Concordia Nueva", "Calle Jacaranda Vieja", "Calle Timón", "Avenida Poniente del Albor",
    "Calle Albatros", "Privada Candil", "Calle Ñusta", "Calle de la Noria", "Avenida Siete Vientos",
    "Calle Ancla", "Boulevard Nácar", "Calle Lucero", "Calle Hilandera", "Privada Espiga", "Calle Pizarra",
)  # fmt: skip


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 24 municipalities, the most populous first."""
    luck = chance("places")
    return tuple(
        Municipality(
            key=f"{STATE_KEY}{number:03d}",
            name=name,
            region=region,
            inhabitants=inhabitants,
            latitude=round(20.4 + luck.random() * 1.9, 4),
            longitude=round(-119.6 + luck.random() * 2.2, 4),
            districts=tuple(
                f"{pick(luck, _DISTRICT)} {district}"
                for district in luck.sample(_DISTRICT_NAMES, 4 + min(18, inhabitants // 25_000))
            ),
        )
        for number, (name, region, inhabitants) in enumerate(_NAMES, start=1)
    )


def somewhere(luck: Random) -> Municipality:
    """A municipality, the populous ones far more often."""
    return skewed(luck, municipalities(), 3.0)


def address(luck: Random, place: Municipality) -> str:
    """An invented street with a number, in a district of `place`."""
    return f"{pick(luck, _STREETS)} {int(luck.random() * 1900) + 1}, {pick(luck, place.districts)}"


def street(luck: Random) -> str:
    """An invented street."""
    return pick(luck, _STREETS)
