"""The engine reaches no network and no other folder, and stops when it is told."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from openup.store.engines.duckdb import ReadingEngine, WritingEngine, copied, parquet
from openup.store.errors import EngineError, EngineInterrupted, StoreError
from openup.store.sql import Sql, fill, text

ENDLESS = fill(
    "select count(*) from range(100000000) a, range(100000000) b where (a.range + b.range) % 7 = 8"
)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    folder = tmp_path / "lake"
    folder.mkdir()
    with WritingEngine(tmp_path) as engine:
        engine.run(copied(fill("select range as i from range(100000)"), folder / "rows.parquet"))
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    return folder


@pytest.fixture
def reading(tmp_path: Path, lake: Path) -> ReadingEngine:
    spill = tmp_path / "spill"
    spill.mkdir()
    return ReadingEngine(spill, lake)


def test_a_reading_engine_opens_the_lake(reading: ReadingEngine, lake: Path) -> None:
    rows = parquet(lake / "rows.parquet")
    assert reading.one(fill("select count(*) from $rows", rows=rows)) == (100_000,)


def test_a_reading_engine_opens_nothing_else(
    reading: ReadingEngine, lake: Path, tmp_path: Path
) -> None:
    refused = [
        fill("select * from read_csv($path)", path=text(str(tmp_path / "secret.csv"))),
        fill("select * from read_csv($path)", path=text(f"{lake}/../secret.csv")),
        fill("select * from read_csv($path)", path=text(str(lake / "link.csv"))),
        fill("select * from glob('/etc/*')"),
        fill("select * from read_csv('http://127.0.0.1:9/x.csv')"),
        fill("attach $path as other", path=text(str(tmp_path / "other.db"))),
        fill("copy (select 1) to $path", path=text(str(tmp_path / "out.csv"))),
        fill("set enable_external_access = true"),
        fill("set memory_limit = '100GB'"),
        fill("install httpfs"),
        fill("load httpfs"),
    ]
    for statement in refused:
        with pytest.raises(EngineError):
            reading.rows(statement)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder"):
        ReadingEngine(tmp_path, tmp_path / "nowhere")


def test_a_question_that_takes_too_long_is_stopped(reading: ReadingEngine) -> None:
    started = time.monotonic()
    with pytest.raises(EngineInterrupted):
        reading.rows(ENDLESS, seconds=0.2)
    assert time.monotonic() - started < 5


def test_a_limit_that_is_over_before_the_question_begins_stops_it(reading: ReadingEngine) -> None:
    rescue = threading.Timer(3, reading.interrupt)
    rescue.start()
    started = time.monotonic()
    with pytest.raises(EngineInterrupted):
        reading.rows(ENDLESS, seconds=0.0)
    rescue.cancel()
    assert time.monotonic() - started < 2.5


def test_interrupting_stops_what_other_threads_ask(reading: ReadingEngine) -> None:
    caught: list[Exception] = []

    def ask() -> None:
        try:
            reading.rows(ENDLESS)
        except EngineInterrupted as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not caught and thread.is_alive():
        time.sleep(0.05)
        reading.interrupt()
    thread.join(5)
    assert len(caught) == 1


def test_threads_share_an_engine(reading: ReadingEngine, lake: Path) -> None:
    question = fill("select sum(i) from $rows", rows=parquet(lake / "rows.parquet"))
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda: answers.append(reading.one(question)[0])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [4999950000] * 8


def test_an_answer_comes_in_pieces(reading: ReadingEngine, lake: Path) -> None:
    question: Sql = fill("select i from $rows", rows=parquet(lake / "rows.parquet"))
    pieces = list(reading.batches(question, rows=30_000))
    assert [len(piece) for piece in pieces] == [30_000, 30_000, 30_000, 10_000]
    assert sum(batch.num_rows for batch in reading.arrow(question)) == 100_000
