"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.format import Format
from openup.publishing.reading import Column, Layout, Reading
from openup.publishing.steps.layout.names import unique
from openup.publishing.table import Batch, Context, SourceFile, TextTable
from openup.store.columnar import fields, text_batches
from openup.store.errors import StoreError

_MARK: Final = b"PAR1"


class Parquet(Format):
    """The file's columns become the table's columns.

    ## How it is recognised
    By its first four bytes, `PAR1`.

    ## How it is read
    Columns that the file declares as text stay text, whatever their cells look like. Numbers, dates
    and times become the types of this portal with their exact values; floating-point numbers are
    written with as many digits as they need. Lists and structures become JSON text. Rows are
    numbered from 1.

    ## What it cannot see
    Metadata of the file beside its columns. Of times in nanoseconds, the microseconds are kept.
    """

    code, title = "parquet", say("Parquet")
    suffixes = (".parquet",)
    media_type = "application/vnd.apache.parquet"
    example = (
        """
        clave | unidad
        007   | Norte
        008   |
        """,
        """
        clave | unidad
        007   | Norte
        008   |
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        return 1.0 if head.startswith(_MARK) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        name = source.member or source.name
        try:
            declared = fields(source.path)
        except StoreError as error:
            raise ReadingRefused(error.sentence, advice=error.advice) from error
        if not declared or len(declared) > context.limits.columns:
            raise ReadingRefused(
                say("%(name)s has %(columns)s columns.", name=name, columns=len(declared)),
                advice=say("Send a table with between 1 and %(most)s columns.",
                           most=context.limits.columns),
            )  # fmt: skip
        names = unique(field.name for field in declared)
        yield TextTable(
            name=Path(name).stem or name,
            reading=Reading(
                format=self.code,
                container=source.container,
                member=source.member,
                layout=Layout(first_data_row=1),
                columns=tuple(
                    Column(column, field.name)
                    for column, field in zip(names, declared, strict=True)
                ),
            ),
            batches=lambda: _batches(source.path),
            text_columns=frozenset(
                column for column, field in zip(names, declared, strict=True) if field.text
            ),
        )


def _batches(path: Path) -> Iterator[Batch]:
    first = 1
    try:
        for columns in text_batches(path):
            rows = len(columns[0])
            yield Batch(list(range(first, first + rows)), columns)
            first += rows
    except StoreError as error:
        raise ReadingRefused(error.sentence, advice=error.advice) from error
