"""What a command is given to read: files, folders, addresses of the web, standard input (`-`)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from openup.kernel.addresses import allowed_networks
from openup.kernel.net import Terms, fetch, is_address
from openup.kernel.words import say
from openup.publishing.source import files_under, text_name
from openup.publishing.table import Progress

STANDARD_INPUT = "-"
ALLOW = "OPENUP_NET_ALLOW"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read: its path, its name within what it was found in, or where it comes from."""

    path: Path
    name: str
    address: str = ""

    @property
    def told(self) -> str:
        """What a person would recognise it by."""
        return self.address or self.name


def found(inputs: Sequence[str]) -> list[Input]:
    """Every file of the inputs; a file in a folder is named by its path within that folder."""
    return [one for given in inputs for one in _found(given)]


def _found(given: str) -> Iterator[Input]:
    one = named(given)
    if one.address or not one.path.is_dir():
        yield one
        return
    for file in files_under(one.path):
        yield Input(file, file.relative_to(one.path).as_posix())


def named(given: str) -> Input:
    """One input as it was written."""
    if given == STANDARD_INPUT or is_address(given):
        return Input(Path(given), given, given)
    return Input(Path(given), text_name(Path(given).name))


@contextmanager
def brought(given: Input, progress: Progress) -> Iterator[Input]:
    """The input as a file that is here, for as long as it is needed. Raises NotFetched."""
    if not given.address:
        yield given
        return
    with TemporaryDirectory(prefix="openup-") as made:
        target = Path(made, "arrived")
        if given.address == STANDARD_INPUT:
            with target.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
            yield replace(given, path=target, name="standard-input")
            return
        progress(say("Fetching %(address)s", address=given.address), 0, 0)
        terms = Terms(allow=allowed_networks(os.environ.get(ALLOW, "")))
        fetched = fetch(given.address, target, terms)
        yield replace(given, path=target, name=fetched.name)
