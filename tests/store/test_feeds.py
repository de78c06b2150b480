"""A row tells its line although the rows before it hold line feeds."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from random import Random

import pytest

from openup.store import feeds
from openup.store.engines.duckdb import WritingEngine, copied, parquet
from openup.store.lake import relation
from openup.store.sql import fill, join, number

ROWS = 5_000


def _lines(held: dict[int, int]) -> list[int]:
    """The line of every row when the first is line 3: counted one by one."""
    taken = [1 + held.get(place, 0) for place in range(ROWS)]
    return [3 + before for before in (0, *accumulate(taken[:-1]))]


@pytest.mark.parametrize(
    "held",
    [
        {0: 1},
        {ROWS - 1: 2},
        {1_023: 1, 1_024: 3, 1_025: 1, 2_048: 1},
        {place: 1 + place % 3 for place in Random(4).sample(range(ROWS), 50)},
    ],
)
def test_every_row_tells_its_line_and_every_line_its_row(
    held: dict[int, int], tmp_path: Path
) -> None:
    path, beside = tmp_path / "t.parquet", tmp_path / "feeds.parquet"
    feeds.keep(beside, ROWS, sorted(held.items()))
    lines = _lines(held)
    with WritingEngine(tmp_path) as engine:
        engine.run(copied(fill("select range as a from range($n)", n=number(ROWS)), path))
        rows = relation(path, columns=["a"], first_row=3, feeds=beside)
        assert engine.rows(fill("from $rows order by a", rows=rows)) == list(enumerate(lines))
        asked = [0, 1, 1_022, 1_023, 1_024, 1_025, 1_026, 2_049, ROWS - 1]
        wanted = fill(
            'select unnest([$lines]) as "row"',
            lines=join(", ", [number(lines[place]) for place in asked]),
        )
        found = engine.rows(
            fill(
                "select a from $table where file_row_number in $places order by a",
                table=parquet(path),
                places=feeds.places_of(wanted, 3, beside),
            )
        )
        assert found == [(place,) for place in asked]
