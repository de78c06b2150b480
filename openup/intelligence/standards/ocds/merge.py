"""The releases of one process become one, by the rules of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, cast

from ocdsmerge_rs import Merger, Rule

from openup.intelligence.standards.ocds.fields import merge_rules
from openup.intelligence.standards.ocds.notes import Notes
from openup.intelligence.standards.ocds.sources import COUNT, FIRST
from openup.intelligence.standards.ocds.tidy import Release

_Tree = dict[str, "_Tree"]

_MERGER: Final = Merger(
    rules={
        path: Rule.OMIT if rule == "omit" else Rule.REPLACE for path, rule in merge_rules().items()
    }
)

WATCHED: Final = (
    "tender/status", "tender/value/amount", "tender/procurementMethod",
    "tender/procurementMethodDetails", "tender/eligibilityCriteria", "tender/awardCriteria",
    "tender/numberOfTenderers", "tender/tenderPeriod/startDate", "tender/tenderPeriod/endDate",
    "tender/participationFees/value/amount", "tender/items/quantity",
    "awards/status", "awards/date", "awards/value/amount",
    "contracts/status", "contracts/value/amount", "contracts/dateSigned",
    "contracts/period/endDate", "contracts/items/quantity", "contracts/items/unit/value/amount",
)  # fmt: skip
"""Fields whose value in every release of a process is kept in `history`."""


def merged(releases: Sequence[Release], notes: Notes) -> Release:
    """One compiled release of the releases of one ocid, oldest first."""
    kept = _unlike(releases, notes)
    last = max((place for place, one in enumerate(kept) if _is_compiled(one)), default=0)
    for one in kept[:last]:
        notes.add("ocds-superseded", str(one.get("ocid")), "", one.get("id"))
    # The releases are in order already: the merger needs a date of each, but not the real one.
    ordered = [{**one, "date": f"{place:09}"} for place, one in enumerate(kept[last:])]
    compiled = cast(Release, _MERGER.create_compiled_release(ordered))
    _named_once(compiled)
    dates = [str(one["date"]) for one in kept if one.get("date")]
    compiled.pop("date", None)
    if dates:
        compiled["date"], compiled[FIRST] = dates[-1], dates[0]
    compiled[COUNT] = len(kept)
    return compiled


def _named_once(release: Release) -> None:
    """Drop organisations that two releases name alike without an identifier to merge them by."""
    for section, place in (("tender", "tenderers"), ("awards", "suppliers")):
        for above in _objects(release.get(section)):
            named = above.get(place)
            if isinstance(named, list):
                above[place] = [one for n, one in enumerate(named) if one not in named[:n]]


def _objects(value: object) -> list[Release]:
    if isinstance(value, dict):
        return [value]
    return cast("list[Release]", value) if isinstance(value, list) else []


def _is_compiled(release: Release) -> bool:
    tags = release.get("tag")
    return isinstance(tags, list) and "compiled" in tags


def _unlike(releases: Sequence[Release], notes: Notes) -> list[Release]:
    """The releases without those that say the same as another one."""
    kept: list[Release] = []
    for one in releases:
        if one in kept:
            notes.add("ocds-same", str(one.get("ocid")), "", one.get("id"))
        else:
            kept.append(one)
    return kept


def watched(release: Release) -> Iterator[tuple[str, str | None, str]]:
    """The watched fields that a release gives: path, elements of lists on the way (`c1`), value."""
    yield from _told(release, _TREE, "", ())


def _told(
    value: dict[str, object], tree: _Tree, above: str, elements: tuple[str, ...]
) -> Iterator[tuple[str, str | None, str]]:
    for name, inner in tree.items():
        found = value.get(name)
        if found is None:
            continue
        path = f"{above}{name}"
        if not inner:
            if not isinstance(found, dict | list):
                yield path, "/".join(elements) or None, str(found)
        elif isinstance(found, dict):
            yield from _told(found, inner, f"{path}/", elements)
        elif isinstance(found, list):
            for place, one in enumerate(found, start=1):
                if isinstance(one, dict):
                    key = str(one.get("id") or f"#{place}")
                    yield from _told(one, inner, f"{path}/", (*elements, key))


def _grown() -> _Tree:
    tree: _Tree = {}
    for path in WATCHED:
        at = tree
        for name in path.split("/"):
            at = at.setdefault(name, {})
    return tree


_TREE: Final = _grown()
