"""Frozen values written as plain JSON and read back: readings, profiles, faults, sentences."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import TypeVar

from openup.kernel.words import Words

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Value = TypeVar("Value")


def dump(value: object) -> Plain:
    """`value` as plain JSON.."""
    if value is None or (isinstance(value, bool | int | float) and not isinstance(value, Enum)):
        return value
    if isinstance(value, str):
        return str(value.value) if isinstance(value, Enum) else str(value)
    if isinstance(value, Words):
        return {
            "words": value.msgid,
            "values": {name: dump(part) for name, part in value.values},
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: dump(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [dump(part) for part in value]
    if isinstance(value, dict):
        return {str(name): dump(part) for name, part in value.items()}
    return str(value)


def load(kind: type[Value], plain: Plain) -> Value:
    """The value of this type that `dump` wrote as `plain`. Unknown names in it are passed over."""
    return typing.cast(Value, _load(kind, plain))


def load_all(kind: type[Value], plain: Plain) -> tuple[Value, ...]:
    """Values of one type from a list."""
    return tuple(load(kind, part) for part in plain) if isinstance(plain, list) else ()


def load_words(plain: Plain) -> Words | None:
    """A sentence that `dump` wrote, or None."""
    return typing.cast("Words | None", _load(Words, plain)) if isinstance(plain, dict) else None


@cache
def _hints(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _load(kind: object, plain: Plain) -> object:
    if kind is Words or kind is object:
        return _said(plain)
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if plain is None else _load(_present(parts), plain)
    if origin in (tuple, list) and isinstance(plain, list):
        if origin is tuple and len(parts) == 2 and parts[1] is not Ellipsis:
            return tuple(_load(part, one) for part, one in zip(parts, plain, strict=True))
        return origin(_load(parts[0], one) for one in plain)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(plain, dict):
        hints = _hints(kind)
        return kind(
            **{name: _load(hints[name], one) for name, one in plain.items() if name in hints}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain


def _present(parts: tuple[object, ...]) -> object:
    return next(part for part in parts if part is not types.NoneType)


def _said(plain: Plain) -> object:
    if isinstance(plain, dict) and "words" in plain:
        values = plain.get("values")
        named = values.items() if isinstance(values, dict) else ()
        return Words(str(plain["words"]), tuple((name, _said(one)) for name, one in named))
    return plain
