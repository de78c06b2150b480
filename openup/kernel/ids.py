"""Identifiers and slugs: opaque ones are minted here, readable ones are made from titles here."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import NewType

Digest = NewType("Digest", str)
"""A SHA-256 as 64 lower-case hexadecimal digits."""

ReleaseId = NewType("ReleaseId", str)
"""The SHA-256 of a release's manifest: the same content has the same identifier."""

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str, *, longest: int = 80) -> str:
    """A lower-case ASCII name for a URL, cut at a word: `Obra pública` -> `obra-publica`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    made = _NOT_SLUG.sub("-", plain.lower()).strip("-")
    if len(made) <= longest:
        return made
    return made[: longest + 1].rpartition("-")[0] or made[:longest]


def opaque() -> str:
    """A new random identifier of 20 URL-safe characters."""
    return secrets.token_hex(10)
