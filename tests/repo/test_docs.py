"""The reference says what the code does, and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from tests.repo import tree
from tools import reference

_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def test_the_reference_is_what_the_code_says() -> None:
    assert not reference.stale(), "run: make docs"


def test_a_stale_page_is_found(tmp_path: Path) -> None:
    kept, reference.REFERENCE = reference.REFERENCE, tmp_path
    try:
        assert set(reference.stale()) == set(reference.pages())
    finally:
        reference.REFERENCE = kept


def test_every_link_of_the_documentation_leads_to_a_file() -> None:
    lost = [
        f"{tree.shown(path)}: {target}"
        for path in tree.files()
        if path.suffix == ".md"
        for target in _LINK.findall(tree.source(path))
        if not (path.parent / target).exists()
    ]
    assert not lost


def test_a_decision_fits_on_a_page() -> None:
    notes = list((tree.ROOT / "docs" / "decisions").glob("*.md"))
    assert notes
    assert all(len(note.read_text().splitlines()) <= 25 for note in notes)
