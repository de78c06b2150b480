"""What a person says of a reading as JSON: checked at the door, and written to be corrected."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from openup.kernel.words import Words, say
from openup.publishing.errors import ToldRefused
from openup.publishing.reading import ColumnType
from openup.publishing.steps.types.days import DAYS
from openup.publishing.told import (
    AS_FOUND,
    COLUMN_FIELDS,
    ENCODINGS,
    FOOT_MOST,
    NOTHING,
    TABLE_FIELDS,
    Told,
    ToldColumn,
    ToldTable,
)

SIGNS_MOST: Final = 8
ROW_MOST: Final = 2**40
TEXT_MOST: Final = 500

Check = Callable[[object], object]


class _Wrong(Exception):
    """A value is none of those that are allowed."""


def _encoding(value: object) -> object:
    if isinstance(value, str):
        try:
            wanted = codecs.lookup(value).name
        except LookupError:
            raise _Wrong from None
        for one in ENCODINGS:
            if codecs.lookup(one).name == wanted:
                return one
    raise _Wrong


def _sign(most: int) -> Check:
    def check(value: object) -> object:
        if not isinstance(value, str) or len(value) > most or set(value) & {"\n", "\r"}:
            raise _Wrong
        return value

    return check


def _text(value: object) -> object:
    if not isinstance(value, str) or len(value) > TEXT_MOST:
        raise _Wrong
    return value


def _name(value: object) -> object:
    if not str(_text(value)).strip():
        raise _Wrong
    return value


def _whole(least: int, most: int) -> Check:
    def check(value: object) -> object:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _Wrong
        return value

    return check


def _rows(value: object) -> object:
    if not isinstance(value, list):
        raise _Wrong
    rows = tuple(value)
    for row in rows:
        _whole(1, ROW_MOST)(row)
    if list(rows) != sorted(set(rows)):
        raise _Wrong
    return rows


def _texts(value: object) -> object:
    if not isinstance(value, list):
        raise _Wrong
    return tuple(_name(one) for one in value)


def _type(value: object) -> object:
    try:
        return ColumnType(str(value))
    except ValueError:
        raise _Wrong from None


def _pattern(value: object) -> object:
    day = next((one for one in DAYS if str(_name(value)).startswith(one)), None)
    if day is None or str(value).removeprefix(day)[:1] not in ("", " ", "T"):
        raise _Wrong
    return value


def _yes(value: object) -> object:
    if not isinstance(value, bool):
        raise _Wrong
    return value


_ROW: Final = say("the number of a row, from 1")
_ALLOWED: Final[Mapping[str, tuple[Check, Words]]] = {
    "table": (_text, say("the name of a table")),
    "encoding": (_encoding, say("one of %(names)s", names=", ".join(ENCODINGS))),
    "delimiter": (_sign(SIGNS_MOST), say("a sign like ; or \\t, or an empty text for none")),
    "quote": (_sign(1), say("one sign, or an empty text for none")),
    "escape": (_sign(1), say("one sign, or an empty text for none")),
    "header_rows": (_rows, say("a list of rows in order, like [3, 4]; [] where there is none")),
    "first_data_row": (_whole(1, ROW_MOST), _ROW),
    "foot_rows": (_whole(0, FOOT_MOST), say("how many rows, from 0 to %(most)s", most=FOOT_MOST)),
    "null_tokens": (_texts, say("a list of words")),
    "label": (_text, say("the header of a column as written")),
    "place": (_whole(1, ROW_MOST), say("the place of a column, from 1")),
    "name": (_name, say("a name")),
    "type": (_type, say("one of %(names)s", names=", ".join(ColumnType))),
    "pattern": (
        _pattern,
        say(
            "one of %(names)s, with %(clock)s after it for moments",
            names=", ".join(DAYS),
            clock="%H:%M",
        ),
    ),
    "decimal_comma": (_yes, say("true or false")),
    "unit": (_text, say("a unit like MXN")),
    "leave_out": (_texts, say("a list of names of tables")),
    "forget": (_yes, say("true or false")),
}
_FILE: Final = ("tables", "leave_out", "forget")
_TABLE: Final = ("table", *TABLE_FIELDS, "columns")
_SIGNS: Final = ("delimiter", "quote", "escape")
"""Fields whose empty text says that there is no such sign."""

_COLUMN: Final = ("label", "place", *COLUMN_FIELDS)


def read_told(text: str) -> Told:
    """What a JSON text says of a reading. Raises ToldRefused naming the field and what it may be.

    The fields of one table may stand at the top; they are then meant for every table.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        row, sign = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise ToldRefused(
            say("The reading is not JSON from line %(row)s, sign %(sign)s.", row=row, sign=sign),
            advice=say(
                "“openup read FILE --save-reading reading.json” writes one that can be corrected."
            ),
        ) from error
    top = _object(plain, say("The reading"), (*_FILE, *_TABLE))
    flat = {name: value for name, value in top.items() if name not in _FILE}
    tables = [_table(flat)] if flat else []
    tables += [_table(_object(one, say("A table"), _TABLE)) for one in _list(top, "tables")]
    rest = {name: checked(name, top[name]) for name in ("leave_out", "forget") if name in top}
    return replace(AS_FOUND, tables=tuple(tables), **rest)


