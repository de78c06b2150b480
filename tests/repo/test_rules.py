"""Every rule that the registries find has a whole page in both languages."""

from __future__ import annotations

import ast
import importlib
from typing import Any

import pytest

from openup.kernel.registry import Registry, Rule
from openup.kernel.rulepages import page
from openup.kernel.translate import translator
from tests.repo import tree


def _registries() -> list[Registry[Any]]:
    found = []
    for path in tree.python("openup"):
        for node in tree.tree(path).body:
            if isinstance(node, ast.AnnAssign) and "Registry[" in ast.unparse(node.annotation):
                module = importlib.import_module(
                    tree.shown(path).removesuffix(".py").replace("/", ".")
                )
                found.append(getattr(module, ast.unparse(node.target)))
    return found


RULES = [rule for registry in _registries() for rule in registry.rules.values()]


def test_there_are_rules() -> None:
    assert RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{type(rule).__module__}:{rule.code}")
def test_the_page_of_the_rule_is_whole(rule: Rule) -> None:
    shown = page(rule)
    assert str(shown.title)
    assert shown.lead
    titles = [section.title.msgid for section in shown.sections]
    assert set(rule.sections) <= set(titles)
    assert all(section.blocks for section in shown.sections)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{type(rule).__module__}:{rule.code}")
def test_the_page_of_the_rule_speaks_spanish(rule: Rule) -> None:
    spanish = translator("es")
    same = [w.msgid for w in page(rule).every_words() if spanish(w.msgid) == w.msgid]
    # A title such as "CSV" is the same in both languages.
    assert all(len(msgid.split()) == 1 for msgid in same), same
