"""`openup read`: files are read and converted without a portal."""

from __future__ import annotations

import json
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from openup.cli.arrivals import Input, brought, found
from openup.cli.converted import Piece, place, place_as, write_text, write_typed
from openup.cli.language import said
from openup.cli.progress import ProgressLine
from openup.cli.spoken import save, told_in
from openup.cli.told import TableRead, Told, not_written, refusal_of, report_of, tell_table
from openup.kernel.errors import Conflict, OpenUpError
from openup.kernel.words import say
from openup.publishing.prepare import prepare, texts
from openup.publishing.table import Context
from openup.publishing.told import Told as ToldReading
from openup.store.engines.duckdb import WritingEngine

KINDS = ("csv", "parquet", "jsonl")


@dataclass(slots=True)
class Order:
    """What is asked for: where tables go, in which form, and what is told."""

    folder: Path | None
    file: str
    kind: str
    as_text: bool
    as_json: bool
    told: ToldReading
    saved: Path | None
    written: set[Path] = field(default_factory=set)
    progress: ProgressLine = field(default_factory=ProgressLine)
    closing: ExitStack = field(default_factory=ExitStack)
    made: WritingEngine | None = None

    @property
    def beside(self) -> Path | None:
        """Where what is written is made before it is put in its place."""
        return self.folder or (Path(self.file).parent if self.file not in ("", "-") else None)

    def engine(self) -> WritingEngine:
        """One engine for all inputs: to make one costs more than to read a small file."""
        if self.made is None:
            folder = TemporaryDirectory(prefix=".openup-", dir=self.beside)
            spill = Path(self.closing.enter_context(folder))
            self.made = self.closing.enter_context(WritingEngine(spill))
        return self.made

    def let_go(self) -> None:
        """Give the engine back; a failure within it may have left it unfit for other files."""
        self.closing.close()
        self.made = None

    @property
    def writes(self) -> bool:
        return self.folder is not None or bool(self.file)


@click.command(
    help=said(
        say(
            "Read each INPUT, a file, a folder, an address (https://...) or standard input (-), "
            "and say how it was understood, or write its tables to DIR or FILE. The exit status is "
            "2 if any was refused; the others are still read."
        )
    )
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=said(say("Write each table into this folder, named after its input.")),
)
@click.option(
    "-o", "file", default="", metavar="FILE", help=said(say("Write the only table here (-: here)."))
)
@click.option(
    "--to",
    "kind",
    type=click.Choice(KINDS),
    default="csv",
    help=said(say("The form of what is written.")),
)
@click.option(
    "--text",
    "as_text",
    is_flag=True,
    help=said(say("Write cells as they stand, without types; a text stays one table.")),
)
@click.option(
    "--report", type=click.Choice(("json",)), help=said(say("Print one JSON line per input."))
)
@click.option(
    "--reading",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=said(say("Read as this JSON file says; what it does not say is found.")),
)
@click.option(
    "--save-reading",
    "saved",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=said(say("Write how the only input was read to this JSON file, to be corrected.")),
)
@click.pass_context
def read(
    ctx: click.Context,
    inputs: tuple[str, ...],
    folder: Path | None,
    file: str,
    kind: str,
    as_text: bool,
    report: str | None,
    reading: Path | None,
    saved: Path | None,
) -> None:
    every, refused = found(inputs), 0
    order = Order(folder, file, kind, as_text, report == "json", told_in(reading), saved)
    _check(order, len(every))
    with order.closing:
        for number, given in enumerate(every, start=1):
            of = f"{number}/{len(every)} {given.told} " if len(every) > 1 else ""
            refused += not _read_or_refuse(given, order, of)
    if len(every) > 1:
        _tell_sum(len(every), refused)
    if refused:
        ctx.exit(2)


