"""The index tables of both engines, as a step of a migration."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MAKE = {
    "sqlite": (
        (
            "create virtual table catalog_fulltext using fts5("
            "title, keywords, tables, description, place, columns, found, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        ),
        "create virtual table catalog_wordpieces using fts5(word, tokenize = 'trigram')",
    ),
    "postgresql": (
        "create extension if not exists pg_trgm",
        (
            "create table catalog_fulltext ("
            "rowid bigint primary key, catalog_fulltext tsvector not null)"
        ),
        "create index catalog_fulltext_found on catalog_fulltext using gin (catalog_fulltext)",
        "create index catalog_word_alike on catalog_word using gin (word gin_trgm_ops)",
    ),
}
# FTS5 counts how often a word stands in a field times the field's weight, and the thousandth time
# tells little: values of columns weigh so little that a hundred of them do not make a title.
AMEND = {
    "sqlite": (
        (
            "insert into catalog_fulltext(catalog_fulltext, rank) "
            "values ('rank', 'bm25(10.0, 4.0, 2.0, 1.0, 0.5, 0.3, 0.02)')"
        ),
    ),
    # The tables of a test are emptied together, all but this one, which Django does not know.
    "postgresql": (
        "alter table catalog_fulltext drop constraint if exists catalog_fulltext_rowid_fkey",
    ),
}
DROP = {
    "sqlite": ("drop table catalog_fulltext", "drop table catalog_wordpieces"),
    "postgresql": ("drop table catalog_fulltext", "drop index catalog_word_alike"),
}


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables of the engine that this database has."""
    for text in MAKE[editor.connection.vendor]:
        editor.execute(text)


def amend(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Say what a match in each field weighs (PostgreSQL is told so with each question)."""
    for text in AMEND[editor.connection.vendor]:
        editor.execute(text)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The way back of `make`."""
    for text in DROP[editor.connection.vendor]:
        editor.execute(text)
