"""The shapes of the catalogue's answers: what the OpenAPI document promises."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema
from pydantic import Field


class Links(Schema):
    """Absolute addresses of this answer and of its neighbours."""

    self: str
    next: str | None = None
    previous: str | None = None


class Pin(Schema):
    """Where a figure comes from: a release of a table of a data set."""

    dataset: str
    resource: str
    number: int
    release: str = Field(description="SHA-256 of the release's manifest; it never changes.")


class Institution(Schema):
    """A public body that publishes here."""

    slug: str
    name: str
    acronym: str
    kind: str
    datasets: int
    rows: int
    last_release: datetime | None


class Category(Schema):
    """A theme."""

    slug: str
    name: str
    question: str
    datasets: int


class Match(Schema):
    """A place that matched: its text in parts, each with whether it is what was sought."""

    field: str
    parts: list[tuple[str, bool]]


class Dataset(Schema):
    """A data set, by its current releases."""

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
    formats: list[str]
    updated: datetime
    pin: Pin | None


class Found(Dataset):
    """A data set with the places that a search matched."""

    where: list[Match]


class FacetValue(Schema):
    """One value of a facet, with the data sets that it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


class Facet(Schema):
    """A way to narrow a search."""

    name: str
    values: list[FacetValue]


class SearchAnswer(Schema):
    """A page of results. `tried` are other words that were sought too."""

    total: int
    page: int
    per_page: int
    results: list[Found]
    facets: list[Facet]
    tried: list[str]
    links: Links


class DatasetList(Schema):
    """A page of data sets, the last released first."""

    total: int
    page: int
    per_page: int
    results: list[Dataset]
    links: Links


class InstitutionList(Schema):
    """Every institution, by name."""

    total: int
    results: list[Institution]


class CategoryList(Schema):
    """Every category, in its order."""

    total: int
    results: list[Category]


class Withdrawn(Schema):
    """Why a release stands no longer; its rows are answered with 410."""

    moment: datetime
    role: str = Field(description="Who withdrew it: steward, officer, coordinator or operator.")
    reason: str


class Release(Schema):
    """A release: an immutable version of a table."""

    pin: Pin
    published: datetime
    by: str
    rows: int
    columns: int
    faults: int
    note: str
    current: bool
    withdrawn: Withdrawn | None


class Resource(Schema):
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


class Week(Schema):
    """Releases published in the week that begins on `begins`."""

    begins: date
    releases: int


class InstitutionAnswer(Institution):
    """An institution with its data sets and its last releases."""

    description: str
    website: str
    tables: int
    cells: int
    faults: int
    weeks: list[Week]
    results: list[Dataset]
    releases: list[Release]


class CategoryAnswer(Category):
    """A category with its data sets and who publishes them."""

    rows: int
    results: list[Dataset]
    institutions: list[Institution]


class DatasetAnswer(Dataset):
    """A data set with its tables and releases."""

    licence: str
    licence_url: str
    keywords: list[str]
    created: datetime
    resources: list[Resource]
    releases: list[Release]


class Status(Schema):
    """Live figures of the portal."""

    portal: str
    version: str
    datasets: int
    institutions: int
    tables: int
    releases: int
    rows: int
    cells: int
    faults: int
    latest: list[Dataset]


class Rule(Schema):
    """A rule in a list."""

    code: str
    kind: str
    title: str


class RuleList(Schema):
    """Every rule."""

    total: int
    results: list[Rule]


class RuleAnswer(Rule):
    """A rule with its page as Markdown."""

    page: str


class Index(Schema):
    """Where the API begins."""

    name: str
    version: str
    document: str
    addresses: list[str]
