"""The files of the repository as they stand in the folder, with or without git."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "openup"
_NOT_OURS = {
    ".git", ".venv", "__pycache__", "site", "build", "dist", "openup-data", "LC_MESSAGES",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "results",
}  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or could be committed."""
    found = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = sorted(set(inside) - _NOT_OURS)
        found += [Path(folder, name) for name in sorted(names) if name != ".git"]
    return tuple(found)


def python(*folders: str) -> Iterator[Path]:
    """The Python files of these folders, migrations apart: Django writes those."""
    for path in files():
        inside = path.relative_to(ROOT).parts
        if path.suffix == ".py" and inside[0] in folders and "migrations" not in inside:
            yield path


def shown(path: Path) -> str:
    """The path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


@cache
def source(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(source(path))