def _table(plain: dict[str, object]) -> ToldTable:
    said = {name: checked(name, value) for name, value in plain.items() if name != "columns"}
    columns = [_column(one) for one in _list(plain, "columns")]
    return replace(NOTHING, columns=tuple(columns), **_present(said))


def _column(plain: object) -> ToldColumn:
    known = _object(plain, say("A column"), _COLUMN)
    said = _present({name: checked(name, value) for name, value in known.items()})
    if not said.get("label") and "place" not in said:
        raise ToldRefused(
            say("A column of the reading has neither “label” nor “place”."),
            advice=say("Say its header as written, or its place from 1."),
            field="columns",
        )
    return replace(ToldColumn(), **said)


def _present(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


def checked(name: str, value: object) -> Any:
    """The value of a field as `Told` holds it; null is as if it were not there.

    Raises ToldRefused with what it may be.
    """
    check, _ = _ALLOWED[name]
    if value is None:
        return None
    try:
        return check(value)
    except _Wrong:
        raise wrong(name, json.dumps(value, ensure_ascii=False)[:80]) from None


def wrong(name: str, value: str) -> ToldRefused:
    """The refusal of a value that a field may not have."""
    return ToldRefused(
        say("“%(field)s” cannot be %(value)s.", field=name, value=value),
        advice=say("It may be: %(allowed)s.", allowed=_ALLOWED[name][1]),
        field=name,
    )


def _object(plain: object, what: Words, names: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(plain, dict):
        raise ToldRefused(
            say("%(what)s must be an object in braces.", what=what),
            advice=say("It may hold: %(names)s.", names=", ".join(names)),
        )
    unknown = [name for name in plain if name not in names]
    if unknown:
        raise ToldRefused(
            say("%(what)s has no field “%(field)s”.", what=what, field=unknown[0]),
            advice=say("It may hold: %(names)s.", names=", ".join(names)),
            field=unknown[0],
        )
    return plain


def _list(plain: Mapping[str, object], name: str) -> list[object]:
    value = plain.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ToldRefused(say("“%(field)s” must be a list in brackets.", field=name), field=name)
    return value


def written_told(told: Told) -> str:
    """The JSON of what was said; fields of which nothing was said are not in it."""
    plain: dict[str, object] = {"tables": [_plain(one) for one in told.tables]}
    if told.leave_out:
        plain["leave_out"] = list(told.leave_out)
    if told.forget:
        plain["forget"] = True
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _plain(one: ToldTable | ToldColumn) -> dict[str, object]:
    said = {field.name: getattr(one, field.name) for field in fields(one)}
    kept = {
        name: value
        for name, value in said.items()
        if value is not None and (value != "" or name in _SIGNS)
    }
    if isinstance(one, ToldTable):
        kept["columns"] = [_plain(column) for column in one.columns]
    return {name: list(v) if isinstance(v, tuple) else v for name, v in kept.items()}
