"""Damaged files of every format end in a sentence, or in tables that lost nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from openup.store.engines.duckdb import Allowance, WritingEngine
from tests.properties.corpus import corpus
from tests.properties.runs import damaged, one_run

SEED, RUNS = 20_261_121, 40


def test_damaged_files_are_refused_by_a_sentence_or_read_without_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    files = corpus(real=False)
    with WritingEngine(tmp_path, Allowance(2**28, 1)) as engine:
        found = [one_run(files, SEED, number, tmp_path, engine) for number in range(RUNS)]
    assert [one for one in found if one.wrong] == []


def test_a_run_can_be_repeated_by_its_seed_and_number() -> None:
    files = corpus(real=False)
    assert damaged(files, 7, 41) == damaged(files, 7, 41) != damaged(files, 7, 42)
