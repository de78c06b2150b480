"""Every table that a rule may ask, by name."""

from typing import Final

from openup.intelligence.standards import around, contracting
from openup.intelligence.standards.model import Table

CONTRACTING: Final[tuple[Table, ...]] = tuple(
    value for value in vars(contracting).values() if isinstance(value, Table)
)
"""The tables of one publication of open contracting, in the order of a process."""

AROUND: Final[tuple[Table, ...]] = tuple(
    value for value in vars(around).values() if isinstance(value, Table)
)
"""What stands around them; each may be absent."""

TABLES: Final[dict[str, Table]] = {table.name: table for table in (*CONTRACTING, *AROUND)}
