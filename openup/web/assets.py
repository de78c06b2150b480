"""Static files are collected into the home folder once for each version of their sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from openup.web import fonts, hashed

OWN = Path(__file__).parent / "static"
STAMP = ".made-from"


def made_from() -> str:
    """A digest of everything that static files are made from."""
    digest = hashlib.sha256()
    for path in sorted(OWN.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    for face in fonts.FACES:
        digest.update(f"{face.name}{face.axes}{face.source.stat().st_size}".encode())
    digest.update(Path(__file__).read_bytes() + Path(hashed.__file__).read_bytes())
    return digest.hexdigest()


def collect() -> bool:
    """Collect static files into STATIC_ROOT unless they are up to date. True if it did."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    wanted = made_from()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)
    return True
