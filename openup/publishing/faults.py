"""One thing found wrong with a file, and a log that counts all and keeps a few examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from openup.kernel.words import Words

EXAMPLES_KEPT = 100
"""Examples kept per (code, column); totals are always exact."""


class Level(StrEnum):
    """How much of the file a fault is about."""

    FILE = "file"
    TABLE = "table"
    COLUMN = "column"
    ROW = "row"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: 1-based row of the source file or sheet, column name, cell reference (`B7`)."""

    row: int | None = None
    column: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found wrong. `raw` is what the file said there, untouched."""

    code: str
    level: Level
    reason: Words
    advice: Words
    place: Place = Place()
    raw: str | None = None


@dataclass(slots=True)
class FaultCount:
    """All faults of one code in one column: the exact total and the first examples."""

    code: str
    level: Level
    column: str | None
    total: int = 0
    examples: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class FaultLog:
    """Faults of one table, grouped by code and column."""

    groups: dict[tuple[str, str | None], FaultCount] = field(default_factory=dict)

    def add(self, fault: Fault, *, times: int = 1) -> None:
        """Count `times` faults of which this one is an example."""
        key = (fault.code, fault.place.column)
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = FaultCount(fault.code, fault.level, fault.place.column)
        group.total += times
        if len(group.examples) < EXAMPLES_KEPT:
            group.examples.append(fault)

    def is_full(self, code: str, column: str | None = None) -> bool:
        """Whether further faults of this code and column are counted without an example."""
        group = self.groups.get((code, column))
        return group is not None and len(group.examples) >= EXAMPLES_KEPT

    def more(self, code: str, column: str | None = None, *, times: int = 1) -> None:
        """Count further faults of a code and column that have an example."""
        self.groups[code, column].total += times

    def add_made(self, code: str, make: Callable[[], Fault]) -> None:
        """Count a fault without a column, which is written out only while examples are kept."""
        if self.is_full(code):
            self.more(code)
        else:
            self.add(make())

    def extend(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.add(fault)

    def include(self, other: FaultLog) -> None:
        """Count all faults of another log too."""
        for (code, column), group in other.groups.items():
            self.extend(group.examples)
            self.more(code, column, times=group.total - len(group.examples))

    @property
    def total(self) -> int:
        """How many faults there are, exactly."""
        return sum(group.total for group in self.groups.values())
