"""The entry of the command `openup`: a wrong Python gets a sentence before anything is imported."""

import importlib
import sys

LEAST_PYTHON = (3, 11)


def main():  # type: ignore[no-untyped-def]  # an older Python must be able to read this file
    """Check the Python that runs this, then hand over to the commands."""
    if sys.version_info < LEAST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            "OpenUp necesita Python 3.11 o posterior, y este es " + found + ". Instala uno.\n"
            "OpenUp needs Python 3.11 or later, and this is " + found + ". Install one."
        )
    sys.exit(importlib.import_module("openup.cli.group").run())
