"""Reads from the code which faults it can find: their code, level and advice, as written there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PUBLISHING = Path(__file__).resolve().parent.parent / "openup" / "publishing"


@dataclass(frozen=True, slots=True)
class Written:
    """A fault as the code writes it; `level` is empty where a table of sentences holds it."""

    code: str
    level: str
    advice: str


def written() -> dict[str, list[Written]]:
    """All faults of the code by their codes."""
    found: dict[str, list[Written]] = {}
    for path in sorted(PUBLISHING.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = dict(_constants(tree))
        for one in (*_calls(tree, names), *_sentences(tree)):
            found.setdefault(one.code, []).append(one)
    return found


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """What names stand for; a function stands for what its last `return` gives."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for one in ast.walk(node):
                if isinstance(one, ast.Return) and one.value:
                    yield node.name, one.value
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _calls(tree: ast.Module, names: dict[str, ast.expr]) -> Iterator[Written]:
    """`Fault(code, Level.ROW, reason, advice, ...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "Fault" and len(node.args) > 3:
            code = _text(_resolved(node.args[0], names))
            if code:
                yield Written(code, _level(node.args[1]), _said(node.args[3], names))


def _sentences(tree: ast.Module) -> Iterator[Written]:
    """`"code": (say(reason), say(advice))`, and `("code", say(reason), say(advice))`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if key is not None and isinstance(value, ast.Tuple) and len(value.elts) == 2:
                    yield from _sentence([key, *value.elts])
        if isinstance(node, ast.Tuple) and len(node.elts) == 3:
            yield from _sentence(node.elts)


def _sentence(parts: list[ast.expr]) -> Iterator[Written]:
    code, reason, advice = parts
    if (text := _text(code)) and _said(reason, {}) and _said(advice, {}):
        yield Written(text, "cell", _said(advice, {}))


def _resolved(node: ast.expr, names: dict[str, ast.expr]) -> ast.expr:
    return names.get(node.id, node) if isinstance(node, ast.Name) else node


def _said(node: ast.expr, names: dict[str, ast.expr]) -> str:
    """The words of `say("...")`, also behind a name, an `or` or an `if`."""
    node = _resolved(node, names)
    if isinstance(node, ast.BoolOp):
        node = node.values[-1]
    if isinstance(node, ast.IfExp):
        node = node.body
    if not isinstance(node, ast.Call):
        return ""
    if _name(node.func) == "say":
        return _text(node.args[0])
    called = names.get(_name(node.func))
    return _said(called, {}) if called else ""


def _level(node: ast.expr) -> str:
    if isinstance(node, ast.IfExp):
        return f"{_level(node.body)}, {_level(node.orelse)}"
    return _name(node).lower()


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
