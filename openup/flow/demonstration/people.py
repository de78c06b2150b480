"""The people of the demonstration: common names put together by chance. None is anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from openup.flow.demonstration.chance import chance, day_between, pick, skewed
from openup.flow.demonstration.institutions import INSTITUTIONS

_WOMEN = (
    "María", "Ana", "Sofía", "Lucía", "Ximena", "Belén", "Úrsula", "Inés", "Verónica", "Rosa", "Elena",
    "Mónica", "Clara", "Irene", "Paloma", "Julieta", "Ofelia", "Renata", "Aída", "Noemí", "Begoña", "Ángela",
)  # fmt: skip
_MEN = (
    "José", "Luis", "Tomás", "Íñigo", "Raúl", "Andrés", "Óscar", "Martín", "Ramón", "Ángel", "Hugo", "Joaquín",
    "Emilio", "Darío", "Rubén", "Iván", "Germán", "Saúl", "Nicolás", "Félix", "Gaspar", "Valentín",
)  # fmt: skip
_SURNAMES = (
    "Arrieta", "Bañuelos", "Cifuentes", "Del Olmo", "Echeverri", "Fuenmayor", "Garibay", "Herrán", "Íscar",
    "Jáquez", "Lizárraga", "Mena", "Nájera", "Ocampo", "Peñaflor", "Quintanar", "Ríos", "Sotomayor", "Tirado",
    "Urrutia", "Valdivieso", "Yáñez", "Zúñiga", "Altamira", "Bracamonte", "Covarrubias", "Dueñas", "Encinas",
    "Farías", "Gamboa", "Huitrón", "Ibarrola", "Leñero", "Montaño", "Núñez", "Olavarría", "Pizarro", "Rentería",
    "Santillán", "Treviso", "Ugalde", "Villaseñor", "Zavaleta", "Barragán", "Camarena", "Escamilla", "Muñiz",
)  # fmt: skip
_POSTS = (
    # post, level, monthly pay in pesos before tax, share of the posts
    ("Titular de la dependencia", 12, 118_000, 0.003),
    ("Subsecretaría", 11, 92_000, 0.006),
    ("Dirección general", 10, 74_500, 0.012),
    ("Dirección de área", 9, 56_200, 0.03),
    ("Subdirección", 8, 41_800, 0.05),
    ("Jefatura de departamento", 7, 31_400, 0.09),
    ("Coordinación técnica", 6, 25_900, 0.08),
    ("Analista especializado", 5, 20_300, 0.16),
    ("Analista administrativo", 4, 16_700, 0.2),
    ("Auxiliar administrativo", 3, 12_900, 0.2),
    ("Personal operativo", 2, 10_800, 0.17),
)
_UNITS = (
    "Dirección de Administración", "Dirección de Planeación", "Dirección Jurídica", "Unidad de Compras",
    "Dirección de Operación", "Unidad de Transparencia", "Dirección de Tecnologías", "Oficina de la persona titular",
    "Delegación Costa", "Delegación Sierra", "Delegación Llano",
)  # fmt: skip
OFFICIALS = 6_400


@dataclass(frozen=True, slots=True)
class Official:
    """A public servant: the same number in payroll, directory, declarations, travel and sanctions."""

    number: int
    name: str
    first_surname: str
    second_surname: str
    sex: str
    institution: str
    unit: str
    post: str
    level: int
    pay: Decimal
    since: date
    tenured: bool

    @property
    def full_name(self) -> str:
        """Given name and both surnames."""
        return f"{self.name} {self.first_surname} {self.second_surname}"


def given_name(luck: Random, sex: str) -> str:
    """One or two given names."""
    names = _WOMEN if sex == "M" else _MEN
    first = pick(luck, names)
    second = pick(luck, names)
    return first if second == first or luck.random() < 0.55 else f"{first} {second}"


def surname(luck: Random) -> str:
    """A surname."""
    return skewed(luck, _SURNAMES, 1.3)


def full_name(luck: Random) -> str:
    """A given name and two surnames."""
    sex = "M" if luck.random() < 0.5 else "H"
    return f"{given_name(luck, sex)} {surname(luck)} {surname(luck)}"


@cache
def officials() -> tuple[Official, ...]:
    """All public servants of the state, in order of employee number; each institution has one head."""
    luck = chance("officials")
    weights = [institution.staff for institution in INSTITUTIONS]
    posts, shares = _POSTS[1:], [post[3] for post in _POSTS[1:]]
    slugs = [institution.slug for institution in INSTITUTIONS]
    drawn = slugs + luck.choices(slugs, weights, k=OFFICIALS - len(slugs))
    chosen = [_POSTS[0]] * len(slugs) + luck.choices(posts, shares, k=OFFICIALS - len(slugs))
    return tuple(
        _official(luck, 10_001 + place * 3, slug, post)
        for place, (slug, post) in enumerate(zip(drawn, chosen, strict=True))
    )


def _official(
    luck: Random, number: int, institution: str, post: tuple[str, int, int, float]
) -> Official:
    sex = "M" if luck.random() < 0.52 else "H"
    title, level, pay, _ = post
    return Official(
        number=number,
        name=given_name(luck, sex),
        first_surname=surname(luck),
        second_surname=surname(luck),
        sex=sex,
        institution=institution,
        unit=pick(luck, _UNITS) if level < 11 else "Oficina de la persona titular",
        post=title,
        level=level,
        pay=Decimal(round(pay * (0.94 + luck.random() * 0.14) * 100)).scaleb(-2),
        since=day_between(luck, date(1998, 1, 16), date(2026, 6, 16)),
        tenured=level < 6 and luck.random() < 0.7,
    )
