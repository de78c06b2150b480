"""Makes of what a file says a release of the shapes that the standard has, noting every change."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from openup.intelligence.standards.model import Kind
from openup.intelligence.standards.ocds.fields import SHAPES, Known
from openup.intelligence.standards.ocds.notes import Notes
from openup.publishing.formats._records import Literal

Release = dict[str, object]

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_GROUPED: Final = re.compile(r"-?\d{1,3}(,\d{3})+\.\d+|-?\d{1,3}(,\d{3}){2,}")
_CURRENCY: Final = re.compile(r"^(MXN|USD|\$)\s*|\s*(MXN|USD|M\.N\.|%)$")
_ISO: Final = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d*)?)?\s?(Z|GMT|UTC|[+-]\d\d:?\d\d)?)?"
)
_DAY_FIRST: Final = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")
_YES: Final = frozenset({"true", "si", "sí", "yes", "1"})
_NO: Final = frozenset({"false", "no", "0"})
_BARE: Final = {
    "Value": "amount",
    "Identifier": "id",
    "Unit": "name",
    "Reference": "name",
    "Organization": "name",
}
"""What a bare value is that stands where an object of this shape belongs."""
_MOST: Final = 10.0**14
_MONTHS: Final = 12

_Note = Callable[[str, str, object], None]


def tidied(raw: Mapping[str, object], notes: Notes) -> Release:
    """A release with only the fields that are known, each of its kind; the others are dropped."""
    ocid = str(raw.get("ocid") or "").strip()

    def note(code: str, path: str, value: object) -> None:
        notes.add(code, ocid, path, value)

    found = _object("Release", raw, "", note)
    if ocid:
        found["ocid"] = ocid
    return found


def _object(shape: str, raw: Mapping[str, object], above: str, note: _Note) -> Release:
    known, found = SHAPES[shape], {}
    for name, value in raw.items():
        field = known.get(name)
        if field is None or value is None or value == "":
            continue
        path = f"{above}{name}"
        read = _list(field, value, path, note) if field.many else _one(field, value, path, note)
        if read is not None:
            found[name] = read
    return found


def _list(field: Known, value: object, path: str, note: _Note) -> list[object] | None:
    if isinstance(value, dict):
        numbered = bool(value) and all(key.isdecimal() for key in value)
        note("ocds-object", path, None)
        value = list(value.values()) if numbered else [value]
    elif not isinstance(value, list):
        if field.shape and field.shape not in _BARE:
            note("ocds-shape", path, value)
            return None
        value = [value]
        if field.shape == "":
            note("ocds-words-text", path, value[0])
            value = [one.strip() for one in re.split(r"[;,]", str(value[0]))]
    found = []
    for one in value:
        if one is None:
            continue
        if field.shape and not isinstance(one, dict) and field.shape not in _BARE:
            note("ocds-element", path, one)
            continue
        read = _one(field, one, path, note)
        if read is not None:
            found.append(read)
    return found or None


def _one(field: Known, value: object, path: str, note: _Note) -> object | None:
    if field.shape:
        return _inner(field, value, path, note)
    if field.kind is None:
        return value
    if isinstance(value, dict) and len(value) == 1:
        name, value = next(iter(value.items()))
        if not name.startswith("$"):  # as MongoDB writes dates, numbers and identifiers
            note("ocds-text-object", path, name)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict | list):
        note("ocds-shape", path, value)
        return None
    return _READ[field.kind](value, path, note)


def _inner(field: Known, value: object, path: str, note: _Note) -> Release | None:
    if isinstance(value, list):
        objects = [one for one in value if isinstance(one, dict)]
        if not objects:
            if value:
                note("ocds-shape", path, value)
            return None
        note("ocds-list", path, len(value))
        value = objects[0]
    if not isinstance(value, dict):
        leaf = _BARE.get(field.shape)
        note("ocds-bare" if leaf else "ocds-shape", path, value)
        if leaf is None:
            return None
        value = {leaf: value}
    return _object(field.shape, value, f"{path}/", note) or None


def _text(value: object, path: str, note: _Note) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() or None


def _number(value: object, path: str, note: _Note) -> str | None:
    """A number as the file writes it, so that no digit is lost."""
    if isinstance(value, bool):
        note("ocds-number", path, value)
        return None
    written = str(value).strip()
    bare = written
    if not isinstance(value, Literal):
        bare = _CURRENCY.sub("", written)
        if _GROUPED.fullmatch(bare):
            bare = bare.replace(",", "")
    if not _NUMBER.fullmatch(bare) or abs(float(bare)) >= _MOST:
        note("ocds-number", path, value)
        return None
    if not isinstance(value, Literal):
        note("ocds-number-text", path, value)
    return bare


def _integer(value: object, path: str, note: _Note) -> str | None:
    bare = _number(value, path, note)
    if bare is None:
        return None
    if float(bare) % 1:
        note("ocds-number", path, value)
        return None
    return str(int(float(bare)))


def _moment(value: object, path: str, note: _Note) -> str | None:
    """An instant in UTC; a date is its first instant, a moment without a zone is one of UTC."""
    written = str(value).strip()
    moment = _instant(written)
    if moment is None:
        note("ocds-moment", path, value)
        return None
    return moment.isoformat()


def _instant(written: str) -> datetime | None:
    if _ISO.fullmatch(written):
        plain = re.sub(r"\s?(Z|GMT|UTC)$", "+00:00", written)
        plain = re.sub(r"\s([+-]\d\d:?\d\d)$", r"\1", plain)
        plain = re.sub(r"\.(?!\d)", "", plain)
    elif found := _DAY_FIRST.fullmatch(written):
        # Only where no month can be meant by the first number is the order certain.
        if int(found[1]) <= _MONTHS and found[1] != found[2]:
            return None
        plain = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    else:
        return None
    try:
        moment = datetime.fromisoformat(plain)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _truth(value: object, path: str, note: _Note) -> bool | None:
    if isinstance(value, bool):
        return value
    written = str(value).strip().lower()
    if written not in _YES | _NO:
        note("ocds-truth", path, value)
        return None
    note("ocds-truth-text", path, value)
    return written in _YES


_READ: Final[Mapping[Kind, Callable[[object, str, _Note], object | None]]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.AMOUNT: _number,
    Kind.MOMENT: _moment,
    Kind.TRUTH: _truth,
}
