"""THE WAY OF THE DATA: from a file to a release that people find.

| step    | needs                  | yields                                   |
|---------|------------------------|------------------------------------------|
| allow   | order, person          | institution in which the person publishes |
| read    | file, what was told    | draft: tables in a private folder        |
| name    | draft, catalogue       | data set and resource of each table      |
| compare | draft, current release | tables that are new, and what changed    |
| keep    | file                   | its bytes under their SHA-256            |
| commit  | new tables             | immutable releases in the lake           |
| record  | releases               | catalogue, search and ledger, all at once |

Until *record* has happened nobody sees anything; when any step fails, what *keep* and *commit*
added is taken back. A process that is killed in between leaves bytes that nobody points at: `sweep`
takes those.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Final

from openup.catalog import actions as catalog
from openup.catalog import selectors
from openup.catalog.actions import DatasetWords, Recorded
from openup.catalog.models import Release
from openup.catalog.pages import Pin
from openup.catalog.recording import NewRelease, reading_digest
from openup.catalog.recording import stands as is_release_of
from openup.flow import naming, stores
from openup.flow.errors import PublicationRefused
from openup.flow.following import changes_of, compare, expected
from openup.flow.orders import Order, Published, PublishedTable
from openup.flow.staging import turn, workspace
from openup.kernel.ids import Digest, ReleaseId
from openup.kernel.words import Words, say
from openup.people import access
from openup.people.access import Verb
from openup.people.models import Institution, User
from openup.publishing.draft import Draft, DraftTable, Source
from openup.publishing.manifest import pack
from openup.publishing.prepare import prepare
from openup.publishing.table import Progress, quiet
from openup.store.objects import digest_of


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way; its version goes up when the same input may yield something else."""

    name: str
    words: Words
    version: int


WAY: Final = (
    Step("allow", say("Asking who may publish"), 1),
    Step("read", say("Reading the file"), 2),
    Step("name", say("Finding its place in the catalogue"), 1),
    Step("compare", say("Comparing it with what stands"), 2),
    Step("keep", say("Keeping the file as it arrived"), 1),
    Step("commit", say("Writing the release"), 1),
    Step("record", say("Recording it and making it searchable"), 1),
)
_SAID: Final = {step.name: step.words for step in WAY}


@dataclass(frozen=True, slots=True)
class Placed:
    """A table of a draft with its place in the catalogue, and the release that stands there."""

    table: DraftTable
    resource: str
    title: str
    standing: Release | None


def publish(order: Order, *, by: User, progress: Progress = quiet) -> Published:
    """Go the whole way, or leave no trace. Raises OpenUpError with a sentence for the person."""
    began = time.perf_counter()
    words = dataset_words(order, _allow(order, by))
    with workspace() as folder:
        progress(_SAID["read"], 0, 0)
        draft = prepare(
            order.path,
            name=order.name,
            workspace=folder,
            engine_of=stores.writing_engine,
            limits=stores.limits(),
            progress=progress,
            told=order.told,
            before=expected(selectors.resources_of(words.slug), order.resource),
        )
        published = publish_draft(order, draft, by=by, progress=progress)
    return replace(published, seconds=time.perf_counter() - began)


def publish_draft(order: Order, draft: Draft, *, by: User, progress: Progress = quiet) -> Published:
    """Go the rest of the way with a draft that `prepare` has just made of the order's file."""
    began = time.perf_counter()
    institution = _allow(order, by)
    words = dataset_words(order, institution)
    placed = place(draft, order, words)
    pins = _record(placed, words, draft.source, institution, order.note, by, progress)
    tables = tuple(_published(one, pins[one.resource]) for one in placed)
    seconds = time.perf_counter() - began
    return Published(words.slug, words.title, draft.source.sha256, tables, seconds)


def _allow(order: Order, by: User) -> Institution:
    """Refuse what cannot end well before a file of perhaps gigabytes is read."""
    institution = access.institution_for(order.institution)
    access.demand(by, Verb.PUBLISH, institution)
    for address in filter(None, (order.dataset, order.resource)):
        catalog.demand_address(address)
    catalog.demand_free(order.dataset, institution)
    if order.category:
        catalog.category_for(order.category)
    return institution


def dataset_words(order: Order, institution: Institution) -> DatasetWords:
    """The data set's address and words: as ordered, else from the title or the file's name."""
    title = order.title or naming.title_of(order.name)
    slug = order.dataset or naming.address(title, other=order.name)
    if not order.dataset and selectors.owner_of(slug) not in ("", institution.slug):
        slug = f"{slug}-{institution.slug}"
    return DatasetWords(
        slug=slug,
        title=title,
        description=order.description,
        keywords=order.keywords,
        category=order.category,
        frequency=order.frequency,
        licence=order.licence,
        licence_url=order.licence_url,
    )


