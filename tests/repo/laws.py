"""The laws of the house that no linter knows: each yields the places where it is broken."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

FILE, FUNCTION, VIEW, RULE = 300, 40, 25, 80
RULE_FOLDERS = {"checks", "mend", "indicators", "matchers"}
WORDS_OF_A_RULE = {"code", "title", "sections", "examples", "example", "sources"}
VAGUE = {
    "data", "info", "manager", "handler", "helper", "helpers", "util", "utils", "common", "misc",
    "process", "processes",
}  # fmt: skip
_SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|update\s.+\sset|delete\s+from|create\s+(or\s+replace\s+)?"
    r"(temp\s+)?(table|view|index)|copy\s+\(|pragma\s+\w+|from\s+read_\w+|attach\s)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script\b(?![^>]*\bsrc=)",
    re.IGNORECASE,
)
# Written in parts, so that this file does not break its own laws.
_UNFINISHED = re.compile(
    r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|raise NotImplemented" r"Error)\b|pragma: no " r"cover"
)
_SKIPPED = re.compile(r"pytest\.mark\.(sk" r"ip|xf" r"ail)\b")
_HOSTS = re.compile(
    r"py" r"pi\.org|python" r"hosted\.|npm" r"js\.|registry\.np" r"m|deb\.debian" r"\.org"
)
_MACHINE = re.compile(r"(?<![a-z0-9_.])/(?:wo" r"rk|fa" r"rm|home/\w+)/[a-z]|/ro" r"ot/\.")

Tree = ast.Module
Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_file(source: str) -> Iterator[str]:
    """Files hold one subject."""
    if (lines := source.count("\n")) > FILE:
        yield f"{lines} lines, {FILE} at most"


def long_functions(tree: Tree, *, most: int = FUNCTION) -> Iterator[str]:
    """Functions do one thing; the docstring is not counted."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            lines = (node.end_lineno or 0) - first.lineno + 1
            if lines > most:
                yield f"{node.lineno}: {node.name} has {lines} lines, {most} at most"


def long_views(tree: Tree) -> Iterator[str]:
    """A view parses, asks a selector or an action, and renders."""
    views = [
        node
        for node in tree.body
        if isinstance(node, Function) and node.args.args[:1] and node.args.args[0].arg == "request"
    ]
    yield from long_functions(ast.Module(body=list(views), type_ignores=[]), most=VIEW)


def long_rule(tree: Tree, source: str) -> Iterator[str]:
    """A rule is one small file; its docstrings, words and examples are not counted."""
    free: set[int] = set()
    for node in ast.walk(tree):
        names = {getattr(each, "id", "") for each in getattr(node, "targets", [])}
        says = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if says or names & WORDS_OF_A_RULE:
            free |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    numbered = enumerate(source.splitlines(), start=1)
    counted = sum(1 for number, line in numbered if line.strip() and number not in free)
    if counted > RULE:
        yield f"{counted} lines of rule, {RULE} at most"


def inner_imports(tree: Tree) -> Iterator[str]:
    """An import inside a function hides a cycle."""
    for function in ast.walk(tree):
        if isinstance(function, Function):
            for node in ast.walk(function):
                named = isinstance(node, ast.ImportFrom) and (node.module or "")
                plain = isinstance(node, ast.Import) and node.names[0].name
                if str(named or plain or "").split(".")[0] == "openup":
                    yield f"{node.lineno}: imports openup inside {function.name}"


def glued_sql(tree: Tree) -> Iterator[str]:
    """SQL is composed by openup.store.sql, never by formatting text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and any(
            isinstance(part, ast.FormattedValue) for part in node.values
        ):
            text = "x".join(str(p.value) for p in node.values if isinstance(p, ast.Constant))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add):
            text = _text(node.left) + (_text(node.right) if isinstance(node.op, ast.Add) else "")
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
            text = _text(getattr(node.func, "value", node))
        else:
            continue
        if _SQL.search(text):
            yield f"{node.lineno}: SQL put together as text"


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def vague_names(path: Path, tree: Tree) -> Iterator[str]:
    """Names come from the glossary."""
    if VAGUE & set(path.stem.split("_")):
        yield f"the file name {path.name} says nothing"
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+", node.name)]
            if words and words[-1] in VAGUE - {"process", "processes"}:
                yield f"{node.lineno}: the name {node.name} says nothing"


def unfinished(source: str) -> Iterator[str]:
    """What is committed is done, and every test runs."""
    for number, line in enumerate(source.splitlines(), start=1):
        if _UNFINISHED.search(line) or _SKIPPED.search(line):
            yield f"{number}: unfinished or skipped"


def inline_style_or_script(source: str) -> Iterator[str]:
    """The content security policy lets no inline style or script through."""
    for number, line in enumerate(source.splitlines(), start=1):
        if _INLINE.search(line):
            yield f"{number}: inline style or script"


def foreign_places(source: str) -> Iterator[str]:
    """The repository names no package host and no place of one machine."""
    for number, line in enumerate(source.splitlines(), start=1):
        if _HOSTS.search(line):
            yield f"{number}: names a package host"
        if _MACHINE.search(line):
            yield f"{number}: names a place of one machine"
