"""Reads delimited text in tests, through the door that everything else uses."""

from __future__ import annotations

from pathlib import Path

from openup.publishing.prepare import texts
from openup.publishing.reading import Reading
from openup.publishing.table import Context, Limits, TextTable


class ReadText:
    """One table of a file: its header as written, its rows with their numbers, its faults."""

    def __init__(self, table: TextTable) -> None:
        self.table = table
        self.reading: Reading = table.reading
        self.header = [column.label for column in table.reading.columns]
        self.names = [column.name for column in table.reading.columns]
        self.numbers: list[int] = []
        self.rows: list[list[str | None]] = []
        for batch in table.batches():
            self.numbers += batch.numbers
            self.rows += [list(row) for row in zip(*batch.columns, strict=True)]

    @property
    def faults(self) -> dict[str, int]:
        """Totals by code."""
        found: dict[str, int] = {}
        for (code, _), group in self.table.faults.groups.items():
            found[code] = found.get(code, 0) + group.total
        return found

    def fault(self, code: str):
        """The first example of a code."""
        return next(g.examples[0] for (c, _), g in self.table.faults.groups.items() if c == code)


def read_all(path: Path, workspace: Path, limits: Limits | None = None) -> list[ReadText]:
    workspace.mkdir(parents=True, exist_ok=True)
    context = Context(workspace, limits or Limits())
    return [ReadText(table) for table in texts(path, name=path.name, context=context)]


def read_bytes(content: bytes, folder: Path, name: str = "table.csv") -> ReadText:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    (found,) = read_all(path, folder / "work")
    return found
