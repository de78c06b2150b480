"""Rules are found by walking their folder, and their docstring is their page."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from openup.kernel.errors import Conflict
from openup.kernel.registry import Registry, Rule
from openup.kernel.rulepages import page
from openup.kernel.words import say

RULE = '''
from openup.kernel.registry import Rule
from openup.kernel.words import Words

class One(Rule):
    """It is flagged."""
    code = "{code}"
    title = Words("One")
'''


class LateRelease(Rule):
    """A release came after the day
    that was promised.

    ## Why it matters
    People plan with it.

    - journalists
    - students,
      who learn

    ## What it cannot see
    Holidays.
    """

    code = "late"
    title = say("Late release")


def _spanish(msgid: str) -> str:
    return {"Late release": "Versión tardía", "Holidays.": "Días festivos."}.get(msgid, msgid)


def test_the_docstring_is_the_page() -> None:
    shown = page(LateRelease())
    assert [str(words) for words in shown.every_words()] == [
        "Late release",
        "A release came after the day that was promised.",
        "Why it matters",
        "People plan with it.",
        "journalists",
        "students, who learn",
        "What it cannot see",
        "Holidays.",
    ]
    assert [block.item for block in shown.sections[0].blocks] == [False, True, True]


def test_the_page_is_said_paragraph_by_paragraph_in_the_readers_language() -> None:
    said = page(LateRelease()).markdown(_spanish)
    assert said.startswith("# late: Versión tardía\n\nA release came")
    assert said.endswith("## What it cannot see\n\nDías festivos.\n")
    assert "\n\n- journalists\n\n" in said


def _registry(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> Registry[Rule]:
    package = folder / f"rules_{folder.name}"
    package.mkdir()
    (package / "__init__.py").touch()
    for name, code in files.items():
        (package / f"{name}.py").write_text(RULE.format(code=code))
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return Registry("test", Rule, package.name)


def test_a_rule_is_found_because_its_file_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = _registry(tmp_path, monkeypatch, b="b", a="a", _draft="c")
    assert list(registry.rules) == ["a", "b"]


def test_two_rules_with_one_code_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = _registry(tmp_path, monkeypatch, a="same", b="same")
    with pytest.raises(Conflict, match="have the code same"):
        _ = registry.rules
