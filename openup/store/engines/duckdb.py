"""The one door to DuckDB: no network, spilling where it is told, and stopping when told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Final, Self

import duckdb
import pyarrow as pa

from openup.kernel.words import say
from openup.store.errors import EngineError, EngineFull, EngineInterrupted, StoreError
from openup.store.sql import Sql, fill, join, number, text

VERSION = f"duckdb {duckdb.__version__}"
"""The engine and its version, as the lineage of a release names it."""

_AGAIN_SECONDS: Final = 0.02
_GROUP_ROWS: Final = 40_960
_DICTIONARY_WORDS: Final = 4_096

Row = tuple[object, ...]
Columns = Mapping[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one engine may use: bytes of memory before it spills to disk, and threads."""

    memory_bytes: int = 1 * 2**30
    threads: int = 2


class DuckEngine:
    """A DuckDB in memory. Every call uses a cursor of its own, so threads may share an engine.

    `folder` receives what does not fit in memory; it exists and is private to this engine.
    """

    def __init__(self, folder: Path, allowance: Allowance = Allowance()) -> None:
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_community_extensions": "false",
                "memory_limit": f"{allowance.memory_bytes // 2**20}MiB",
                "threads": str(allowance.threads),
                "temp_directory": str(folder),
                "preserve_insertion_order": "true",
            },
        )
        self._busy: set[duckdb.DuckDBPyConnection] = set()
        self._lock = Lock()

    def run(self, statement: Sql, *, given: Mapping[str, Columns] | None = None) -> None:
        """Run a statement for what it does. `given` are tables of Python values by their names."""
        with self._cursor(given) as cursor:
            cursor.execute(statement.source)

    def rows(
        self,
        statement: Sql,
        *,
        given: Mapping[str, Columns] | None = None,
        seconds: float | None = None,
    ) -> list[Row]:
        """All rows of an answer. After `seconds` it raises EngineInterrupted."""
        with self._cursor(given, seconds) as cursor:
            return cursor.execute(statement.source).fetchall()

    def one(self, statement: Sql, *, seconds: float | None = None) -> Row:
        """The only row of an answer."""
        (row,) = self.rows(statement, seconds=seconds)
        return row

    def batches(
        self, statement: Sql, *, rows: int = 10_000, seconds: float | None = None
    ) -> Iterator[list[Row]]:
        """An answer in pieces of at most `rows` rows, in bounded memory."""
        with self._cursor(None, seconds) as cursor:
            cursor.execute(statement.source)
            while piece := cursor.fetchmany(rows):
                yield piece

    def arrow(self, statement: Sql, *, rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """An answer in Arrow record batches of about `rows` rows, in bounded memory."""
        with self._cursor(None) as cursor:
            yield from cursor.execute(statement.source).to_arrow_reader(rows)

    def interrupt(self) -> None:
        """Stop whatever runs now, in any thread."""
        with self._lock:
            for cursor in self._busy:
                cursor.interrupt()

    def close(self) -> None:
        """Let go of memory and of the files that were spilled."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _cursor(
        self, given: Mapping[str, Columns] | None, seconds: float | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        with self._lock:
            self._busy.add(cursor)
        try:
            for table, columns in (given or {}).items():
                cursor.register(table, pa.table(dict(columns)))
            with _limit(cursor, seconds):
                yield cursor
        except duckdb.InterruptException as error:
            raise EngineInterrupted(
                say("The query was stopped before it had an answer."),
                advice=say("Ask for less: a filter, fewer columns or fewer rows."),
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise EngineFull(
                say("This needs more memory than the portal allows."),
                advice=say("Ask for fewer columns or rows, or raise OPENUP_MEMORY."),
            ) from error
        except (duckdb.Error, UnicodeEncodeError) as error:
            # Names of files may hold bytes that are not UTF-8; the engine cannot be told those.
            raise EngineError(
                say("The query engine says: %(words)s", words=str(error).strip())
            ) from error
        finally:
            with self._lock:
                self._busy.discard(cursor)
            cursor.close()


@contextmanager
def _limit(cursor: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    """Interrupt what runs within, once the seconds are over and until it has ended.

    An interruption that comes before a statement has begun is forgotten by the engine, so that a
    single one may be lost.
    """
    if seconds is None:
        yield
        return
    ended = Event()

    def watch() -> None:
        wait = seconds
        while not ended.wait(wait):
            cursor.interrupt()
            wait = _AGAIN_SECONDS

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


class WritingEngine(DuckEngine):
    """The engine of one publication: it reads and writes files, and runs only our own SQL."""

    def __init__(self, folder: Path, allowance: Allowance = Allowance()) -> None:
        super().__init__(folder, allowance)
        # An `in` list of five or more becomes a join, and `copy` then loses the order of the rows.
        self.run(fill("set disabled_optimizers = 'in_clause'"))
        # Files of one publication come and go: what was read once must not be remembered.
        self.run(fill("set enable_external_file_cache = false"))


class ReadingEngine(DuckEngine):
    """The engine of pages and of the API: it opens files under `readable` and nothing else.

    The lock does not keep a statement from writing under `readable`: statements that people write
    must be checked to be a single select before they come here.
    """

    def __init__(self, folder: Path, readable: Path, allowance: Allowance = Allowance()) -> None:
        super().__init__(folder, allowance)
        if not readable.is_dir():
            raise StoreError(say("There is no folder %(folder)s to read.", folder=str(readable)))
        self.run(fill("set allowed_directories = [$folder]", folder=text(f"{readable.resolve()}/")))
        self.run(fill("set enable_external_access = false"))
        self.run(fill("set lock_configuration = true"))


def parquet(*paths: Path) -> Sql:
    """The rows of Parquet files, to stand after `from`."""
    return fill("read_parquet([$paths])", paths=join(", ", [text(str(path)) for path in paths]))


def copied(rows: Sql, target: Path, *, level: int = 1) -> Sql:
    """A statement that writes the rows of a query, in order, as a zstd Parquet file.

    Groups of rows are small, so that many columns fit in memory at once; a column of many different
    values gives up its dictionary early, which costs more to build than it saves.
    """
    return fill(
        "copy ($rows) to $target (format parquet, compression zstd, compression_level $level, "
        "row_group_size $group, dictionary_size_limit $words)",
        rows=rows,
        target=text(str(target)),
        level=number(level),
        group=number(_GROUP_ROWS),
        words=number(_DICTIONARY_WORDS),
    )