def place(draft: Draft, order: Order, words: DatasetWords) -> tuple[Placed, ...]:
    """Each chosen table of the draft with its resource and the release that stands there."""
    tables = _chosen(draft, order)
    if order.resource and len(tables) > 1:
        raise PublicationRefused(
            say("«%(file)s» has %(n)s tables, and one address was given.",
                file=order.name, n=len(tables)),
            advice=say("Leave the address of the table out, or choose one of its tables."),
        )  # fmt: skip
    standing = selectors.resources_of(words.slug)
    named = naming.name_tables(
        tables,
        dataset=words.slug,
        title=words.title,
        resource=order.resource,
        titles=order.titles,
        standing=standing,
    )
    current = {one.slug: one.current for one in standing}
    placed = tuple(
        Placed(table, one.resource, one.title, current.get(one.resource))
        for table, one in zip(tables, named, strict=True)
    )
    for one in placed:
        compare(one.table, one.resource, one.standing)
    return placed


def _chosen(draft: Draft, order: Order) -> list[DraftTable]:
    absent = set(order.only) - {table.name for table in draft.tables}
    if absent:
        raise PublicationRefused(
            say("«%(file)s» has no table «%(table)s».", file=order.name, table=min(absent)),
            advice=say(
                "Its tables are: %(tables)s.",
                tables=", ".join(table.name for table in draft.tables),
            ),
        )
    return [table for table in draft.tables if not order.only or table.name in order.only]


def _record(
    placed: tuple[Placed, ...],
    words: DatasetWords,
    source: Source,
    institution: Institution,
    note: str,
    by: User,
    progress: Progress,
) -> dict[str, Recorded]:
    """Keep, commit and record the tables that are new; what stood already keeps its pin."""
    new = [one for one in placed if not stands(one, source)]
    recorded = {
        one.resource: Recorded(_pin(words.slug, one.resource, one.standing), new=False)
        for one in placed
        if one.standing and one not in new
    }
    if not new:
        return recorded
    with turn(source.sha256), ExitStack() as undo:
        progress(_SAID["keep"], 0, 0)
        _keep(source, undo)
        releases = []
        for number, one in enumerate(new):
            progress(_SAID["commit"], number, len(new))
            releases.append(_commit(one, source, note, undo))
        progress(_SAID["record"], 0, 0)
        outcome = catalog.publish_releases(
            by=by, institution=institution, dataset=words, releases=releases
        )
        undo.pop_all()
    return recorded | {one.pin.resource: one for one in outcome}


def _pin(dataset: str, resource: str, standing: Release) -> Pin:
    return Pin(dataset, resource, standing.number, ReleaseId(standing.release_id))


def stands(one: Placed, source: Source) -> bool:
    """Whether this table's current release came from the same bytes, read the same way."""
    return is_release_of(one.standing, source.sha256, reading_digest(one.table.reading))


def _keep(source: Source, undo: ExitStack) -> None:
    objects = stores.objects()
    if not selectors.is_kept(source.sha256):
        # Put in even where a killed process left the same bytes: a sweep spares what is fresh.
        undo.callback(_unkeep, source.sha256)
        kept = objects.put(source.path)
    else:
        kept = digest_of(source.path)
    if kept == source.sha256:
        return
    if not selectors.is_kept(kept):
        objects.discard(kept)
    raise PublicationRefused(
        say("«%(file)s» changed while it was read.", file=source.name),
        advice=say("Wait until whoever writes it has finished, and publish it again."),
    )


def _commit(one: Placed, source: Source, note: str, undo: ExitStack) -> NewRelease:
    lake = stores.lake()
    packed = pack(one.table, source)
    if not selectors.is_recorded(packed.release):
        undo.callback(_uncommit, packed.release)
        lake.discard(packed.release)
        lake.commit(packed.files, packed.manifest)
    return NewRelease(
        resource=one.resource,
        title=one.title,
        release_id=packed.release,
        source_name=source.name,
        source_sha256=source.sha256,
        source_bytes=source.size,
        reading=one.table.reading,
        profile=one.table.profile,
        faults=tuple(one.table.faults.groups.values()),
        rows=one.table.rows,
        parquet_sha256=packed.parquet_sha256,
        parquet_bytes=packed.parquet_bytes,
        note=note,
    )


def _unkeep(source: Digest) -> None:
    if not selectors.is_kept(source):
        stores.objects().discard(source)


def _uncommit(release: ReleaseId) -> None:
    if not selectors.is_recorded(release):
        stores.lake().discard(release)


def _published(one: Placed, recorded: Recorded) -> PublishedTable:
    return PublishedTable(
        name=one.table.name,
        title=one.title,
        pin=recorded.pin,
        rows=one.table.rows,
        columns=len(one.table.reading.columns),
        faults=one.table.faults.total,
        new=recorded.new,
        changes=changes_of(one.table.faults),
    )
