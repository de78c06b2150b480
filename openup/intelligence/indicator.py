"""What an indicator is: a question in SQL that a person can read, and what its answer means.

A *flag* answers for every subject in its scope: flagged, clear, or not computable because a field
is missing. A *figure* answers with a number that judges nobody. Both are one file in `indicators/`.

The select of a flag gives these columns, those in brackets only where they say something:
`subject` text, `value` number, `threshold` number, `flagged` true, false or null,
`missing` the field (`processes.tender_ends`) that a null is due to, [`evidence` lines of
`table/id`], [`peers` text: whom it was compared with], [`period` text]. Where those to compare with
are too few, or all alike, the missing is `peers`; where no threshold of the law is known that is
verified and of this case, `thresholds.value`. What a rule is not about gets no row.
The select of a figure gives `subject`, `value`, `counted` (of how many rows), `missing` and, where
it is of a time, [`period`].

In the text stand `$param` for a parameter as a literal (words as a list in brackets, numbers of
words as a table of `word` and `number`; no words are a list of one empty word), `$missing` for the
first field that the rule needs of its main table and that is null in the row, and plain names for
tables and columns.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from openup.kernel.registry import Registry, Rule
from openup.kernel.words import Words


class Subject(StrEnum):
    """Whom or what an answer is about; how its `subject` is written."""

    PROCESS = "process"
    BUYER = "buyer"
    ENTITY = "entity"
    SUPPLIER = "supplier"
    BIDDER = "bidder"
    PAIR = "pair"
    MARKET = "market"
    FILE = "file"


class Pillar(StrEnum):
    """The part of a risk index that a flag counts in."""

    COMPETITION = "competition"
    TRANSPARENCY = "transparency"
    LEGALITY = "legality"
    PRICE = "price"
    EXECUTION = "execution"


class Derivation(StrEnum):
    """Where the rule's formula comes from."""

    SOURCE = "source"
    LEGAL = "legal"
    PROPOSAL = "proposal"


class State(StrEnum):
    """What an indicator says of one subject."""

    FLAGGED = "flagged"
    CLEAR = "clear"
    NOT_COMPUTABLE = "not_computable"
    MEASURED = "measured"


Value = int | float | tuple[str, ...] | Mapping[str, float]
Settings = Mapping[str, Mapping[str, Value]]
"""Values of parameters that an operator or a test sets, by code of the rule and name."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: its usual value and what it is."""

    value: Value
    words: Words


@dataclass(frozen=True, slots=True)
class Example:
    """Drawn tables, and what the rule says of each of their subjects.

    `tables` are drawings, a blank line between them, each begun by `name:`. `values` are pairs of a
    subject and the value that it must have, written as a number. `given` sets parameters.
    """

    tables: str
    flagged: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    not_computable: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, float], ...] = ()
    given: tuple[tuple[str, Value], ...] = ()


class Indicator(Rule, ABC):
    """What flags and figures share.

    `code` is the field's own (`R018`, `U015`), with a letter after a dash for a variant.
    `needs` names what the rule cannot do without, as `table.column`; the first is its main table.
    `derivation` says where the formula is from, `fidelity` whether it is that of the source
    (`exact`) or departs from it (`adaptation`), which the page explains. `index` is whether it
    counts in a risk index; the variants of a rule count once.
    """

    sections: tuple[str, ...] = ("How it is measured", "What it cannot see")
    subject: Subject = Subject.PROCESS
    needs: tuple[str, ...] = ()
    params: Mapping[str, Param] = {}
    derivation: Derivation = Derivation.PROPOSAL
    fidelity: str = "adaptation"
    sources: tuple[str, ...] = ()
    sql: str = ""
    examples: tuple[Example, ...] = ()


class Flag(Indicator, ABC):
    """A risk signal: never a verdict."""

    sections = ("Why it is a flag", "How it is measured", "What it cannot see")
    pillar: Pillar = Pillar.COMPETITION
    index: bool = True


class Figure(Indicator, ABC):
    """A number that describes contracting and accuses nobody.

    `unit` is `number`, `share` (0 to 1), `days`, `amount` (of the base currency) or `percent`.
    """

    unit: str = "number"


indicators: Final[Registry[Indicator]] = Registry(
    "indicator", Indicator, "openup.intelligence.indicators"
)
