"""The example that the page of a format shows is read as it is drawn there."""

from __future__ import annotations

from textwrap import dedent

import pytest

from openup.kernel.drawn import table
from openup.publishing.format import formats
from tests.publishing.text import read_bytes

BUILT = {"csv", "dbf", "excel", "jsonlines", "parquet"}
"""Formats whose examples are proven where their files are built."""


@pytest.mark.parametrize("code", sorted(set(formats.rules) - BUILT))
def test_the_example_is_read_as_it_is_drawn(code, tmp_path):
    file, drawing = formats.rules[code].example
    found = read_bytes(dedent(file).strip("\n").encode(), tmp_path, name="ejemplo")
    drawn = table(drawing)
    assert found.reading.format == code
    assert found.names == list(drawn.columns)
    assert found.rows == [list(row) for row in drawn.rows]
