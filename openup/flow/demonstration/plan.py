"""What the demonstration publishes: data sets, their tables, and the files that came in, each on its day."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openup.flow.demonstration.dress import Dress
from openup.flow.demonstration.sheet import Sheet, until

_WORDS = Path(__file__).parent / "datasets"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that an office handed in, so many days before today, and what it said about it."""

    days_ago: int
    name: str
    write: Callable[[], bytes]
    note: str


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table of a data set, with its deliveries from the oldest to the newest.

    Without a slug, the file holds several tables and each is called as its sheet or member.
    """

    slug: str
    title: str
    deliveries: tuple[Delivery, ...]


Tables = Mapping[str, tuple[TablePlan, ...]]
"""The tables of data sets, by the slug of the data set."""


@dataclass(frozen=True, slots=True)
class DatasetPlan:
    """A data set. The description says what a row is, and what the table does not hold."""

    slug: str
    title: str
    institution: str
    category: str
    frequency: str
    description: str
    keywords: tuple[str, ...]
    tables: tuple[TablePlan, ...]


def with_words(name: str, tables: Tables) -> Iterator[DatasetPlan]:
    """The data sets whose words stand in `datasets/<name>.toml`; both must name the same ones."""
    facts = tomllib.loads((_WORDS / f"{name}.toml").read_text(encoding="utf-8"))
    if facts.keys() != tables.keys():
        raise KeyError(*facts.keys() ^ tables.keys())
    for slug, words in facts.items():
        yield DatasetPlan(
            slug=slug,
            title=words["title"],
            institution=words["institution"],
            category=words["category"],
            frequency=words["frequency"],
            description=words["description"],
            keywords=tuple(words["keywords"]),
            tables=tables[slug],
        )


def one_table(slug: str, title: str, *deliveries: Delivery) -> tuple[TablePlan, ...]:
    """The tables of a data set that has one."""
    return (TablePlan(slug, title, deliveries),)


def several_tables(delivery: Delivery) -> tuple[TablePlan, ...]:
    """The tables of a data set that came in one file with several."""
    return (TablePlan("", "", (delivery,)),)


def deliver(
    days_ago: int, name: str, dress: Dress, sheet: Callable[[], Sheet], note: str
) -> Delivery:
    """A delivery whose bytes are written only when they are asked for."""
    return Delivery(days_ago, name, lambda: dress(sheet()), note)


def growing(
    name: str,
    dress: Dress,
    sheet: Callable[[], Sheet],
    column: str,
    *cuts: tuple[tuple[int, int, int], int],
) -> Iterator[Delivery]:
    """Deliveries of a table that grows: each cut is (year, month, day), and days before today.

    `name` is a pattern of dates, `contratos_%Y%m.csv`; a file holds the rows dated until its cut.
    """
    for day, days_ago in cuts:
        yield _cut(name, dress, sheet, column, date(*day), days_ago)


def _cut(
    name: str, dress: Dress, sheet: Callable[[], Sheet], column: str, cut: date, days_ago: int
) -> Delivery:
    return Delivery(
        days_ago=days_ago,
        name=cut.strftime(name),
        write=lambda: dress(until(sheet(), column, cut)),
        note=f"Hasta {cut:%m/%Y}.",
    )
