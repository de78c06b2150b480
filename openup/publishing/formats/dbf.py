"""DBF files: dBase III and IV, FoxPro, and the tables of shapefiles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from openup.kernel.words import say
from openup.publishing.errors import ReadingRefused
from openup.publishing.faults import Fault, FaultLog, Level, Place
from openup.publishing.format import Format
from openup.publishing.formats._dbfcells import CODE_PAGES, cell_of
from openup.publishing.reading import Column, Layout, Reading, Reason
from openup.publishing.steps.layout.names import unique
from openup.publishing.steps.said.heard import Heard, heard
from openup.publishing.steps.text.spanish import PLAUSIBLE, weigh
from openup.publishing.table import Batch, Context, SourceFile, TextTable

_VERSIONS: Final = b"\x02\x03\x30\x31\x32\x43\x63\x83\x8b\xcb\xf5\xfb"
_FOXPRO: Final = b"\x30\x31\x32"
_PIECE: Final = 4 * 2**20
_SAMPLE: Final = 2**20
_SIGNS: Final = re.compile(rb"[\x20-\x7f]?[\x80-\xff]+[\x20-\x7f]?")
_ELSEWHERE: Final = "MGPW"
"""Types whose content is in another file."""

_KEPT, _DELETED = 0x20, 0x2A


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: its name, its type, and where in the record it stands."""

    name: str
    kind: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Header:
    """What the head of the file says."""

    fields: tuple[_Field, ...]
    rows: int
    first: int
    step: int
    page: int


class Dbf(Format):
    """Each record of the file that is not deleted becomes a row.

    ## How it is recognised
    By its first bytes: a version, a date, and a list of fields that fills its head exactly.

    ## How it is read
    Fields that the file declares as text stay text, with their leading zeros; the blanks that pad
    them are cut. Dates become 2024-12-31. The code page is the one that the head names, unless the
    text itself says otherwise: many programs name a wrong one. Rows are numbered as in the file.

    ## What it cannot see
    Memos, whose text is in a second file; such columns are left out and listed as a fault. Records
    that are marked as deleted are counted as a fault and are no rows. dBase 7 is refused.
    """

    code, title = "dbf", say("dBase and FoxPro (DBF)")
    suffixes = (".dbf",)
    media_type = "application/vnd.dbf"
    example = (
        """
        CLAVE C3 | NOMBRE C12   | MONTO N9.2 | ALTA D8
        007      | Peñón Blanco | 1250.50    | 20240131
        008      | Múzquiz      |            |
        """,
        """
        CLAVE | NOMBRE       | MONTO   | ALTA
        007   | Peñón Blanco | 1250.50 | 2024-01-31
        008   | Múzquiz      |         |
        """,
    )

    def recognises(self, head: bytes, name: str) -> float:
        return 0.95 if _header(head) else 0.0

    def read(self, source: SourceFile, context: Context) -> Iterator[TextTable]:
        name = source.member or source.name
        with source.path.open("rb") as file:
            header = _header(file.read(2**17))
            file.seek(header.first if header else 0)
            sample = file.read(_SAMPLE)
        shown = [one for one in header.fields if one.kind not in _ELSEWHERE] if header else []
        if header is None or not shown:
            raise ReadingRefused(
                say("The head of %(name)s is cut off, or names no column.", name=name),
                advice=say("Copy the DBF file again, or save it as CSV."),
            )
        names = (source.member, source.name, Path(name).stem)
        said = heard(context, names, alone=not source.archived)
        codec, reason = _codec(sample, header.page)
        yield _table(source, header, _as_told(codec, said, sample), reason, said)


def _as_told(codec: str, said: Heard, sample: bytes) -> str:
    """The encoding that was said, if the first records are text in it."""
    told = cast("str | None", said.says("encoding"))
    if told is None:
        return codec
    try:
        if not told.startswith(("utf-16", "utf-32")):
            sample.decode(told)
            said.keep("encoding")
            return told
    except UnicodeDecodeError:
        pass
    said.misfit(
        "encoding",
        say("its records are not text in %(codec)s.", codec=told),
        say("It looks like %(codec)s: leave the encoding out, or say another.", codec=codec),
    )
    return codec


def _header(head: bytes) -> _Header | None:
    """The head, or None where these bytes are no DBF file."""
    if len(head) < 65 or head[0] not in _VERSIONS or head[2] > 12 or head[3] > 31:
        return None
    rows = int.from_bytes(head[4:8], "little")
    first, step = int.from_bytes(head[8:10], "little"), int.from_bytes(head[10:12], "little")
    fields: list[_Field] = []
    at, start = 32, 1
    while at + 32 <= min(first, len(head)) and head[at] != 0x0D:
        name, _, _ = head[at : at + 11].partition(b"\0")
        kind, length = chr(head[at + 11]), head[at + 16]
        if kind == "C":
            length += head[at + 17] << 8  # Clipper and FoxPro write long texts so
        if not name.strip() or kind not in "CNFDLMGPBIYTVWQ0+O@" or not length:
            return None
        if kind != "0":
            fields.append(_Field(name.decode("latin-1").strip(), kind, start, length))
        start += length
        at += 32
    ends = at < len(head) and head[at] == 0x0D
    return _Header(tuple(fields), rows, first, step, head[29]) if ends and start == step else None


