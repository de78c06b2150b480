"""What a file format is: one file in `formats/` that recognises bytes and yields tables of text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from openup.kernel.registry import Registry, Rule
from openup.publishing.table import Context, SourceFile, TextTable


class Format(Rule, ABC):
    """One file format. `suffixes` are hints only: bytes decide."""

    suffixes: tuple[str, ...] = ()
    media_type: str = ""

    @abstractmethod
    def recognises(self, head: bytes, name: str) -> float:
        """How sure it is (0 to 1) that a file with these first 64 KiB is of this format."""

    @abstractmethod
    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        """Yield each table of the file. Raises ReadingRefused with a sentence."""


formats: Registry[Format] = Registry("format", Format, "openup.publishing.formats")
