"""Where the store lies under the home folder of a portal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openup.store.lake import Lake
from openup.store.objects import FolderObjects


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one portal. `staging` is private and empty between runs."""

    home: Path

    def lake(self) -> Lake:
        """Where releases are."""
        return Lake(self.home / "lake")

    def objects(self) -> FolderObjects:
        """Where files are kept as they arrived."""
        return FolderObjects(self.home / "objects")

    @property
    def staging(self) -> Path:
        """Where a file is read before anything of it is recorded; made if absent."""
        folder = self.home / "staging"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    @property
    def uploads(self) -> Path:
        """Where uploaded files wait, private, until they are published or thrown away."""
        folder = self.home / "uploads"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder
