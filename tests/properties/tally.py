"""What many runs came to: how many of which kind, the slowest, and the one with most memory."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to; `memory` is the bytes that it took beyond what was held before."""

    number: int
    name: str
    wrong: tuple[str, ...]
    typed: bool = False
    read: bool = False
    rows: int = 0
    seconds: float = 0.0
    memory: int = 0


@dataclass(slots=True)
class Tally:
    """The sum of some runs of one seed, by the suffix of the file and by what became of it."""

    seed: int
    runs: int = 0
    wrong: int = 0
    typed: int = 0
    rows: int = 0
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int, str] = (0.0, 0, "")
    largest: tuple[int, int, str] = (0, 0, "")

    def add(self, one: Outcome) -> None:
        """Count one run."""
        self.runs += 1
        self.wrong += bool(one.wrong)
        self.typed += one.typed
        self.rows += one.rows
        (self.read if one.read else self.refused)[suffix(one.name)] += 1
        self.slowest = max(self.slowest, (round(one.seconds, 2), one.number, one.name))
        self.largest = max(self.largest, (one.memory, one.number, one.name))

    def __str__(self) -> str:
        kinds = sorted(self.read | self.refused)
        lines = [
            f"{self.runs} runs ({self.typed} of them typed too), {self.wrong} with something wrong",
            f"{self.read.total()} files read ({self.rows} rows), {self.refused.total()} refused",
            *(f"  {one:10} {self.read[one]:7} read {self.refused[one]:7} refused" for one in kinds),
            f"slowest: {self.slowest[0]} s (run {self.slowest[1]}, {self.slowest[2]})",
            f"most memory: {self.largest[0] >> 20} MB (run {self.largest[1]}, {self.largest[2]})",
        ]
        return "\n".join(lines)

    def note(self, path: Path, commit: str) -> None:
        """Add a line to a file that sums up the runs of several commits."""
        figures = {
            "commit": commit, "seed": self.seed, "runs": self.runs, "typed": self.typed,
            "wrong": self.wrong, "rows": self.rows, "read": dict(self.read),
            "refused": dict(self.refused), "slowest": self.slowest, "largest": self.largest,
        }  # fmt: skip
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(figures) + "\n")


def suffix(name: str) -> str:
    """The kind of a file by its name: `csv` for `a.csv.gz` too."""
    first, _, last = name.removesuffix(".gz").rpartition(".")
    return last.lower() if first else "none"
