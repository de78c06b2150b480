"""A reading as a file: what a person says of how files are read, and what was found to correct."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openup.cli.told import TableRead
from openup.kernel.errors import Conflict
from openup.kernel.words import say
from openup.publishing.told import AS_FOUND, Told, whole
from openup.publishing.toldfile import read_told, written_told


def told_in(path: Path | None) -> Told:
    """What the file at `path` says of a reading. Raises a sentence when it says nothing sound."""
    if path is None:
        return AS_FOUND
    try:
        return read_told(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Conflict(
            say("The reading %(path)s cannot be read.", path=str(path)),
            advice=say("Check the name and the folder; it is a JSON file in UTF-8."),
        ) from error


def save(tables: Sequence[TableRead], path: Path) -> None:
    """Write the reading that was found, so that a person can correct it and give it back."""
    alone = len(tables) == 1
    told = Told(tuple(whole(one.reading, "" if alone else one.name) for one in tables))
    path.write_text(written_told(told), "utf-8")
