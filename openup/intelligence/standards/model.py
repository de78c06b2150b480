"""What a table of a standard is: its columns, their kinds, and the paths they are filled from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    AMOUNT = "amount"
    NUMBER = "number"
    MOMENT = "moment"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Field:
    """A column, and the path of OCDS 1.1 that it is filled from; empty where it is computed."""

    name: str
    kind: Kind
    path: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that rules may ask."""

    name: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The column of this name. Raises KeyError."""
        return {field.name: field for field in self.fields}[name]


_KINDS: Final = {
    "t": Kind.TEXT,
    "i": Kind.INTEGER,
    "a": Kind.AMOUNT,
    "n": Kind.NUMBER,
    "m": Kind.MOMENT,
    "b": Kind.TRUTH,
}


def table(name: str, columns: str) -> Table:
    """A table drawn as lines of `name kind path`."""
    fields = []
    for line in columns.strip().splitlines():
        column, kind, *path = line.split()
        fields.append(Field(column, _KINDS[kind], path[0] if path else ""))
    return Table(name, tuple(fields))
