"""Rows with line feeds in their cells keep the number of the line that they begin on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from openup.kernel.ids import ReleaseId
from openup.publishing.manifest import FEEDS, pack
from openup.publishing.prepare import prepare
from openup.query.grid import RowQuestion, rows_of
from openup.store.engines.duckdb import ReadingEngine, WritingEngine
from openup.store.lake import Lake

ROWS = 3_000
FOLDED = {7: 1, 1_500: 2, 2_990: 1}
WRONG = (8, 1_501, 2_999)


@dataclass(frozen=True)
class Portal:
    lake: Lake
    engine: ReadingEngine
    release: ReleaseId


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("lines")
    path = folder / "t.csv"
    note = {place: '"una' + "\n" * feeds + 'dos"' for place, feeds in FOLDED.items()}
    lines = [
        f"{place},{'mucho' if place in WRONG else place * 3},{note.get(place, 'obra')}\n"
        for place in range(ROWS)
    ]
    path.write_text("id,monto,nota\n" + "".join(lines), encoding="utf-8")
    draft = prepare(path, name="t.csv", workspace=folder, engine_of=WritingEngine)
    (table,) = draft.tables
    lake = Lake(folder / "lake")
    packed = pack(table, draft.source)
    release = lake.commit(packed.files, packed.manifest)
    with ReadingEngine(folder / "spill", lake.root) as engine:
        yield Portal(lake, engine, release)


def _line(place: int) -> int:
    return 2 + place + sum(feeds for held, feeds in FOLDED.items() if held < place)


def test_the_rows_that_hold_line_feeds_are_kept_beside_the_table(portal: Portal) -> None:
    assert portal.lake.path(portal.release, FEEDS).is_file()


@pytest.mark.parametrize("offset", [0, 1_490, 2_980])
def test_a_page_shows_the_line_of_each_row(portal: Portal, offset: int) -> None:
    page = rows_of(portal.lake, portal.engine, portal.release, RowQuestion(offset=offset, limit=20))
    assert [row.number for row in page.rows] == [_line(offset + at) for at in range(20)]
    assert [row.cells[0].text for row in page.rows] == [str(offset + at) for at in range(20)]


@pytest.mark.parametrize("typed", ["fault", "not fault", "empty", "not empty"])
def test_filters_find_faults_by_their_row(portal: Portal, typed: str) -> None:
    question = RowQuestion(filters={"monto": typed}, limit=5)
    page = rows_of(portal.lake, portal.engine, portal.release, question)
    assert (
        page.matching == {"fault": 3, "not fault": ROWS - 3, "empty": 0, "not empty": ROWS}[typed]
    )
    if typed == "fault":
        assert [row.number for row in page.rows] == [_line(place) for place in WRONG]
        assert [row.cells[1].raw for row in page.rows] == ["mucho"] * 3
