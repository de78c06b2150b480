"""Finds the columns of a table by what their names say, and reads what stands in its cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

Row = Sequence[str | None]

_NOTHING: Final = re.compile(
    r"(n/?a|n\.a\.|s/n|-+|\.|x+|ningun[oa].*|sin .*"
    r"|no (aplica|cuenta|existe|fue|hay|requiere|se|solicito|tiene|tuvo)\b.*)?"
)
_COMPANY: Final = re.compile(
    r"\b(s\.?\s?a\.?|s\.?\s?de\s?r\.?\s?l\.?|s\.?\s?c\.?|a\.?\s?c\.?|inc|ltd|sapi)\b\.?", re.I
)
_MONTHS: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
_SPELT: Final = re.compile(rf"(\d\d?) (?:de )?({'|'.join(_MONTHS)}),? (?:del? )?(\d{{4}})")
_COMMA: Final = re.compile(r"-?\d{1,3}(\.\d{3})+,\d\d")
_THOUSANDS: Final = re.compile(r"(?<=\d)[´'`’](?=\d{3})")


def said(text: str | None) -> str:
    """A text without accents, capitals and doubled blanks."""
    bare = unicodedata.normalize("NFKD", text or "").lower()
    return " ".join("".join(one for one in bare if not unicodedata.combining(one)).split())


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand, by our own names of them."""

    places: Mapping[str, int]

    def text(self, row: Row, name: str) -> str | None:
        """What stands there; None where nothing or a word for nothing does."""
        place = self.places.get(name)
        cell = (row[place] or "").strip() if place is not None else ""
        return None if _NOTHING.fullmatch(said(cell)) else cell

    def number(self, row: Row, name: str) -> str | None:
        """A number as it is written, without the sign of money and the marks of thousands."""
        cell = self.text(row, name)
        if cell is None:
            return None
        bare = _THOUSANDS.sub(",", cell).replace("$", "").strip()
        if _COMMA.fullmatch(bare):
            bare = bare.replace(".", "").replace(",", ".")
        elif re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", bare):
            bare = bare.replace(",", "")
        return bare if re.fullmatch(r"-?\d+(\.\d+)?", bare) else cell

    def moment(self, row: Row, name: str) -> str | None:
        """A date, of which the month may be spelt in Spanish."""
        cell = self.text(row, name)
        spelt = _SPELT.fullmatch(said(cell))
        if spelt is None:
            return cell
        return f"{spelt[3]}-{_MONTHS.index(spelt[2]) + 1:02d}-{int(spelt[1]):02d}"

    def person(self, row: Row, first: str, *more: str) -> str | None:
        """A name whose family names may stand in columns of their own; a company has none."""
        name = self.text(row, first)
        if name is None or _COMPANY.search(name):
            return name
        others = [self.text(row, one) for one in more]
        return " ".join([name, *(one for one in others if one and said(one) != said(name))])


def found(labels: Sequence[str], patterns: Mapping[str, str]) -> Columns:
    """The columns whose names a pattern fits, each the first that does."""
    plain = [said(label) for label in labels]
    places = {}
    for name, pattern in patterns.items():
        for place, label in enumerate(plain):
            if re.search(pattern, label):
                places[name] = place
                break
    return Columns(places)
