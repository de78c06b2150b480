"""The contracts of the state with their bids: the record that most other tables of the state agree with."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from openup.flow.demonstration.chance import chance, day_between, money, pick, skewed, working_day
from openup.flow.demonstration.companies import TRADES, Supplier, suppliers_of
from openup.flow.demonstration.institutions import ACRONYMS, INSTITUTIONS
from openup.flow.demonstration.people import officials
from openup.flow.demonstration.programmes import LAST_DAY, Programme, programmes_of

CONTRACTS = 10_400
FIRST_DAY = date(2021, 1, 11)
_METHODS = (
    # method, share, median in pesos, spread, least and most bids, prefix
    ("adjudicación directa", 0.56, 168_000, 0.9, 1, 1, "AD"),
    ("invitación a tres", 0.15, 690_000, 0.6, 2, 5, "IR"),
    ("licitación pública", 0.27, 2_600_000, 1.15, 1, 9, "LP"),
    ("convenio entre entes", 0.02, 950_000, 0.8, 1, 1, "CE"),
)
_OBJECTS = {
    "Medicamentos y material de curación": ("Medicamento de cuadro básico", "Material de curación", "Reactivos de laboratorio", "Vacunas y biológicos", "Oxígeno medicinal", "Equipo médico menor"),
    "Obra y construcción": ("Rehabilitación de carretera estatal", "Construcción de aula", "Bacheo y reencarpetado", "Puente vehicular", "Red de drenaje pluvial", "Techumbre de plaza cívica", "Remodelación de oficinas"),
    "Papelería y mobiliario": ("Papelería y artículos de oficina", "Mobiliario escolar", "Mobiliario de oficina", "Consumibles de impresión"),
    "Cómputo y software": ("Equipo de cómputo", "Licencias de software", "Servicio de internet", "Soporte y mantenimiento de sistemas", "Centro de datos"),
    "Limpieza y mantenimiento": ("Servicio de limpieza", "Mantenimiento de aire acondicionado", "Fumigación", "Mantenimiento de elevadores"),
    "Vehículos y combustible": ("Suministro de combustible", "Arrendamiento de vehículos", "Refacciones y llantas", "Compra de patrullas", "Ambulancias"),
    "Vigilancia": ("Servicio de vigilancia", "Monitoreo de cámaras"),
    "Alimentos": ("Servicio de comedor", "Desayunos escolares", "Despensas", "Agua embotellada"),
    "Consultoría": ("Estudio técnico", "Auditoría externa", "Capacitación", "Evaluación de programa"),
    "Eventos y difusión": ("Organización de evento", "Impresión de material", "Campaña de difusión", "Renta de mobiliario y audio"),
}  # fmt: skip
_WHERE = (
    "", "", " para oficinas centrales", " para la delegación Costa", " segunda etapa", " para el ejercicio fiscal",
    " zona norte", " para la delegación Sierra", ", partida única", " y accesorios", " (anexo técnico 2)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bid:
    """An offer in a procedure. `valid` is false for an offer that was rejected."""

    supplier: Supplier
    amount: Decimal
    valid: bool
    won: bool


@dataclass(frozen=True, slots=True)
class Contract:
    """A signed contract and the procedure that it came from."""

    ocid: str
    code: str
    procedure: str
    institution: str
    unit: str
    buyer: str
    method: str
    trade: str
    programme: Programme
    object: str
    called: date
    opened: date
    awarded: date
    signed: date
    starts: date
    ends: date
    amount: Decimal
    bids: tuple[Bid, ...]
    status: str

    @property
    def supplier(self) -> Supplier:
        """Who won."""
        return next(bid.supplier for bid in self.bids if bid.won)


@cache
def contracts() -> tuple[Contract, ...]:
    """All contracts from 2021 to the last day, by their date of signature."""
    luck, counted = chance("contracts"), Counter[tuple[str, str, int]]()
    slugs = [institution.slug for institution in INSTITUTIONS]
    buyers = luck.choices(slugs, [institution.purse for institution in INSTITUTIONS], k=CONTRACTS)
    days = sorted(_signing_day(luck) for _ in range(CONTRACTS))
    return tuple(
        _contract(luck, slug, day, counted) for slug, day in zip(buyers, days, strict=True)
    )


def _signing_day(luck: Random) -> date:
    """Signatures crowd in spring and before the year closes."""
    while True:
        day = working_day(day_between(luck, FIRST_DAY, LAST_DAY))
        busy = (0.35, 0.6, 0.9, 1.0, 0.85, 0.75, 0.7, 0.75, 0.8, 0.85, 1.0, 0.95)[day.month - 1]
        if luck.random() < busy and day <= LAST_DAY:
            return day


@cache
def _buyers(institution: str) -> tuple[str, ...]:
    """The officials who sign for an institution."""
    return tuple(
        official.full_name
        for official in officials()
        if official.institution == institution and official.level in (7, 8, 9)
    )[:14] or ("Titular de compras",)


def _trade(luck: Random, institution: str) -> str:
    at_home = {"salud": 0, "infraestructura": 1, "agua": 1, "educacion": 2, "seguridad": 5}
    if institution in at_home and luck.random() < 0.55:
        return TRADES[at_home[institution]][0]
    return skewed(luck, TRADES, 1.1)[0]


def _contract(
    luck: Random, institution: str, signed: date, counted: Counter[tuple[str, str, int]]
) -> Contract:
    method, _, median, spread, least, most, prefix = luck.choices(
        _METHODS, [row[1] for row in _METHODS]
    )[0]
    trade = _trade(luck, institution)
    if trade == "Obra y construcción":
        median = median * 2
    counted[institution, prefix, signed.year] += 1
    code = f"{prefix}-{ACRONYMS[institution]}-{signed.year}-{counted[institution, prefix, signed.year]:04d}"
    amount = money(luck, median, spread)
    days = _days(luck, signed, method)
    return Contract(
        ocid=f"ocds-nh01nh-{code}",
        code=f"C-{code}",
        procedure=code,
        institution=institution,
        unit=f"Unidad de Compras de {ACRONYMS[institution]}",
        buyer=skewed(luck, _buyers(institution), 1.6),
        method=method,
        trade=trade,
        programme=skewed(luck, programmes_of(institution), 1.3),
        object=pick(luck, _OBJECTS[trade]) + pick(luck, _WHERE),
        called=days[0],
        opened=days[1],
        awarded=days[2],
        signed=signed,
        starts=days[3],
        ends=days[4],
        amount=amount,
        bids=_bids(
            luck, trade, days[0], amount, least + int(luck.random() ** 1.7 * (most - least + 1))
        ),
        status=_status(luck, days[4]),
    )


def _days(luck: Random, signed: date, method: str) -> tuple[date, date, date, date, date]:
    awarded = signed - timedelta(days=2 + int(luck.random() * 18))
    opened = awarded - timedelta(days=1 + int(luck.random() * 12))
    wait = (
        15 + int(luck.random() * 20)
        if method == "licitación pública"
        else 3 + int(luck.random() * 10)
    )
    starts = signed + timedelta(days=int(luck.random() * 14))
    return (
        opened - timedelta(days=wait),
        opened,
        awarded,
        starts,
        starts + timedelta(days=20 + int(luck.random() * 340)),
    )


def _status(luck: Random, ends: date) -> str:
    if luck.random() < 0.015:
        return "rescindido"
    return "terminado" if ends <= LAST_DAY else "vigente"


def _bids(luck: Random, trade: str, called: date, amount: Decimal, many: int) -> tuple[Bid, ...]:
    """Offers of suppliers who were registered when the procedure was called; the first drawn wins."""
    everyone = suppliers_of(trade)
    sellers = everyone[: bisect(everyone, called, key=lambda seller: seller.registered)]
    chosen = {seller.number: seller for seller in (skewed(luck, sellers, 2.2) for _ in range(many))}
    bids = list[Bid]()
    for place, seller in enumerate(chosen.values()):
        over = Decimal(round(10_000 * (1 + abs(luck.gauss(0.05, 0.07))))) / 10_000
        offered = amount if place == 0 else (amount * over).quantize(Decimal("0.01"))
        bids.append(Bid(seller, offered, place == 0 or luck.random() > 0.12, place == 0))
    luck.shuffle(bids)
    return tuple(bids)
