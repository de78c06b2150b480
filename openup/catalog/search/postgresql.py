"""Search in PostgreSQL: a `tsvector` of stems by weight, and `pg_trgm` for typos.

Stems are the ones that SQLite gets, so that both databases give one answer to one question.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, F, FloatField, Func, QuerySet, Value

from openup.catalog.search.engine import Asked, Stems
from openup.catalog.search.models import FullText


class ToQuery(Func):
    """The question as PostgreSQL reads it."""

    template = "to_tsquery('simple', %(expressions)s)"


class Match(Func):
    """`vector @@ query`."""

    arg_joiner = " @@ "
    template = "%(expressions)s"
    output_field = BooleanField()


class Distance(Func):
    """The rank, turned so that less is better."""

    function = "ts_rank"
    template = "-ts_rank('{0.02, 0.1, 0.4, 1.0}', %(expressions)s)"
    output_field = FloatField()


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _question(asked: Asked) -> ToQuery:
    text = " & ".join("(" + " | ".join(map(_quoted, any_of)) + ")" for any_of in asked)
    return ToQuery(Value(text))


class PostgresqlEngine:
    """Full text and trigrams of PostgreSQL, in tables beside the records."""

    def write(self, dataset: int, stems: Stems) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into catalog_fulltext (rowid, catalog_fulltext) values (%s, "
                "setweight(to_tsvector('simple', %s), 'A') || "
                "setweight(to_tsvector('simple', %s), 'B') || "
                "setweight(to_tsvector('simple', %s), 'B') || "
                "setweight(to_tsvector('simple', %s), 'C') || "
                "setweight(to_tsvector('simple', %s), 'C') || "
                "setweight(to_tsvector('simple', %s), 'C') || "
                "setweight(to_tsvector('simple', %s), 'D')) "
                "on conflict (rowid) do update set catalog_fulltext = excluded.catalog_fulltext",
                [dataset, *stems.ordered()],
            )

    def erase(self, dataset: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("delete from catalog_fulltext where rowid = %s", [dataset])

    def matching(self, asked: Asked) -> QuerySet[FullText]:
        question = _question(asked)
        found = FullText.objects.filter(Match(F("whole"), question))
        return found.annotate(distance=Distance(F("whole"), question))

    def add_words(self, words: Sequence[tuple[int, str]]) -> None:
        """Nothing to do: the trigram index stands on the table of words itself."""

    def drop_words(self, identifiers: Sequence[int]) -> None:
        """Nothing to do: the trigram index stands on the table of words itself."""

    def alike(self, word: str, *, limit: int) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select word from catalog_word where word %% %s "
                "order by similarity(word, %s) desc, word limit %s",
                [word, word, limit],
            )
            return [row[0] for row in cursor.fetchall()]
