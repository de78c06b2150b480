"""Every fault that the code can find is explained, and nothing is explained that it cannot find."""

from __future__ import annotations

from tools.faultcodes import KNOWN
from tools.faults import written


def test_every_fault_of_the_code_is_explained_and_no_other():
    assert sorted(written()) == sorted(KNOWN)


def test_every_fault_has_a_level_and_an_advice():
    for code, found in written().items():
        assert all(one.level for one in found), code
        assert any(one.advice for one in found), code
