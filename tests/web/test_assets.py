"""Static files: made small, named by their content, and made once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import storages
from django.utils.functional import empty
from fontTools.ttLib import TTFont

from openup.web import assets, fonts, hashed

pytestmark = pytest.mark.slow


@pytest.fixture
def collected(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """A folder into which static files were collected."""
    settings.STATIC_ROOT, settings.FONTS_ROOT = tmp_path / "static", tmp_path / "fonts"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "openup.web.hashed.PortalStatic"},
    }
    _forget()
    assert assets.collect()
    yield tmp_path / "static"
    _forget()


def _forget() -> None:
    storages.__dict__.pop("backends", None)
    storages._storages = {}
    staticfiles_storage._wrapped = empty  # type: ignore[attr-defined]


def test_every_file_has_its_hash_and_is_small(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheet = collected / names["openup.css"]
    assert names["openup.css"] != "openup.css"
    assert 10_000 < sheet.stat().st_size < 22_000
    assert sheet.with_name(sheet.name + ".br").stat().st_size < 6_000
    assert "newsreader." in sheet.read_text()
    assert 'url("fonts/newsreader.woff2")' not in sheet.read_text()
    fonts_size = sum(path.stat().st_size for path in (collected / "fonts").glob("*.woff2"))
    assert fonts_size < 110_000


def test_static_files_are_made_once(collected: Path) -> None:
    assert not assets.collect()


def test_the_fonts_have_the_letters_of_spanish(collected: Path) -> None:
    for face in fonts.FACES:
        made = next(collected.glob(f"fonts/{face.name.removesuffix('.woff2')}.*.woff2"))
        letters = TTFont(made).getBestCmap()
        assert {ord(letter) for letter in "áéíóúüñÁÑ¿¡«»0Il1–…"} <= set(letters), face.name


def test_a_small_sheet_says_the_same() -> None:
    sheet = (
        '/* why */\n.a > b,\n.c { color : red; width: calc(1px + 2px) }\n\n.d { content: "✓ " }\n'
    )
    assert hashed.small(sheet) == '.a>b,.c{color :red;width:calc(1px + 2px)}.d{content:"✓ "}'


def test_the_server_does_not_load_what_makes_the_fonts(tmp_path: Path) -> None:
    script = "import sys, openup.web.wsgi; print('fontTools' in sys.modules)"
    env = {**os.environ, "OPENUP_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "openup.settings"}
    told = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"
