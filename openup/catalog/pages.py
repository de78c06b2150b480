"""What the pages, the API and the command line show of the catalogue: frozen values, no queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openup.kernel.ids import Digest, ReleaseId
from openup.kernel.words import Words
from openup.publishing.draft import ColumnProfile
from openup.publishing.faults import FaultCount
from openup.publishing.reading import Reading


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """An institution in a list."""

    slug: str
    name: str
    acronym: str
    kind: str
    datasets: int
    rows: int
    last_release: datetime | None


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category in a list; `question` is one sentence that says what people ask of it."""

    slug: str
    name: str
    question: str
    datasets: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a figure comes from: `contratos@v7`, and the address of that release."""

    dataset: str
    resource: str
    number: int
    release: ReleaseId


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Why a release stands no longer, since when, and who said so, by their role."""

    moment: datetime
    role: str
    who: Words
    reason: str


@dataclass(frozen=True, slots=True)
class Remains:
    """What stands after a withdrawal: another release of the table, and the data set or nothing."""

    current: Pin | None
    dataset: str
    institution: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release in a list; one that was withdrawn stays there as a line that says why."""

    pin: Pin
    published: datetime
    by: str
    rows: int
    columns: int
    faults: int
    note: str
    current: bool
    withdrawn: Withdrawn | None = None


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A table of a data set, by its current release."""

    slug: str
    title: str
    description: str
    rows: int
    columns: int
    faults: int
    source_format: str
    parquet_bytes: int
    pin: Pin
    published: datetime


@dataclass(frozen=True, slots=True)
class DatasetLine:
    """A data set in a list. `where` are the places of a search that matched."""

    slug: str
    title: str
    description: str
    institution_slug: str
    institution: str
    category_slug: str
    category: str
    rows: int
    columns: int
    tables: int
    faults: int
    frequency: str
    formats: tuple[str, ...]
    updated: datetime
    pin: Pin | None
    where: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """One place that matched: the field (`title`, `column`, `value` ...) and the text in parts."""

    field: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, with the results that it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of the search: `institution`, `category`, `format`, `frequency`, `year`."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What was asked. Several values of one facet widen it, several facets narrow it."""

    text: str = ""
    institution: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    order: str = "relevance"
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True, slots=True)
class SearchPage:
    """An answer of the search. `tried` are other words that were searched too (stems, typos).

    With no result, `without` says for each chosen facet (or the text) how many results dropping
    it brings.
    """

    query: SearchQuery
    total: int
    results: tuple[DatasetLine, ...]
    facets: tuple[Facet, ...]
    tried: tuple[str, ...] = ()
    without: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """Releases published in the week that begins on `begins`."""

    begins: date
    releases: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page: live figures, categories, what was just released."""

    datasets: int
    institutions: int
    tables: int
    releases: int
    rows: int
    cells: int
    faults: int
    weeks: tuple[Week, ...]
    categories: tuple[CategoryLine, ...]
    latest: tuple[DatasetLine, ...]
    most_rows: tuple[DatasetLine, ...]


@dataclass(frozen=True, slots=True)
class CategoryPage:
    """A category with its data sets and the institutions that publish in it."""

    line: CategoryLine
    datasets: tuple[DatasetLine, ...]
    institutions: tuple[InstitutionLine, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """An institution, its data sets and releases. Not measured is None, never zero."""

    line: InstitutionLine
    description: str
    website: str
    datasets: tuple[DatasetLine, ...]
    releases: tuple[ReleaseLine, ...]
    weeks: tuple[Week, ...]
    tables: int
    cells: int
    faults: int


@dataclass(frozen=True, slots=True)
class DatasetPage:
    """A data set with its tables and releases."""

    line: DatasetLine
    description: str
    licence: str
    licence_url: str
    keywords: tuple[str, ...]
    created: datetime
    resources: tuple[ResourceLine, ...]
    releases: tuple[ReleaseLine, ...]
    related: tuple[DatasetLine, ...]


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """One release of a table: how it was read, its profile and faults, and its other releases."""

    dataset: DatasetLine
    line: ResourceLine
    release: ReleaseLine
    reading: Reading
    profile: tuple[ColumnProfile, ...]
    faults: tuple[FaultCount, ...]
    source_name: str
    source_sha256: Digest
    source_bytes: int
    parquet_sha256: Digest
    releases: tuple[ReleaseLine, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is shown. `raw` is set when the file said what the type cannot hold."""

    text: str | None
    raw: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row with its number in the source file."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows: `total` in the release, `matching` after filters."""

    columns: tuple[str, ...]
    rows: tuple[RowLine, ...]
    total: int
    matching: int
    offset: int
    limit: int
    sort: str
    descending: bool
    filters: Mapping[str, str]
    seconds: float
