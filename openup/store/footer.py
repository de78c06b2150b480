"""What a Parquet file that we wrote says of itself in its footer, without asking the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many cells of a column are not null; for text its least and most cell, None if untold."""

    filled: int
    least: str | None
    most: str | None


@dataclass(frozen=True, slots=True)
class Footer:
    """The number of rows, and what is known of each column that is no list."""

    rows: int
    columns: Mapping[str, Bounds]


def footer(path: Path) -> Footer:
    """The footer of a Parquet file that the engine has just written."""
    about = pq.read_metadata(path)
    groups = [about.row_group(index) for index in range(about.num_row_groups)]
    columns: dict[str, Bounds] = {}
    for place in range(about.num_columns):
        field = about.schema.column(place)
        if field.max_repetition_level == 0:
            columns[field.name] = _bounds([group.column(place) for group in groups])
    return Footer(about.num_rows, columns)


def _bounds(chunks: list[pq.ColumnChunkMetaData]) -> Bounds:
    filled, least, most, told = 0, [], [], True
    for chunk in chunks:
        found = chunk.statistics
        if found is None or not found.has_null_count:
            told = False
            continue
        held = chunk.num_values - found.null_count
        filled += held
        if held and found.has_min_max and isinstance(found.min, str):
            least.append(found.min)
            most.append(found.max)
        elif held:
            told = False
    if not told or not least:
        return Bounds(filled, None, None)
    return Bounds(filled, min(least), max(most))
