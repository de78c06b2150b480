"""The profile counted by hand and the profile that the engine counts are the same."""

from __future__ import annotations

import pytest

from openup.publishing.steps.tables import frequent
from tests.publishing.tables import columns_of, typed_by_scan


def test_small_tables_counted_by_hand_look_as_the_engine_would_count_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names, rows = columns_of(
        ("a.b", ["uno", "dos", "dos", "ñ", "z", "á"] * 6),
        ("a", ["1", "2", "10", "10", "9", "1"] * 6),
        ("monto", ["1.50", "2.00", "10.25", "10.25", "-9.00", ""] * 6),
        ("fecha", ["2024-01-31", "2023-01-01", "2024-01-31", "0999-05-05", "", ""] * 6),
        ("momento", ["2024-01-31 10:00:00", "2024-01-31 10:00:00.5"] * 18),
        ("hora", ["10:00", "09:30:15", "09:30:15.25"] * 12),
        ("vale", ["sí", "no", "no"] * 12),
    )
    by_hand = typed_by_scan(names, rows).table.profile
    monkeypatch.setattr(frequent, "SMALL", 0)
    assert typed_by_scan(names, rows).table.profile == by_hand
    assert [column.type.value for column in by_hand] == [
        "text", "integer", "decimal", "date", "datetime", "time", "boolean",
    ]  # fmt: skip
