"""A box on the map as people type it in a filter: `25.6,-100.4..25.8,-100.2`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from openup.store.sql import Sql, fill, number

_CORNER = r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*,\s*([+-]?\d{1,3}(?:\.\d+)?)\s*"
_BOX = re.compile(rf"{_CORNER}\.\.{_CORNER}")


@dataclass(frozen=True, slots=True)
class Box:
    """From its least latitude and longitude to its greatest, in degrees, both included.

    Where the first longitude is the greater one, the box lies over the 180th meridian.
    """

    south: Decimal
    west: Decimal
    north: Decimal
    east: Decimal

    def around(self, place: Sql) -> Sql:
        """Whether a place (`latitude, longitude`) lies in it."""
        over = "$lon >= $west or $lon <= $east" if self.west > self.east else _BETWEEN
        return fill(
            "($lat between $south and $north and ($over))",
            lat=_degrees(place, 1),
            south=number(self.south),
            north=number(self.north),
            over=fill(over, lon=_degrees(place, 2), west=number(self.west), east=number(self.east)),
        )


_BETWEEN = "$lon between $west and $east"


def box_of(typed: str) -> Box | None:
    """The box that was typed, whichever of its corners come first, or None if it is none."""
    found = _BOX.fullmatch(typed)
    if found is None:
        return None
    first, west, second, east = map(Decimal, found.groups())
    return Box(min(first, second), west, max(first, second), east)


def _degrees(place: Sql, part: int) -> Sql:
    return fill(
        "try_cast(split_part($place, ', ', $part) as double)", place=place, part=number(part)
    )
