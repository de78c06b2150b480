"""Our own model of a release agrees with the schema of the standard: paths, kinds, merge rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ocdsmerge_rs import Merger, Rule

from openup.intelligence.standards.model import Kind
from openup.intelligence.standards.ocds.fields import SHAPES, Known, merge_rules, walk
from openup.intelligence.standards.ocds.sources import SOURCES
from openup.intelligence.standards.tables import TABLES

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def schema(shared_data: Path) -> Schema:
    path = shared_data / "standards" / "ocds-1.1.5" / "release-schema.json"
    return dict(Merger.dereference(json.loads(path.read_text("utf-8"))))


def _types(told: Schema) -> list[str]:
    types = told.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _agrees(field: Known, told: Schema) -> bool:
    """Whether a field of ours is what the schema says of it."""
    many = "array" in _types(told) and not ("object" in _types(told) or "string" in _types(told))
    one = told["items"] if many else told
    if field.many != many:
        return False
    if field.shape:
        return "object" in _types(one)
    types = set(_types(one)) - {"null"}
    if field.kind is None:
        return True
    if one.get("format") == "date-time":
        return field.kind is Kind.MOMENT
    return (
        field.kind
        in {
            "string": (Kind.TEXT,),
            "number": (Kind.NUMBER,),
            "integer": (Kind.INTEGER, Kind.TEXT if "string" in types else Kind.INTEGER),
            "boolean": (Kind.TRUTH,),
        }[min(types)]
    )


def _disagreements(shape: str, told: Schema, above: str) -> list[str]:
    found = []
    for name, one in told.get("properties", {}).items():
        field = SHAPES[shape].get(name)
        if field is None or not _agrees(field, one):
            found.append(f"{above}{name}")
        elif field.shape:
            found += _disagreements(field.shape, one.get("items", one), f"{above}{name}/")
    return found


def test_every_field_of_the_schema_is_known_with_its_kind(schema: Schema) -> None:
    assert _disagreements("Release", schema, "") == []


def test_every_merge_rule_of_the_schema_is_ours(schema: Schema) -> None:
    told = {
        tuple(path): "omit" if rule == Rule.OMIT else "replace"
        for path, rule in Merger.get_rules(schema).items()
    }
    ours = merge_rules()
    assert {path: ours.get(path) for path in told} == told
    extra = {path for path in ours if path not in told}
    known = {tuple(path) for path in _paths(schema, ())}
    assert not extra & known


def _paths(told: Schema, above: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = []
    for name, one in told.get("properties", {}).items():
        found.append((*above, name))
        found += _paths(one.get("items", one), (*above, name))
    return found


def test_every_path_of_the_tables_is_a_field() -> None:
    known = {"/".join(path) for path, _ in walk()}
    for name, sources in SOURCES.items():
        for source in sources:
            for field in TABLES[name].fields:
                path = source.path(field.name, field.path)
                assert not path or path in known, (name, path)
