"""Tables of open contracting become clean lines: flatten-tool's, CompraNet's, those of the law."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TextIO

from openup.intelligence.standards import article121, compranet
from openup.intelligence.standards.ocds import unflatten
from openup.intelligence.standards.ocds.gather import FileRead, nothing
from openup.intelligence.standards.ocds.notes import Notes
from openup.intelligence.standards.ocds.shape import LINE_BYTES
from openup.intelligence.standards.ocds.tidy import tidied
from openup.intelligence.standards.ocds.upgrade import upgraded
from openup.publishing.errors import ReadingRefused
from openup.publishing.prepare import texts
from openup.publishing.table import Context, SourceFile, TextTable
from openup.store.engines.duckrules import DuckRuleEngine
from openup.store.sql import fill, number, text

_READERS: Final = {
    "flat table": unflatten.reader,
    "CompraNet": compranet.reader,
    "article 121": article121.reader,
}
_AS_TEXT: Final = frozenset({"ocds-number-text", "ocds-truth-text", "ocds-words-text"})
"""What is no fault of a table, whose cells are all text."""
_HEAD: Final = 64


def is_table(source: SourceFile) -> bool:
    """Whether a file does not begin as JSON does."""
    with source.path.open("rb") as file:
        head = file.read(_HEAD).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bool(head) and head[:1] not in (b"{", b"[")


def gather_tables(
    engine: DuckRuleEngine, sources: Sequence[SourceFile], target: Path, context: Context
) -> list[FileRead]:
    """Write the releases of all tables, one a line: one release may have parts in each of them."""
    reads: list[FileRead] = []
    with TemporaryDirectory(dir=context.workspace) as folder:
        parts = Path(folder, "parts.jsonl")
        with parts.open("w", encoding="utf-8") as out:
            for source in sources:
                reads.append(_parts(source, len(reads), out, context))
        with target.open("w", encoding="utf-8") as out:
            _join(engine, parts, reads, out)
    for read in reads:
        if not read.made_of and read.refused is None:
            read.refused = nothing(read)
    return reads


def _parts(source: SourceFile, place: int, out: TextIO, context: Context) -> FileRead:
    """Write what each row says of a release as a line."""
    read = FileRead(source.member or source.name, notes=Notes(ignored=_AS_TEXT))
    try:
        for table in texts(source.path, name=read.name, context=context):
            for part in _rows(table, read):
                line = {"ocid": part["ocid"], "release": str(part.get("id") or ""), "source": place,
                        "part": part}  # fmt: skip
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
    except ReadingRefused as refusal:
        read.refused = refusal.sentence
    return read


def _rows(table: TextTable, read: FileRead) -> Iterator[dict[str, object]]:
    labels = [column.label for column in table.reading.columns]
    fitting = ((kind, made(labels)) for kind, made in _READERS.items())
    kind, reader = next(((kind, one) for kind, one in fitting if one is not None), ("", None))
    if reader is None:
        return
    for batch in table.batches():
        for number_, row in zip(batch.numbers, zip(*batch.columns, strict=True), strict=True):
            part = reader(row)
            if part is None:
                read.notes.add("ocds-row", "", "", number_)
                continue
            read.made_of[kind] += 1
            yield part


def _join(engine: DuckRuleEngine, parts: Path, reads: list[FileRead], out: TextIO) -> None:
    rows = engine.batches(
        fill(
            "select ocid, release, source, part from read_json($path, "
            "format = 'newline_delimited', maximum_object_size = $most, columns = "
            "{ocid: 'varchar', release: 'varchar', source: 'bigint', part: 'json'}) "
            "order by ocid, release, source",
            path=text(str(parts)),
            most=number(LINE_BYTES),
        ),
        rows=1_000,
    )
    each = (row for batch in rows for row in batch)
    for _, group in groupby(each, key=lambda row: row[:2]):
        found = list(group)
        read = reads[int(str(found[0][2]))]
        whole = unflatten.joined([json.loads(str(row[3])) for row in found])
        release = upgraded(tidied(whole, read.notes), read.notes)
        out.write(json.dumps(release, ensure_ascii=False) + "\n")
        read.releases += 1
