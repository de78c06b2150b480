"""Templates stand in their stage's folder, and each is used."""

from __future__ import annotations

import re
from pathlib import Path

from tests.repo import tree

TEMPLATES = tree.PACKAGE / "web" / "templates"
_NAMED = re.compile(r"[\"']([\w/.-]+\.(?:html|xml|txt))[\"']")
_BY_DJANGO = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}


def _templates() -> set[str]:
    return {
        path.relative_to(TEMPLATES).as_posix()
        for path in tree.files()
        if TEMPLATES in path.parents and path.suffix != ".svg"
    }


def _named() -> set[str]:
    sources = [*tree.python("openup"), *(TEMPLATES / name for name in _templates())]
    return {name for path in sources for name in _NAMED.findall(tree.source(path))}


def test_every_template_that_is_named_exists() -> None:
    assert {name for name in _named() if "/" in name and name.endswith(".html")} <= _templates()


def test_every_template_is_used() -> None:
    assert _templates() - _BY_DJANGO <= _named()


def test_html_stands_in_the_web_templates_only() -> None:
    strays = [
        tree.shown(path)
        for path in tree.files()
        if path.suffix == ".html" and tree.PACKAGE in path.parents and TEMPLATES not in path.parents
    ]
    assert not strays


def test_templates_stand_in_folders_of_stages_or_parts() -> None:
    stages = {path.name for path in tree.PACKAGE.iterdir() if path.is_dir()}
    folders = {Path(name).parts[0] for name in _templates() if "/" in name}
    assert folders <= stages | {"parts", "registration"}
