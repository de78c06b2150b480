"""The table of a resource as the page shows it: heads with drawings, filters, marked cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openup.catalog.pages import Cell, ResourcePage, RowsPage
from openup.kernel.words import Words
from openup.publishing.draft import ColumnProfile
from openup.publishing.reading import ColumnType, Reason
from openup.publishing.steps.said.heard import NAMES
from openup.web.asked import whole
from openup.web.charts import unique
from openup.web.paging import Pages, changed, pages_of
from openup.web.templatetags.numbers import grouped, short

COLUMNS_SHOWN = 14
CELLS_SHOWN = 330
FILTER = "f."
NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its name, what it holds, its drawing, its filter, how to sort by it."""

    name: str
    label: str
    type: ColumnType
    unit: str
    profile: ColumnProfile
    note: str
    field: str
    filter: str
    sort_address: str
    sorted: str

    @property
    def grouped(self) -> bool:
        """Whether its numbers are amounts, written `1,248`; numbers that name things are not."""
        return _amounts(self.profile)

    @property
    def commas(self) -> int:
        """From how many digits on its numbers have commas."""
        return _commas(self.profile)

    @property
    def alike(self) -> bool:
        """Whether some of its cells are alike, so that the most frequent ones tell something."""
        return not unique(self.profile)

    @property
    def right(self) -> bool:
        """Whether its cells are numbers, which stand on the right."""
        return self.type in NUMBERS


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its number in the source and its cells, each beside its column."""

    number: int
    cells: tuple[tuple[Head, Cell], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """What the page draws of a table."""

    heads: tuple[Head, ...]
    rows: tuple[GridRow, ...]
    pages: Pages
    first_column: int
    last_column: int
    all_columns: int
    columns_before: str
    columns_after: str


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """What an address asks of a table. `column` is the first column shown, from 1."""

    page: int
    column: int
    sort: str
    descending: bool
    filters: Mapping[str, str]

    def limit(self, columns: int) -> int:
        """Rows of one page: fewer where the table is wide, so that the page stays light."""
        return max(10, min(50, CELLS_SHOWN // max(1, min(columns, COLUMNS_SHOWN))))


def question(asked: QueryDict) -> GridQuestion:
    """Read an address; what it does not understand is left out."""
    sort = asked.get("sort", "")
    filters = {
        name.removeprefix(FILTER): value.strip()
        for name, value in asked.items()
        if name.startswith(FILTER) and isinstance(value, str) and value.strip()
    }
    return GridQuestion(
        page=whole(asked.get("page", ""), least=1, most=10_000_000),
        column=whole(asked.get("column", ""), least=1, most=100_000),
        sort=sort.removeprefix("-"),
        descending=sort.startswith("-"),
        filters=filters,
    )


def _amounts(profile: ColumnProfile) -> bool:
    """Whole numbers that are all different, or all as long as each other, are keys."""
    if profile.type is not ColumnType.INTEGER:
        return profile.type is ColumnType.DECIMAL
    return not unique(profile) and len(profile.least or "") != len(profile.most or "")


def _commas(profile: ColumnProfile) -> int:
    """Four digits or more, unless the column never has more: it may hold years."""
    ends = (profile.least or "", profile.most or "")
    return 4 if any("." in end or len(end.lstrip("-")) > 4 for end in ends) else 5


def _end(profile: ColumnProfile, written: str) -> str:
    return grouped(written, _commas(profile)) if _amounts(profile) else written


def note_of(profile: ColumnProfile) -> str:
    """What the drawing of a column shows, in words."""
    filled = profile.rows - profile.empty
    if not filled:
        return _("empty in every row")
    if profile.histogram and profile.least is not None and profile.most is not None:
        ends = {"least": _end(profile, profile.least), "most": _end(profile, profile.most)}
        return _("%(least)s to %(most)s") % ends
    if unique(profile):
        return _("no two alike")
    return ngettext("%(count)s value", "%(count)s values", profile.distinct) % {
        "count": short(profile.distinct)
    }


def _heads(page: ResourcePage, ask: GridQuestion, asked: QueryDict, first: int) -> tuple[Head, ...]:
    labels = {column.name: column.label for column in page.reading.columns}
    units = {column.name: column.unit for column in page.reading.columns}
    made = []
    for profile in page.profile[first - 1 : first - 1 + COLUMNS_SHOWN]:
        mine = ask.sort == profile.name
        sort = f"-{profile.name}" if mine and not ask.descending else profile.name
        made.append(
            Head(
                name=profile.name,
                label=labels.get(profile.name) or profile.name,
                type=profile.type,
                unit=units.get(profile.name, ""),
                profile=profile,
                note=note_of(profile),
                field=f"{FILTER}{profile.name}",
                filter=ask.filters.get(profile.name, ""),
                sort_address=changed(asked, ("sort", sort), ("page", None)),
                sorted=("descending" if ask.descending else "ascending") if mine else "",
            )
        )
    return tuple(made)


def grid(page: ResourcePage, rows: RowsPage, ask: GridQuestion, asked: QueryDict) -> Grid:
    """Put a page of rows under its heads, and say where else one can go."""
    all_columns = len(page.profile)
    first = min(ask.column, max(1, all_columns))
    heads = _heads(page, ask, asked, first)
    places = {name: place for place, name in enumerate(rows.columns)}
    lines = tuple(
        GridRow(row.number, tuple((head, row.cells[places[head.name]]) for head in heads))
        for row in rows.rows
    )
    before = max(1, first - COLUMNS_SHOWN)
    after = first + COLUMNS_SHOWN
    return Grid(
        heads=heads,
        rows=lines,
        pages=pages_of(
            asked, total=rows.matching, size=rows.limit, current=ask.page, name=_("Pages of rows")
        ),
        first_column=first,
        last_column=first + len(heads) - 1,
        all_columns=all_columns,
        columns_before=changed(asked, ("column", before)) if first > 1 else "",
        columns_after=changed(asked, ("column", after)) if after <= all_columns else "",
    )


@dataclass(frozen=True, slots=True)
class FilterShown:
    """A filter in force, and the address without it."""

    column: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rows: filters in force, addresses, what the form must carry on."""

    filters: tuple[FilterShown, ...]
    plain_address: str
    export_query: str
    version_asked: str
    sort_asked: str
    reasons: tuple[Reason, ...]
    column_reasons: tuple[Reason, ...]
    told: tuple[tuple[Words, str], ...]


def around(page: ResourcePage, ask: GridQuestion, asked: QueryDict) -> Around:
    """Everything around the rows of a page."""
    columns = {column.name for column in page.reading.columns}
    fields = [name for name in asked if name.startswith(FILTER)]
    dropped = [(name, None) for name in (*fields, "page")]
    return Around(
        filters=tuple(
            FilterShown(name, value, changed(asked, (f"{FILTER}{name}", None), ("page", None)))
            for name, value in ask.filters.items()
        ),
        plain_address=changed(asked, *dropped),
        export_query=changed(
            asked, ("v", page.release.pin.number), ("page", None), ("column", None)
        ),
        version_asked=asked.get("v", ""),
        sort_asked=asked.get("sort", ""),
        reasons=tuple(why for why in page.reading.reasons if why.subject not in columns),
        column_reasons=tuple(why for why in page.reading.reasons if why.subject in columns),
        told=tuple((NAMES[one.field], one.column) for one in page.reading.told),
    )
