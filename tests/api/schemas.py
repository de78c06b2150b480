"""Checks an answer against the shapes of the OpenAPI document: the part of JSON Schema it uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
KNOWN = frozenset({
    "$ref", "additionalProperties", "anyOf", "default", "description", "enum", "format", "items",
    "maxItems", "maxLength", "maximum", "minItems", "minimum", "prefixItems", "properties",
    "required", "title", "type",
})  # fmt: skip
FORMATS = {"date-time": datetime.fromisoformat, "date": date.fromisoformat}


def differences(
    value: Any, schema: dict[str, Any], shapes: dict[str, Any], at: str
) -> Iterator[str]:
    """Every place where `value` is not what `schema` says; a field not promised counts too."""
    assert set(schema) <= KNOWN, f"{at}: this check does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        schema = shapes[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        tried = [list(differences(value, one, shapes, at)) for one in schema["anyOf"]]
        if all(tried):
            yield f"{at}: {value!r} is none of {schema['anyOf']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not one of {schema['enum']}"
    wanted = TYPES[schema["type"]] if "type" in schema else (object, bool)
    if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
        yield f"{at}: {value!r} is no {schema['type']}"
        return
    if isinstance(value, str) and schema.get("format") in FORMATS:
        FORMATS[schema["format"]](value)
    if isinstance(value, dict):
        yield from _object(value, schema, shapes, at)
    if isinstance(value, list):
        yield from _array(value, schema, shapes, at)


def _object(
    value: dict[str, Any], schema: dict[str, Any], shapes: dict[str, Any], at: str
) -> Iterator[str]:
    promised, more = schema.get("properties", {}), schema.get("additionalProperties", False)
    for name in set(schema.get("required", ())) - set(value):
        yield f"{at}: {name} is missing"
    for name, one in value.items():
        if name in promised:
            yield from differences(one, promised[name], shapes, f"{at}.{name}")
        elif isinstance(more, dict):
            yield from differences(one, more, shapes, f"{at}.{name}")
        elif more is False:
            yield f"{at}: {name} is not promised"


def _array(
    value: list[Any], schema: dict[str, Any], shapes: dict[str, Any], at: str
) -> Iterator[str]:
    for number, one in enumerate(value):
        if "prefixItems" in schema:
            yield from differences(one, schema["prefixItems"][number], shapes, f"{at}[{number}]")
        elif "items" in schema:
            yield from differences(one, schema["items"], shapes, f"{at}[{number}]")
