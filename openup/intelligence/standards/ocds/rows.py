"""The rows of a table, as a question over the lines that were read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from openup.intelligence.standards.model import Field, Kind, Table
from openup.intelligence.standards.ocds.parties import party
from openup.intelligence.standards.ocds.shape import MONEY, needed
from openup.intelligence.standards.ocds.sources import (
    COUNT,
    COUNTED,
    FIRST,
    JOINED,
    PARTIES,
    REPEATED,
    SOURCES,
    WORDS,
    Source,
)
from openup.store.sql import Sql, fill, join, name, plain, text


def rows(table: Table, columns: Collection[str]) -> Sql:
    """Every row of a table with the wanted columns, without what is worth in a base currency."""
    asked = needed(table, columns)
    shown = [field for field in table.fields if field.name in asked and field.name not in MONEY]
    return join(" union all ", [_from(table, source, shown) for source in SOURCES[table.name]])


def _from(table: Table, source: Source, shown: Collection[Field]) -> Sql:
    """The rows of one source: its lists are opened one within the other."""
    opened, carried = fill("compiled"), ["ocid"]
    for depth, path in enumerate(source.lists):
        kept = [*carried, *(f"{mark}{depth - 1}" for mark in "en" if depth)]
        opened = fill(
            "(select $kept, unnest($list) as $e, generate_subscripts($list, 1) as $n$ids "
            "from $rows)",
            kept=join(", ", [plain(one) for one in kept]),
            list=_at(source, depth, path),
            e=plain(f"e{depth}"),
            n=plain(f"n{depth}"),
            ids=_ids(source, depth, path),
            rows=opened,
        )
        carried = [*kept, f"ids{depth}"] if path in REPEATED else kept
    return fill(
        "select $shown from $rows$real",
        shown=join(
            ", ",
            [
                fill("$value as $column", value=value, column=plain(field.name))
                for field, value in _values(table, source, shown)
            ],
        ),
        rows=opened,
        real=_real(len(source.lists)),
    )


def _real(depth: int) -> Sql:
    return fill(" where $e is not null", e=plain(f"e{depth - 1}")) if depth else fill("")


def _ids(source: Source, depth: int, path: str) -> Sql:
    if path not in REPEATED:
        return fill("")
    return fill(
        ", list_transform($list, lambda one: one.id) as $ids",
        list=_at(source, depth, path),
        ids=plain(f"ids{depth}"),
    )


def _values(table: Table, source: Source, shown: Collection[Field]) -> Iterator[tuple[Field, Sql]]:
    for field in shown:
        yield field, _value(table, source, field)


def _value(table: Table, source: Source, field: Field) -> Sql:
    path = source.path(field.name, field.path)
    if field.name == "ocid":
        return fill("ocid")
    if (table.name, field.name) in PARTIES:
        return party(_at(source, len(source.lists), path.removesuffix("/id")))
    if several := JOINED.get((table.name, field.name)):
        return _joined(_at(source, len(source.lists), several))
    if several := COUNTED.get((table.name, field.name)):
        return fill("len($list)", list=_at(source, len(source.lists), several))
    if field.name == "stage" or (table.name, field.name) == ("owners", "kind"):
        return text(source.stage)
    if field.name == "parent":
        path = source.parent
    if table.name == "processes" and field.name in ("releases", "first_date"):
        return _computed(field)
    if field.name == "lots":
        return fill("len($list)", list=_at(source, len(source.lists), _lots(table, source)))
    if not path:
        return fill("cast(null as $kind)", kind=_NOTHING[field.kind])
    stem, _, leaf = path.rpartition("/")
    if leaf == "id" and stem in source.lists:
        return _key(stem, source.lists.index(stem))
    return _read(field, path, _at(source, len(source.lists), path))


def _read(field: Field, path: str, value: Sql) -> Sql:
    if field.name == "lot" and path in WORDS:
        return fill("case when len($list) = 1 then $list[1] end", list=value)
    if path in WORDS:
        return fill("' ' || array_to_string($list, ' ') || ' '", list=value)
    if field.kind is Kind.MOMENT:
        return fill("$value at time zone 'UTC'", value=value)
    return value


def _joined(parties: Sql) -> Sql:
    """The one party of a list, or those of them that are known, in order and apart by ` + `."""
    return fill(
        "case when len($list) = 1 then $one else nullif(array_to_string(list_sort(list_distinct("
        "list_transform($list, lambda one: $each))), ' + '), '') end",
        list=parties,
        one=party(fill("$list[1]", list=parties)),
        each=party(plain("one")),
    )


def _computed(field: Field) -> Sql:
    if field.name == "releases":
        return fill("coalesce($count, 1)", count=name(COUNT))
    return fill("coalesce($first, date) at time zone 'UTC'", first=name(FIRST))


def _lots(table: Table, source: Source) -> str:
    return source.path("lot", table.field("lot").path)


def _key(path: str, depth: int) -> Sql:
    """What tells an element of a list apart: its identifier, else its place after `#`."""
    e, n, ids = plain(f"e{depth}"), plain(f"n{depth}"), plain(f"ids{depth}")
    if path not in REPEATED:
        return fill("coalesce($e.id, '#' || $n)", e=e, n=n)
    return fill(
        "case when $e.id is not null and list_position($ids, $e.id) = $n then $e.id "
        "else coalesce($e.id, '') || '#' || $n end",
        e=e,
        n=n,
        ids=ids,
    )


def _at(source: Source, depth: int, path: str) -> Sql:
    """A path, seen from the innermost list that was opened and holds it."""
    for level in reversed(range(depth)):
        if path == source.lists[level]:
            return plain(f"e{level}")
        if path.startswith(f"{source.lists[level]}/"):
            rest = path[len(source.lists[level]) + 1 :].split("/")
            return join(".", [plain(f"e{level}"), *map(name, rest)])
    return join(".", [name(part) for part in path.split("/")])


_NOTHING: Final = {
    Kind.TEXT: fill("varchar"),
    Kind.INTEGER: fill("bigint"),
    Kind.AMOUNT: fill("decimal(18, 4)"),
    Kind.NUMBER: fill("double"),
    Kind.MOMENT: fill("timestamp"),
    Kind.TRUTH: fill("boolean"),
}
