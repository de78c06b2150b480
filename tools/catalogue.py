"""Merge the Spanish of every room into one compiled catalogue; the wheel's build uses it too."""

from __future__ import annotations

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "openup" / "locale"
PLURALS = "nplurals=2; plural=(n != 1);"

Key = tuple[str, str]
"""Context and msgid of an entry."""


class Contradiction(Exception):
    """Two rooms translate the same words differently, or one file is not whole."""


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid)


def rooms(language: str = "es", locale: Path = LOCALE) -> dict[str, polib.POFile]:
    """The translations by room, in order of their names."""
    files = sorted((locale / language).glob("*.po"))
    return {file.stem: polib.pofile(str(file), check_for_duplicates=True) for file in files}


def merged(files: dict[str, polib.POFile]) -> dict[Key, polib.POEntry]:
    """One entry for each msgid; two rooms must agree on it."""
    found: dict[Key, polib.POEntry] = {}
    said_in: dict[Key, str] = {}
    for room, file in files.items():
        for entry in file:
            if entry.obsolete or "fuzzy" in entry.flags or not entry.translated():
                continue
            first = found.setdefault(key(entry), entry)
            said_in.setdefault(key(entry), room)
            if (first.msgstr, first.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                raise Contradiction(
                    f"{said_in[key(entry)]}.po says {first.msgstr!r} and {room}.po says "
                    f"{entry.msgstr!r} for {entry.msgid!r}: agree on one, or word one of them anew."
                )
    return found


def compiled(language: str = "es", locale: Path = LOCALE) -> Path:
    """Write the catalogue that gettext reads, unless it is newer than every room, and say where."""
    folder = locale / language
    target = folder / "LC_MESSAGES" / "django.mo"
    newest = max((file.stat().st_mtime for file in [folder, *folder.glob("*.po")]), default=0.0)
    if target.exists() and target.stat().st_mtime > newest:
        return target
    whole = polib.POFile()
    whole.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS,
    }
    whole.extend(merged(rooms(language, locale)).values())
    target.parent.mkdir(parents=True, exist_ok=True)
    # Replaced in one step: a portal may be reading the old one.
    draft = target.with_suffix(f".{os.getpid()}")
    whole.save_as_mofile(str(draft))
    draft.replace(target)
    return target