def _read_or_refuse(given: Input, order: Order, of: str) -> bool:
    """Read one of the inputs and tell what it is, or why it was refused."""
    order.progress.place, refused = of, False
    try:
        with brought(given, order.progress) as here:
            told = _read_one(here, order)
    except BrokenPipeError:  # whoever listened has seen enough: click ends it quietly
        raise
    except (OpenUpError, OSError) as failure:
        error = failure if isinstance(failure, OpenUpError) else not_written(failure)
        order.progress.done()
        order.let_go()
        refused = True
        told = refusal_of(given.told, error)
        click.echo(f"{given.told}: {said(error.sentence)}", err=True)
        if error.advice:
            click.echo(said(error.advice), err=True)
    if order.as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    return not refused


def _tell_sum(inputs: int, refused: int) -> None:
    words = say(
        "%(inputs)s files: %(read)s read, %(refused)s refused.",
        inputs=f"{inputs:,}", read=f"{inputs - refused:,}", refused=f"{refused:,}",
    )  # fmt: skip
    click.echo(said(words), err=True)


def _check(order: Order, inputs: int) -> None:
    if order.saved is not None and (inputs != 1 or order.as_text):
        raise Conflict(
            say("--save-reading goes with one input that is read with its types."),
            advice=say("Give one file, and leave --text out."),
        )
    if order.folder is not None and order.file:
        raise Conflict(
            say("--out and -o cannot both be given."),
            advice=say("Use -o for one table, --out for several."),
        )
    if order.as_text and order.kind == "parquet":
        raise Conflict(
            say("--text goes with csv or jsonl; Parquet has types."),
            advice=say("Leave --text out, or choose --to csv."),
        )


def _read_one(given: Input, order: Order) -> Told:
    if order.beside is not None:
        order.beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".openup-", dir=order.beside) as made:
        tables, pieces = _tables(given, order, Path(made))
        order.progress.done()
        written = _placed(pieces, given, order)
        if order.saved is not None:
            save(tables, order.saved)
            written.append(order.saved)
    if not order.as_json and order.file != "-":
        for table in tables:
            tell_table(table, given.told)
        for path in written:
            click.echo(f"  -> {path}")
    return report_of(given.told, tables, [str(path) for path in written])


def _tables(given: Input, order: Order, made: Path) -> tuple[list[TableRead], list[Piece]]:
    if not given.path.is_file():
        raise Conflict(
            say("There is no file %(path)s.", path=str(given.path)),
            advice=say("Check the name and the folder."),
        )
    if order.as_text:
        return _as_text(given, order, made)
    draft = prepare(
        given.path,
        name=Path(given.name).name,
        workspace=made,
        engine_of=lambda _: nullcontext(order.engine()),
        progress=order.progress,
        told=order.told,
    )
    tables = [TableRead(one.name, one.reading, one.rows, one.faults) for one in draft.tables]
    pieces: list[Piece] = []
    if order.writes:
        for number, table in enumerate(draft.tables):
            piece = Piece(table.name, made / f"written-{number}")
            write_typed(table, piece.path, order.kind, order.engine())
            pieces.append(piece)
    return tables, pieces


def _as_text(given: Input, order: Order, made: Path) -> tuple[list[TableRead], list[Piece]]:
    # Cells as they stand: the twin of a text is one file, also where it holds several tables.
    context = Context(made, progress=order.progress, told=order.told, parted=False)
    tables: list[TableRead] = []
    pieces: list[Piece] = []
    for number, table in enumerate(texts(given.path, name=Path(given.name).name, context=context)):
        piece = Piece(table.name, made / f"written-{number}")
        rows = write_text(table, piece.path, order.kind)
        tables.append(TableRead(table.name, table.reading, rows, table.faults, typed=False))
        pieces.append(piece)
    if not tables:
        raise Conflict(
            say("%(name)s holds no table.", name=given.name),
            advice=say("Look at the file: it needs a row of names and rows below it."),
        )
    return tables, pieces


def _placed(pieces: list[Piece], given: Input, order: Order) -> list[Path]:
    if order.file:
        return place_as(pieces, order.file)
    if order.folder is None:
        return []
    return place(pieces, order.folder, given.name, order.kind, order.written)
