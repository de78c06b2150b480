"""The institutions and categories of Nuevo Horizonte, an invented state."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstitutionFacts:
    """An invented public body. `staff` and `purse` weigh its people and its money against the others."""

    slug: str
    name: str
    acronym: str
    kind: str
    description: str
    website: str
    staff: int
    purse: float


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category in both languages, with the question that people bring to it."""

    slug: str
    name_es: str
    name_en: str
    question_es: str
    question_en: str


_EXECUTIVE = "secretariat"
_DECENTRALISED = "agency"


def _of(
    slug: str, name: str, acronym: str, kind: str, staff: int, purse: float, description: str
) -> InstitutionFacts:
    website = f"https://{slug}.nuevohorizonte.example"
    return InstitutionFacts(slug, name, acronym, kind, description, website, staff, purse)


INSTITUTIONS: tuple[InstitutionFacts, ...] = (
    _of("salud", "Secretaría de Salud", "SSNH", _EXECUTIVE, 22, 9.8,
        "Opera los hospitales y centros de salud del estado, compra medicamentos y vigila establecimientos."),
    _of("educacion", "Secretaría de Educación", "SENH", _EXECUTIVE, 19, 12.5,
        "Administra las escuelas públicas de educación básica y media superior y a su personal."),
    _of("infraestructura", "Secretaría de Infraestructura y Movilidad", "SIMNH", _EXECUTIVE, 8, 6.9,
        "Construye y conserva caminos, edificios y calles, y ordena el transporte público."),
    _of("finanzas", "Secretaría de Finanzas", "SFNH", _EXECUTIVE, 6, 2.1,
        "Prepara el presupuesto, cobra los ingresos, paga el gasto y lleva la deuda del estado."),
    _of("administracion", "Secretaría de Administración", "SANH", _EXECUTIVE, 7, 2.8,
        "Compra para todo el gobierno, paga la nómina y cuida bienes, vehículos e inmuebles."),
    _of("cultura", "Secretaría de Cultura", "SCNH", _EXECUTIVE, 4, 0.9,
        "Cuida museos, teatros, bibliotecas y patrimonio, y apoya a quienes crean."),
    _of("medio-ambiente", "Secretaría de Medio Ambiente", "SMANH", _EXECUTIVE, 3, 0.8,
        "Mide el aire y el agua, protege áreas naturales y autoriza manifestaciones de impacto."),
    _of("seguridad", "Secretaría de Seguridad", "SSEGNH", _EXECUTIVE, 14, 5.2,
        "Coordina a la policía estatal, la vialidad en carreteras y la atención de emergencias."),
    _of("participacion", "Secretaría de Participación Ciudadana", "SPCNH", _EXECUTIVE, 3, 0.6,
        "Atiende el número 070, recibe reportes y trámites y organiza la consulta con la población."),
    _of("contraloria", "Contraloría y Transparencia", "CTNH", _EXECUTIVE, 2, 0.4,
        "Audita, recibe las declaraciones de los servidores públicos y publica sanciones firmes."),
    _of("agua", "Instituto Estatal del Agua", "IEA", _DECENTRALISED, 5, 2.4,
        "Opera presas y redes de agua y drenaje, y atiende fugas y tomas."),
    _of("mujer", "Instituto Estatal de la Mujer", "IEM", _DECENTRALISED, 1, 0.3,
        "Orienta y acompaña a mujeres y da seguimiento a la igualdad en el gobierno."),
    _of("registro-civil", "Registro Civil", "RCNH", _DECENTRALISED, 2, 0.3,
        "Inscribe nacimientos, matrimonios y defunciones y expide sus actas."),
    _of("universidad", "Universidad de Nuevo Horizonte", "UNH", "autonomous", 9, 3.6,
        "Universidad pública del estado, con once facultades y tres preparatorias."),
    _of("congreso", "Congreso del Estado", "CENH", "legislature", 2, 0.7,
        "Cuarenta y dos diputadas y diputados que hacen las leyes y revisan la cuenta pública."),
    _of("puerto-alba", "Municipio de Puerto Alba", "MPA", "municipality", 8, 3.1,
        "Gobierno de la ciudad más poblada: servicios públicos, permisos, policía y catastro."),
)  # fmt: skip

NAMES = {institution.slug: institution.name for institution in INSTITUTIONS}
ACRONYMS = {institution.slug: institution.acronym for institution in INSTITUTIONS}

CATEGORIES: tuple[CategoryFacts, ...] = (
    CategoryFacts("compras-publicas", "Compras públicas", "Public procurement",
        "¿Quién le vende al estado, qué, a qué precio y por cuál procedimiento?",
        "Who sells to the state, what, at what price and by which procedure?"),
    CategoryFacts("presupuesto", "Presupuesto y gasto", "Budget and spending",
        "¿Cuánto se aprobó, cuánto se pagó y en qué programas?",
        "How much was approved, how much was paid, and for which programmes?"),
    CategoryFacts("atencion-ciudadana", "Atención ciudadana", "Citizen attention",
        "¿Qué reporta la gente y cuánto tardan en responderle?",
        "What do people report, and how long does an answer take?"),
    CategoryFacts("servidores-publicos", "Servidores públicos", "Public officials",
        "¿Quién trabaja en el gobierno, en qué puesto, con qué sueldo y qué declara?",
        "Who works for the government, in which post, for what pay, declaring what?"),
    CategoryFacts("administracion", "Administración", "Administration",
        "¿Qué bienes, vehículos e inmuebles tiene el gobierno y cómo los usa?",
        "Which goods, vehicles and buildings does the government have, and how are they used?"),
    CategoryFacts("cultura", "Cultura", "Culture",
        "¿Dónde hay cultura cerca, cuánta gente va y a quién se apoya?",
        "Where is culture near you, how many people go, and who gets support?"),
    CategoryFacts("salud", "Salud", "Health",
        "¿Qué unidad queda cerca, tiene medicinas y cuánto se espera?",
        "Which clinic is near, does it have medicine, and how long is the wait?"),
    CategoryFacts("medio-ambiente", "Medio ambiente y agua", "Environment and water",
        "¿Cómo están el aire que respiras y las presas de las que bebes?",
        "How are the air that you breathe and the reservoirs that you drink from?"),
    CategoryFacts("educacion", "Educación", "Education",
        "¿Qué escuelas hay, cuántas personas estudian y con qué apoyo?",
        "Which schools exist, how many study there, and with what support?"),
    CategoryFacts("seguridad-movilidad", "Seguridad y movilidad", "Safety and mobility",
        "¿Dónde ocurren los choques y los delitos, y por dónde pasa tu ruta?",
        "Where do crashes and crimes happen, and where does your bus go?"),
)  # fmt: skip
