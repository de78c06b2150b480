"""The thresholds of the law that the product ships, one file for each jurisdiction.

A row is a value of the law for a matter and a method, when it holds, and how sure it is: VERIFIED
against the text of the law, CANDIDATE from elsewhere, PENDING where nobody has read it yet. Rules
ask VERIFIED rows only; a value that is not known makes a flag not computable, never clear.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from io import StringIO
from typing import Final

from openup.intelligence.errors import IntelligenceError
from openup.intelligence.laid import text_rows
from openup.kernel.words import say
from openup.store.portable import RuleEngine
from openup.store.sql import Sql

STATUSES: Final = ("VERIFIED", "CANDIDATE", "PENDING")

Row = dict[str, str | None]


def shipped() -> list[Row]:
    """Every threshold that ships with the product. An empty cell is None."""
    folder = files("openup.intelligence.thresholds")
    found: list[Row] = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".csv"):
            found += read(file.name, file.read_text("utf-8"))
    return found


def read(name: str, text: str) -> Iterator[Row]:
    """The thresholds of a file. Raises IntelligenceError where a row contradicts itself."""
    for number, line in enumerate(csv.DictReader(StringIO(text)), start=2):
        row: Row = {key: value.strip() or None for key, value in line.items()}
        if row["status"] not in STATUSES:
            raise IntelligenceError(
                say(
                    "Row %(row)s of %(file)s has the status “%(status)s”.",
                    row=number, file=name, status=row["status"] or "",
                ),
                advice=say("Write one of these: %(names)s.", names=", ".join(STATUSES)),
            )  # fmt: skip
        if row["status"] == "VERIFIED" and not (row["value"] and row["source"]):
            raise IntelligenceError(
                say("Row %(row)s of %(file)s is verified, but has no value or no source.",
                    row=number, file=name),
                advice=say("Write the value and the article, or make the row PENDING."),
            )  # fmt: skip
        yield row


def thresholds(engine: RuleEngine) -> Sql:
    """The shipped thresholds as the rows of the table `thresholds`."""
    return text_rows("thresholds", shipped(), engine)
