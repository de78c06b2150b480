"""Which OpenUp this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def number() -> str:
    """The version that is installed; a checkout that nobody installed has none."""
    try:
        return version("openup")
    except PackageNotFoundError:
        return "0+checkout"
