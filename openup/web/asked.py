"""Values out of addresses: read strictly, and never a reason to fail."""

from __future__ import annotations


def whole(text: str, *, least: int, most: int) -> int:
    """A whole number between `least` and `most`; anything else is `least`."""
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        return least
    return min(most, max(least, int(text)))
