"""The suppliers of Nuevo Horizonte: invented names with invented tax keys (RFC).

A key has the shape of a real one and a right check digit, so that checks can be shown on it, but all end
in `NH` before that digit and carry a Sunday as their date: a company founded before a notary never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from openup.flow.demonstration.chance import chance, pick, skewed
from openup.flow.demonstration.people import given_name, surname
from openup.flow.demonstration.places import Municipality, address, somewhere

SUPPLIERS = 940
_OLD = 600
_RUDE = {
    "CACA",
    "CACO",
    "CAGA",
    "CAGO",
    "MEAR",
    "MEAS",
    "MEON",
    "MULA",
    "PEDA",
    "PEDO",
    "PENE",
    "RUIN",
}
"""Four letters that the authority never issues; it writes an X instead of the last."""
_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_ROOTS = (
    "Albor", "Nácar", "Brújula", "Celaje", "Íscar", "Timón", "Faro Alto", "Siete Vientos", "Candil", "Ribera Zarca",
    "Ocaso", "Lucerna", "Marea Clara", "Espigón", "Noria", "Aldana", "Pizarra", "Tres Lumbres", "Quietud", "Rosaleda",
    "Verdelira", "Albatros", "Jarcia", "Garza Real", "Monte Sereno", "Hilandera", "Bahía Ñusta", "Trigal", "Alfarera", "Tornasol",
)  # fmt: skip
_LEGAL = (
    "S.A. de C.V.",
    "S.A. de C.V.",
    "S.A. de C.V.",
    "S. de R.L. de C.V.",
    "S.A.P.I. de C.V.",
    "S.C.",
)
TRADES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Medicamentos y material de curación",
        ("Distribuidora Médica", "Laboratorios", "Farmacéutica", "Insumos Médicos"),
    ),
    (
        "Obra y construcción",
        ("Constructora", "Edificaciones", "Caminos y Puentes", "Pavimentos", "Ingeniería"),
    ),
    ("Papelería y mobiliario", ("Papelería", "Muebles y Maderas", "Comercializadora")),
    ("Cómputo y software", ("Soluciones Digitales", "Sistemas", "Cómputo")),
    ("Limpieza y mantenimiento", ("Servicios Integrales", "Limpieza Técnica", "Mantenimiento")),
    ("Vehículos y combustible", ("Flotillas", "Automotriz", "Combustibles", "Refacciones")),
    ("Vigilancia", ("Seguridad Privada", "Custodia")),
    ("Alimentos", ("Alimentos", "Comedores Industriales", "Abarrotes")),
    ("Consultoría", ("Consultores", "Estudios y Proyectos", "Despacho")),
    ("Eventos y difusión", ("Producciones", "Imprenta", "Comunicación Visual")),
)


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier, the same in the register, contracts, bids, sanctions and payments."""

    number: int
    rfc: str
    name: str
    person: bool
    trade: str
    size: str
    founded: date
    registered: date
    place: Municipality
    address: str
    representative: str


@cache
def suppliers() -> tuple[Supplier, ...]:
    """All suppliers, in the order of their registration number."""
    luck, names = chance("suppliers"), set[str]()
    return tuple(_supplier(luck, number, names) for number in range(1, SUPPLIERS + 1))


@cache
def suppliers_of(trade: str) -> tuple[Supplier, ...]:
    """The suppliers of one trade; the first ones sell most."""
    return tuple(supplier for supplier in suppliers() if supplier.trade == trade)


def check_digit(key: str) -> str:
    """The last character of a tax key, from its first 11 or 12, as the tax authority's annex defines it."""
    weighed = sum(
        _ALPHABET.index(letter) * (13 - place) for place, letter in enumerate(key.rjust(12))
    )
    left = weighed % 11
    return "0" if left == 0 else "A" if left == 1 else str(11 - left)


def _supplier(luck: Random, number: int, taken: set[str]) -> Supplier:
    trade, words = skewed(luck, TRADES, 1.4)
    registered = _registered(luck, number)
    founded = _sunday(registered - timedelta(days=60 + int(luck.random() ** 2 * 7000)))
    place = somewhere(luck)
    person = luck.random() < 0.11
    name, letters = _person(luck) if person else _company(luck, words, taken)
    taken.add(name)
    key = f"{letters}{founded:%y%m%d}NH"
    return Supplier(
        number=number,
        rfc=key + check_digit(key),
        name=name,
        person=person,
        trade=trade,
        size="Micro"
        if person
        else pick(luck, ("Micro", "Pequeña", "Pequeña", "Mediana", "Grande")),
        founded=founded,
        registered=registered,
        place=place,
        address=address(luck, place),
        representative=name
        if person
        else f"{given_name(luck, 'M')} {surname(luck)} {surname(luck)}",
    )


def _registered(luck: Random, number: int) -> date:
    """Registration numbers follow the days: 600 suppliers before 2021, the others evenly until today."""
    if number <= _OLD:
        return date(2009, 1, 5) + timedelta(days=number * 7 + int(luck.random() * 5))
    days = (date(2026, 10, 26) - date(2021, 1, 4)).days
    return date(2021, 1, 4) + timedelta(days=days * (number - _OLD) // (SUPPLIERS - _OLD))


def _company(luck: Random, words: tuple[str, ...], taken: set[str]) -> tuple[str, str]:
    while True:
        root, second = pick(luck, _ROOTS), pick(luck, _ROOTS)
        core = f"{pick(luck, words)} {root}"
        core += (
            ""
            if luck.random() < 0.4
            else f" {pick(luck, ('del Llano', 'de la Costa', 'Norte', 'y Asociados', second))}"
        )
        name = f"{core}, {pick(luck, _LEGAL)}"
        if name not in taken:
            break
    parts = [part for part in core.split() if len(part) > 2]
    letters = "".join(part[0] for part in parts)[:3]
    return name, (letters + parts[-1][1:])[:3].upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))


def _person(luck: Random) -> tuple[str, str]:
    first, second = surname(luck), surname(luck)
    name = given_name(luck, "M" if luck.random() < 0.4 else "H")
    letters = (first[:2] + second[0] + name[0]).upper().translate(str.maketrans("ÁÉÍÓÚ", "AEIOU"))
    return f"{name} {first} {second}", letters[:3] + "X" if letters in _RUDE else letters


def _sunday(day: date) -> date:
    return day - timedelta(days=day.weekday() + 1)
