"""What is ordered of the way, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from openup.catalog.pages import Pin
from openup.kernel.ids import Digest
from openup.kernel.words import Words
from openup.publishing.told import AS_FOUND, Told


@dataclass(frozen=True, slots=True)
class Order:
    """What to publish. Empty texts leave the choice to the portal.

    `only` are names of tables; `titles` are titles by name of table or by address of resource;
    `told` is what the person says of how to read the file.
    """

    path: Path
    name: str
    institution: str
    dataset: str = ""
    resource: str = ""
    category: str = ""
    title: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    frequency: str = ""
    licence: str = ""
    licence_url: str = ""
    note: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    told: Told = AS_FOUND


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table of a published file; `new` is false where the same bytes already stood.

    `changes` says what is not as in the release before.
    """

    name: str
    title: str
    pin: Pin
    rows: int
    columns: int
    faults: int
    new: bool
    changes: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What became of an order."""

    dataset: str
    title: str
    source_sha256: Digest
    tables: tuple[PublishedTable, ...]
    seconds: float
