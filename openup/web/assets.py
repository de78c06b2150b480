"""Static files: the sheet made small, names with hashes, compressed copies; once per version."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from openup.web import fonts

OWN = Path(__file__).parent / "static"
STAMP = ".made-from"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")


def small(sheet: str) -> str:
    """A style sheet without comments and needless space; strings in it must not hold `;` or `{`."""
    sheet = _SPACE.sub(" ", _COMMENT.sub("", sheet))
    return _AROUND.sub(r"\1", sheet).replace(";}", "}").replace(": ", ":").strip()


class PortalStatic(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies by whitenoise; style sheets are made small on the way."""

    manifest_strict = False

    def _save(self, name: str, content: Any) -> str:
        if name.endswith(".css"):
            content.seek(0)
            content = ContentFile(small(content.read().decode()).encode())
        return str(super()._save(name, content))

    def stored_name(self, name: str) -> str:
        """The hashed name, or the plain one before anything was collected."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name


def made_from() -> str:
    """A digest of everything that static files are made from."""
    digest = hashlib.sha256()
    for path in sorted(OWN.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    for face in fonts.FACES:
        digest.update(f"{face.name}{face.axes}{face.source.stat().st_size}".encode())
    digest.update(Path(__file__).read_bytes())
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
