"""Rows of flatten-tool's tables (`ocid`, `tender/value/amount`, `awards/0/id`) become releases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openup.intelligence.standards.ocds.fields import SHAPES, Known
from openup.intelligence.standards.ocds.tidy import Release

Row = Sequence[str | None]
Reader = Callable[[Row], Release | None]
"""Makes a part of a release of a row; None where the row is about no process."""


def reader(labels: Sequence[str]) -> Reader | None:
    """Who reads rows under these labels, None where they are not paths of a release."""
    if "ocid" not in labels:
        return None
    paths = [(place, label.split("/")) for place, label in enumerate(labels) if label]
    known = [(place, path) for place, path in paths if path[0] in SHAPES["Release"]]
    if len(known) < 2 * len(paths) / 3:
        return None

    def read(row: Row) -> Release | None:
        part: Release = {}
        for place, path in known:
            cell = row[place]
            if cell is not None and cell.strip():
                _set(part, path, cell.strip(), SHAPES["Release"][path[0]])
        return part if part.get("ocid") else None

    return read


def _set(above: Release, path: Sequence[str], cell: str, field: Known | None) -> None:
    """Put a cell at its path; a number is a place in a list, whatever its value."""
    name, *rest = path
    if field is not None and field.many and not field.shape and (not rest or rest[0].isdecimal()):
        listed = above.setdefault(name, [])
        if isinstance(listed, list):
            listed.extend(one.strip() for one in cell.split(";"))
        return
    if not rest:
        above[name] = cell
        return
    inner = _inner(above, name, rest)
    deeper = rest[1:] if rest[0].isdecimal() else rest
    if inner is not None and deeper:
        known = SHAPES[field.shape].get(deeper[0]) if field is not None and field.shape else None
        _set(inner, deeper, cell, known)


def _inner(above: Release, name: str, rest: Sequence[str]) -> Release | None:
    if not rest[0].isdecimal():
        found = above.setdefault(name, {})
        return found if isinstance(found, dict) else None
    listed = above.setdefault(name, [])
    if not isinstance(listed, list):
        return None
    place = int(rest[0])
    while len(listed) <= min(place, 1_000):
        listed.append({})
    return listed[place] if place < len(listed) else None


def joined(parts: Sequence[Release]) -> Release:
    """One release of its parts: lists are joined by the `id` of their elements."""
    whole: Release = {}
    for part in parts:
        _join(whole, part)
    return whole


def _join(whole: Release, part: Release) -> None:
    for name, value in part.items():
        there = whole.get(name)
        if value is None and there is not None:
            continue  # what a part does not say takes nothing away
        if isinstance(value, dict) and isinstance(there, dict):
            _join(there, value)
        elif isinstance(value, list) and isinstance(there, list):
            _join_lists(there, value)
        else:
            whole[name] = value


def _join_lists(there: list[object], more: list[object]) -> None:
    by_id = {key: one for one in there if (key := _id(one))}
    for one in more:
        same = by_id.get(_id(one)) if _id(one) else None
        if isinstance(same, dict) and isinstance(one, dict):
            _join(same, one)
        elif one not in there:
            there.append(one)
            by_id[_id(one)] = one


def _id(one: object) -> object:
    return one.get("id") if isinstance(one, dict) else None