def _codec(sample: bytes, page: int) -> tuple[str, Reason]:
    """The encoding of the text, and why."""
    declared = CODE_PAGES.get(page, "")
    signs = Counter(_SIGNS.findall(sample))
    if signs and all(_is_utf8(sign) for sign in signs):
        return "utf-8", Reason("encoding", say("All of the text is valid UTF-8."), 0.95)
    weights = weigh(signs)
    known = {weight.codec: weight.score for weight in weights}
    if declared and (not signs or known.get(declared, 1.0) >= PLAUSIBLE):
        words = say("The head of the file names %(codec)s.", codec=declared)
        return declared, Reason("encoding", words, 0.95)
    if not signs:
        return "cp1252", Reason("encoding", say("No accented letter is in the text."), 1.0)
    words = say("The signs are words of Spanish in %(codec)s.", codec=weights[0].codec)
    return weights[0].codec, Reason("encoding", words, 0.8)


def _is_utf8(sign: bytes) -> bool:
    try:
        sign.decode()
    except UnicodeDecodeError:
        return False
    return True


def _table(
    source: SourceFile, header: _Header, codec: str, reason: Reason, said: Heard
) -> TextTable:
    shown = [field for field in header.fields if cell_of(field.kind, field.length, codec)]
    names = unique(field.name for field in shown)
    reading = Reading(
        format=Dbf.code,
        container=source.container,
        member=source.member,
        encoding=codec,
        layout=Layout(first_data_row=1),
        columns=tuple(Column(name, field.name) for name, field in zip(names, shown, strict=True)),
        reasons=(reason,),
    )
    log = FaultLog()
    name = source.member or source.name
    return TextTable(
        name=Path(name).stem or name,
        reading=said.marked(reading),
        batches=lambda: _batches(source.path, header, shown, codec, log, said.faults),
        faults=log,
        text_columns=frozenset(
            name for name, field in zip(names, shown, strict=True) if field.kind in "CV"
        ),
    )


def _batches(
    path: Path,
    header: _Header,
    shown: list[_Field],
    codec: str,
    log: FaultLog,
    unheard: Sequence[Fault],
) -> Iterator[Batch]:
    log.groups.clear()
    log.extend(unheard)
    log.extend(_absent(field) for field in header.fields if field not in shown)
    cells = [(cell_of(one.kind, one.length, codec), one.start, one.length) for one in shown]
    seen = 0
    with path.open("rb") as file:
        file.seek(header.first)
        while piece := _piece(file.read(max(1, _PIECE // header.step) * header.step), header.step):
            kept: list[bytes] = []
            numbers: list[int] = []
            for at in range(0, len(piece), header.step):
                seen += 1
                if piece[at] == _DELETED:
                    log.add(
                        _deleted(seen, piece[at + 1 : at + header.step].decode(codec, "replace"))
                    )
                    continue
                kept.append(piece[at : at + header.step])
                numbers.append(seen)
            if kept:
                columns = [
                    [cell(record[start : start + length]) for record in kept]
                    for cell, start, length in cells
                    if cell is not None
                ]
                yield Batch(numbers, columns)
    if seen != header.rows:
        log.add(_miscounted(header.rows, seen))


def _piece(read: bytes, step: int) -> bytes:
    """The whole records up to the sign that ends the file."""
    for at in range(0, len(read), step):
        if read[at] not in (_KEPT, _DELETED) or at + step > len(read):
            return read[:at]
    return read


def _absent(field: _Field) -> Fault:
    return Fault(
        "memo-absent",
        Level.COLUMN,
        say("The text of column %(column)s is in another file.", column=field.name),
        say("Export the table with its memos as CSV."),
        Place(column=field.name),
    )


def _deleted(row: int, raw: str) -> Fault:
    return Fault(
        "deleted-row",
        Level.ROW,
        say("Row %(row)s is marked as deleted, and was left out.", row=row),
        say("Pack the table before you export it; restore the row if it counts."),
        Place(row=row),
        " ".join(raw.split())[:200],
    )


def _miscounted(promised: int, found: int) -> Fault:
    return Fault(
        "row-count",
        Level.FILE,
        say("The head of the file promises %(promised)s rows; it holds %(found)s.",
            promised=promised, found=found),
        say("Copy the file again: it may be cut off."),
    )  # fmt: skip
