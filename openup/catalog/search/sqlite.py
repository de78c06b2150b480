"""Search in SQLite: FTS5 over stems, and FTS5 over threes of letters for typos."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

from openup.catalog.search.engine import Asked, Stems
from openup.catalog.search.models import FullText


class Match(Func):
    """`table match 'words'`, FTS5's own operator."""

    arg_joiner = " match "
    template = "%(expressions)s"
    output_field = BooleanField()


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _expression(asked: Asked) -> str:
    """FTS5's language, in which every word stands between quotes and means only itself."""
    return " AND ".join("(" + " OR ".join(map(_quoted, any_of)) + ")" for any_of in asked)


def threes(word: str) -> list[str]:
    """The threes of letters of a word."""
    return [word[at : at + 3] for at in range(max(1, len(word) - 2))]


class SqliteEngine:
    """FTS5. The index lives in the same file as the records and in the same transaction."""

    def write(self, dataset: int, stems: Stems) -> None:
        with connection.cursor() as cursor:
            cursor.execute("delete from catalog_fulltext where rowid = %s", [dataset])
            cursor.execute(
                "insert into catalog_fulltext "
                "(rowid, title, keywords, tables, description, place, columns, found) "
                "values (%s, %s, %s, %s, %s, %s, %s, %s)",
                [dataset, *stems.ordered()],
            )

    def erase(self, dataset: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("delete from catalog_fulltext where rowid = %s", [dataset])

    def matching(self, asked: Asked) -> QuerySet[FullText]:
        match = Match(F("whole"), Value(_expression(asked)))
        return FullText.objects.filter(match).annotate(distance=F("rank"))

    def add_words(self, words: Sequence[tuple[int, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into catalog_wordpieces (rowid, word) values (%s, %s)", list(words)
            )

    def drop_words(self, identifiers: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "delete from catalog_wordpieces where rowid = %s", [[one] for one in identifiers]
            )

    def alike(self, word: str, *, limit: int) -> list[str]:
        any_of = " OR ".join(map(_quoted, threes(word)))
        with connection.cursor() as cursor:
            cursor.execute(
                "select word from catalog_wordpieces where catalog_wordpieces match %s "
                "order by rank limit %s",
                [any_of, limit],
            )
            return [row[0] for row in cursor.fetchall()]
