"""The budget programmes of the state: the same keys in the budget, the spending, contracts and subsidies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from openup.flow.demonstration.chance import chance
from openup.flow.demonstration.institutions import INSTITUTIONS

FIRST_YEAR, LAST_YEAR = 2022, 2026
LAST_DAY = date(2026, 10, 31)
"""Where the content of the demonstration ends. It is fixed; only the days of publication move."""

CHAPTERS = (
    ("1000", "Servicios personales", 0.46),
    ("2000", "Materiales y suministros", 0.13),
    ("3000", "Servicios generales", 0.16),
    ("4000", "Transferencias, asignaciones y subsidios", 0.14),
    ("5000", "Bienes muebles e inmuebles", 0.03),
    ("6000", "Inversión pública", 0.08),
)
_OF = {
    "salud": ("Atención hospitalaria", "Medicamentos para todos", "Vacunación", "Salud materna", "Vigilancia sanitaria", "Ambulancias y urgencias", "Prevención de adicciones", "Rehabilitación de hospitales"),
    "educacion": ("Educación primaria", "Educación secundaria", "Escuelas dignas", "Desayunos escolares", "Becas de permanencia", "Formación docente", "Bachillerato en línea", "Inclusión educativa"),
    "infraestructura": ("Conservación de carreteras", "Puentes y drenaje pluvial", "Calles completas", "Transporte público", "Edificios públicos", "Señalamiento vial", "Caminos rurales"),
    "finanzas": ("Recaudación", "Deuda pública", "Participaciones a municipios", "Modernización del catastro", "Contabilidad gubernamental"),
    "administracion": ("Compras consolidadas", "Parque vehicular", "Servicios de cómputo", "Nómina y prestaciones", "Patrimonio del estado", "Archivo general"),
    "cultura": ("Museos y recintos", "Red de bibliotecas", "Estímulos a la creación", "Festival del Albor", "Patrimonio cultural", "Culturas populares"),
    "medio-ambiente": ("Monitoreo del aire", "Áreas naturales protegidas", "Residuos sólidos", "Arbolado urbano", "Educación ambiental"),
    "seguridad": ("Policía estatal", "Prevención del delito", "Emergencias 911", "Seguridad vial", "Reinserción social", "Equipamiento policial", "Videovigilancia"),
    "participacion": ("Línea 070", "Presupuesto participativo", "Trámites digitales", "Consejos ciudadanos"),
    "contraloria": ("Auditoría", "Declaraciones patrimoniales", "Transparencia", "Contraloría social"),
    "agua": ("Agua potable", "Saneamiento", "Operación de presas", "Fugas cero", "Tomas domiciliarias", "Cultura del agua"),
    "mujer": ("Atención a mujeres", "Refugios", "Igualdad en el gobierno"),
    "registro-civil": ("Actas en línea", "Registro oportuno", "Digitalización de libros"),
    "universidad": ("Docencia superior", "Investigación", "Extensión y deporte", "Infraestructura universitaria", "Becas universitarias"),
    "congreso": ("Trabajo legislativo", "Fiscalización superior", "Gestión y vinculación"),
    "puerto-alba": ("Bacheo y alumbrado", "Limpia y parques", "Policía municipal", "Permisos y catastro", "Mercados", "Ordenamiento urbano"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Programme:
    """A budget programme: key, name, the institution that runs it, and its share of that purse."""

    key: str
    name: str
    institution: str
    function: str
    share: float


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What one programme has for one chapter of spending in one year, in pesos."""

    year: int
    programme: Programme
    chapter: str
    chapter_name: str
    approved: Decimal


_FUNCTIONS = {
    "salud": "Desarrollo social", "educacion": "Desarrollo social", "cultura": "Desarrollo social",
    "mujer": "Desarrollo social", "universidad": "Desarrollo social", "agua": "Desarrollo social",
    "infraestructura": "Desarrollo económico", "medio-ambiente": "Desarrollo social",
}  # fmt: skip


@cache
def programmes() -> tuple[Programme, ...]:
    """Every programme, by institution."""
    luck, made = chance("programmes"), list[Programme]()
    for institution in INSTITUTIONS:
        for name in _OF[institution.slug]:
            made.append(
                Programme(
                    key=f"{'EEEPKMS'[int(luck.random() * 7)]}{len(made) + 1:03d}",
                    name=name,
                    institution=institution.slug,
                    function=_FUNCTIONS.get(institution.slug, "Gobierno"),
                    share=0.4 + luck.random(),
                )
            )
    return tuple(made)


@cache
def programmes_of(institution: str) -> tuple[Programme, ...]:
    """The programmes that one institution runs."""
    return tuple(programme for programme in programmes() if programme.institution == institution)


@cache
def budget() -> tuple[BudgetLine, ...]:
    """The approved budget of every year, programme by chapter."""
    luck, purses = chance("budget"), {each.slug: each.purse for each in INSTITUTIONS}
    return tuple(
        BudgetLine(
            year=year,
            programme=programme,
            chapter=chapter,
            chapter_name=name,
            approved=Decimal(
                round(
                    purses[programme.institution]
                    * 3_000_000_000
                    * programme.share
                    / sum(other.share for other in programmes_of(programme.institution))
                    * share
                    * (0.7 + 0.6 * luck.random())
                    * 1.054 ** (year - FIRST_YEAR)
                )
            ).quantize(Decimal("0.01")),
        )
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for programme in programmes()
        for chapter, name, share in CHAPTERS
        if chapter in ("1000", "3000") or luck.random() < 0.8
    )
