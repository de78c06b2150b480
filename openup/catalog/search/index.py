"""Writing a data set into the search, in the transaction that records it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import localtime

from openup.catalog.models import Dataset, Findings, Resource
from openup.catalog.search.engine import Engine, Stems
from openup.catalog.search.models import FacetEntry, SearchEntry, Word
from openup.catalog.search.postgresql import PostgresqlEngine
from openup.catalog.search.sqlite import SqliteEngine
from openup.catalog.search.words import fold, spelled, stem, stems
from openup.people.models import Institution

MOST_VALUES = 400
LONGEST_VALUE = 120
_ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresqlEngine()}


def engine() -> Engine:
    """The engine of this database."""
    return _ENGINES[connection.vendor]


def index(dataset: Dataset) -> None:
    """Index a data set anew: its own words, its tables, and what its columns hold."""
    resources = list(dataset.resources.filter(current__isnull=False))
    columns, values = _contents(resources)
    place = [dataset.institution.name, dataset.institution.acronym]
    if dataset.category:
        place += [dataset.category.name_es, dataset.category.name_en]
    tables = [f"{resource.title} {resource.description}" for resource in resources]
    engine().write(
        dataset.pk,
        Stems(
            title=stems(dataset.title),
            keywords=stems(" ".join(dataset.keywords)),
            tables=stems(" ".join(tables)),
            description=stems(dataset.description),
            place=stems(" ".join(place)),
            columns=stems(" ".join(columns)),
            found=stems(" ".join(values)),
        ),
    )
    texts = [dataset.title, dataset.description, *dataset.keywords, *tables, *place]
    _write_entry(dataset, columns, values, [*texts, *columns, *values])
    _write_facets(dataset)


@transaction.atomic
def index_institution(institution: Institution) -> int:
    """Index the data sets of an institution whose words changed; how many there are."""
    # The lock is the one of publications: none of them may index with the words of before.
    Institution.objects.select_for_update().get(pk=institution.pk)
    held = Dataset.objects.filter(institution=institution, tables__gt=0)
    datasets = list(held.select_related("institution", "category"))
    for dataset in datasets:
        index(dataset)
    return len(datasets)


def remove(dataset: Dataset) -> None:
    """Take a data set out of the search."""
    engine().erase(dataset.pk)
    for entry in SearchEntry.objects.filter(dataset=dataset):
        _drop_words(set(entry.words))
        entry.delete()
    FacetEntry.objects.filter(dataset=dataset).delete()


def _contents(resources: Iterable[Resource]) -> tuple[list[str], list[str]]:
    """Names of columns, and their frequent values, over all current releases."""
    current = [resource.current_id for resource in resources if resource.current_id]
    columns: dict[str, None] = {}
    values: dict[str, None] = {}
    for findings in Findings.objects.filter(release__in=current).order_by("release"):
        for profile in findings.profile:
            columns[profile["name"]] = None
            if not profile["histogram"] and profile["type"] == "text":
                for bar in profile["bars"]:
                    values[bar["label"][:LONGEST_VALUE]] = None
    return list(columns), list(values)[:MOST_VALUES]


def _write_entry(dataset: Dataset, columns: list[str], values: list[str], texts: list[str]) -> None:
    spelling = {fold(word): word[:60] for text in texts for word in spelled(text)}
    spelling.pop("", None)
    entry = SearchEntry.objects.filter(dataset=dataset).first()
    before = set(entry.words) if entry else set()
    SearchEntry.objects.update_or_create(
        dataset=dataset,
        defaults={"columns": columns, "values": values, "words": sorted(spelling)},
    )
    _drop_words(before - set(spelling))
    _add_words({word: spelling[word] for word in set(spelling) - before})


def _add_words(spelling: dict[str, str]) -> None:
    known = set(Word.objects.filter(word__in=spelling).values_list("word", flat=True))
    Word.objects.filter(word__in=known).update(uses=F("uses") + 1)
    made = Word.objects.bulk_create(
        Word(word=word, stem=stem(word), spelling=spelling[word], uses=1)
        for word in sorted(set(spelling) - known)
    )
    engine().add_words([(word.pk, word.word) for word in made])


def _drop_words(words: set[str]) -> None:
    Word.objects.filter(word__in=words).update(uses=F("uses") - 1)
    gone = list(Word.objects.filter(word__in=words, uses=0).values_list("pk", flat=True))
    engine().drop_words(gone)
    Word.objects.filter(pk__in=gone).delete()


def _write_facets(dataset: Dataset) -> None:
    values = dict.fromkeys(
        [("institution", dataset.institution.slug), ("year", str(localtime(dataset.updated).year))]
        + [("format", name) for name in dataset.formats]
    )
    if dataset.category:
        values[("category", dataset.category.slug)] = None
    if dataset.frequency:
        values[("frequency", dataset.frequency)] = None
    FacetEntry.objects.filter(dataset=dataset).delete()
    FacetEntry.objects.bulk_create(
        FacetEntry(dataset=dataset, facet=facet, value=value) for facet, value in values
    )
