"""The fonts of the pages: Latin subsets in WOFF2, made once from the installed font packages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import fontpkg_atkinson_hyperlegible
import fontpkg_ibm_plex_mono
import fontpkg_newsreader
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from openup.kernel.ids import opaque

# The Latin range that browsers ask for, with the arrows and marks that the pages use.
LATIN = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A),
    *(0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x25C6, 0x2713),
)
_making = Lock()
FEATURES = ["kern", "liga", "lnum", "tnum", "ccmp", "locl", "mark", "mkmk"]


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: its name on the web, where it comes from, and the part of its axes we keep."""

    name: str
    source: Path
    axes: tuple[tuple[str, tuple[float, float]], ...] = ()


FACES = (
    Face(
        "newsreader.woff2",
        fontpkg_newsreader.ROOT / "files" / "Newsreader[opsz,wght].ttf",
        (("opsz", (18, 60)), ("wght", (500, 600))),
    ),
    Face(
        "atkinson-hyperlegible.woff2",
        fontpkg_atkinson_hyperlegible.ROOT / "files" / "AtkinsonHyperlegible-Regular.ttf",
    ),
    Face(
        "atkinson-hyperlegible-bold.woff2",
        fontpkg_atkinson_hyperlegible.ROOT / "files" / "AtkinsonHyperlegible-Bold.ttf",
    ),
    Face(
        "ibm-plex-mono.woff2",
        fontpkg_ibm_plex_mono.ROOT / "files" / "IBMPlexMono-Regular.ttf",
    ),
)


def make(face: Face, target: Path) -> None:
    """Write one face as WOFF2 at `target`, whole or not at all."""
    font = TTFont(face.source)
    options = subset.Options(hinting=False, layout_features=FEATURES, notdef_outline=True)
    options.drop_tables += ["meta", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LATIN)
    cutter.subset(font)
    if face.axes:
        font = instancer.instantiateVariableFont(font, dict(face.axes))
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{opaque()}.part")
    font.save(unfinished)
    unfinished.replace(target)


def make_missing(folder: Path) -> None:
    """Make every face that `folder` does not have yet; takes about three seconds for all."""
    with _making:
        for face in FACES:
            if not (folder / face.name).exists():
                make(face, folder / face.name)


class FontFinder(BaseFinder):
    """Offers the made fonts to staticfiles as `fonts/<name>.woff2`."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.folder = Path(settings.FONTS_ROOT)
        self.storage = FileSystemStorage(location=self.folder)
        self.storage.prefix = "fonts"  # type: ignore[attr-defined]

    def check(self, **kwargs: object) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        """The made file of `fonts/<name>`, made now if need be."""
        for face in FACES:
            if path == f"fonts/{face.name}":
                make_missing(self.folder)
                made = str(self.folder / face.name)
                return [made] if find_all else made
        return []

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every font, for collecting."""
        make_missing(self.folder)
        for face in FACES:
            yield face.name, self.storage
