"""The laws of the house hold in every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.repo import laws, tree

EXCEPTIONS = Path(__file__).with_name("exceptions.txt")
EVERYWHERE = ("openup", "tests", "tools", "bench")
Broken = Iterator[str]


def _python(*folders: str, law: Callable[[Path], Broken]) -> list[str]:
    return [f"{tree.shown(path)}: {what}" for path in tree.python(*folders) for what in law(path)]


def _rules() -> list[str]:
    found = []
    for path in tree.python("openup"):
        named = laws.RULE_FOLDERS & set(path.parts)
        if named and not path.name.startswith("_"):
            broken = laws.long_rule(tree.tree(path), tree.source(path))
            found += [f"{tree.shown(path)}: {what}" for what in broken]
    return found


def _templates() -> list[str]:
    return [
        f"{tree.shown(path)}: {what}"
        for path in tree.files()
        if path.suffix == ".html" and "openup" in path.parts
        for what in laws.inline_style_or_script(tree.source(path))
    ]


def _places() -> list[str]:
    text = {".py", ".md", ".toml", ".txt", ".sh", ".html", ".css", ".po", ".yml", ".sql", ""}
    return [
        f"{tree.shown(path)}: {what}"
        for path in tree.files()
        if path.suffix in text
        for what in laws.foreign_places(tree.source(path))
    ]


def _packages() -> list[str]:
    return [
        f"{tree.shown(path)}: not empty"
        for path in tree.python("openup")
        if path.name == "__init__.py" and tree.source(path)
    ]


LAWS: dict[str, Callable[[], list[str]]] = {
    "file": lambda: _python("openup", law=lambda path: laws.long_file(tree.source(path))),
    "function": lambda: _python("openup", law=lambda path: laws.long_functions(tree.tree(path))),
    "view": lambda: _python("openup", law=lambda path: laws.long_views(tree.tree(path))),
    "rule": _rules,
    "import": lambda: _python("openup", law=lambda path: laws.inner_imports(tree.tree(path))),
    "sql": lambda: _python("openup", law=lambda path: laws.glued_sql(tree.tree(path))),
    "name": lambda: _python("openup", law=lambda path: laws.vague_names(path, tree.tree(path))),
    "done": lambda: _python(*EVERYWHERE, law=lambda path: laws.unfinished(tree.source(path))),
    "package": _packages,
    "inline": _templates,
    "place": _places,
}


def _excepted(law: str) -> list[str]:
    lines = [line.split(maxsplit=2) for line in EXCEPTIONS.read_text().splitlines()]
    return [words[1] for words in lines if words and words[0] == law]


@pytest.mark.parametrize("law", LAWS)
def test_the_law_is_kept(law: str) -> None:
    excepted = _excepted(law)
    broken = [place for place in LAWS[law]() if place.split(":")[0] not in excepted]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize("law", LAWS)
def test_no_exception_outlives_its_reason(law: str) -> None:
    broken = {place.split(":")[0] for place in LAWS[law]()}
    assert set(_excepted(law)) <= broken, "take these out of exceptions.txt"
