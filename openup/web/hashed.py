"""How static files are stored: style sheets small, names with hashes, compressed copies.

The server needs this and nothing of how the files are made: that is in `assets` and `fonts`.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

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
