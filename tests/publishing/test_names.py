"""Column names are told apart as the engine tells them apart: by more than their case."""

from __future__ import annotations

from time import process_time

import pytest

from openup.publishing.steps.layout.names import unique
from tests.publishing.tables import columns_of, typed
from tests.publishing.text import read_bytes


def test_names_that_differ_in_case_alone_keep_their_own_cells(tmp_path):
    found = read_bytes("Área,ÁREA,área\n1,2,3\n4,5,6\n".encode(), tmp_path)
    assert found.names == ["Área", "ÁREA_2", "área_3"]
    assert found.faults["duplicate-header"] == 2
    columns = zip(found.names, zip(*found.rows, strict=True), strict=True)
    assert typed(*columns_of(*columns)).rows == [(1, 2, 3, 2), (4, 5, 6, 3)]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["a", "", "col_1"], ["a", "col_1", "col_1_2"]),
        (["a", "a_2", "A"], ["a", "a_2", "A_3"]),
        (["a", "a", "A_2", "a", "a_3"], ["a", "a_2", "A_2_2", "a_3", "a_3_2"]),
        (["a\nb", "x\0y", "\ud800"], ["a b", "x y", "?"]),
        (["$name", 'a"b', "'; --"], ["$name", 'a"b', "'; --"]),
    ],
)
def test_any_labels_become_names_that_can_be_written(labels, names):
    assert unique(labels) == names


def test_one_label_over_very_many_columns_takes_no_time():
    began = process_time()
    assert unique(["a"] * 50_000)[-1] == "a_50000"
    assert process_time() - began < 5
