"""The tables of the search: original texts, facets, words, and each engine's own index."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from openup.catalog.models import Dataset


class SearchEntry(models.Model):
    """What is found beside a data set's own words: names of columns and frequent values."""

    dataset = models.OneToOneField(Dataset, on_delete=models.CASCADE, related_name="entry")
    columns: models.JSONField[list[str]] = models.JSONField(default=list)
    values: models.JSONField[list[str]] = models.JSONField(default=list)
    words: models.JSONField[list[str]] = models.JSONField(default=list)

    class Meta:
        app_label = "catalog"


class FacetEntry(models.Model):
    """One value of one facet of a data set."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=80)

    class Meta:
        app_label = "catalog"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["facet", "value", "dataset"], name="catalog_facet_once")
        ]


class Word(models.Model):
    """A word, unaccented, that `uses` data sets use, as one of them spells it, and its stem."""

    word = models.CharField(max_length=60, unique=True)
    spelling = models.CharField(max_length=60)
    stem = models.CharField(max_length=60, db_index=True)
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "catalog"


class FullText(models.Model):
    """Stems by field. On SQLite an FTS5 table, on PostgreSQL a table with a `tsvector`.

    `whole` is what a match is asked of: the column that FTS5 names after its table, or the vector.
    """

    dataset = models.OneToOneField(
        Dataset,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="fulltext",
    )
    whole: models.Field[Any, Any] = models.TextField(db_column="catalog_fulltext")
    rank = models.FloatField()

    class Meta:
        app_label = "catalog"
        managed = False
        db_table = "catalog_fulltext"


class WordPieces(models.Model):
    """The words by their threes of letters: an FTS5 trigram table, SQLite only."""

    word = models.OneToOneField(
        Word,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="pieces",
    )
    whole: models.Field[Any, Any] = models.TextField(db_column="catalog_wordpieces")
    rank = models.FloatField()

    class Meta:
        app_label = "catalog"
        managed = False
        db_table = "catalog_wordpieces"
