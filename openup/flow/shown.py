"""What an upload shows of its draft, written when it is read and loaded for its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openup.catalog import selectors
from openup.catalog.models import Release, Resource
from openup.catalog.pages import Pin, RowLine
from openup.flow import naming, stores
from openup.flow.following import changes_of, forget, since
from openup.flow.models import JobState, Upload, UploadState
from openup.flow.pages import Choice, Difference, Doing, UploadLine, UploadPage, UploadTable
from openup.kernel.ids import ReleaseId
from openup.kernel.words import Words
from openup.publishing.draft import ColumnProfile, DraftTable
from openup.publishing.faults import FaultCount, FaultLog
from openup.publishing.manifest import StoredTable
from openup.publishing.reading import Column, Reading
from openup.publishing.told import Told
from openup.publishing.written import Plain, dump, load, load_all, load_words
from openup.query.grid import sample

SAMPLE_ROWS: Final = 20
EXAMPLES: Final = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of a draft as an upload keeps it."""

    name: str
    reading: Reading
    rows: int
    profile: tuple[ColumnProfile, ...]
    faults: tuple[FaultCount, ...]
    sample: tuple[RowLine, ...]
    after: str = ""


def draft_table(table: DraftTable, folder: Path) -> Plain:
    """What is kept of a draft's table: how it was read, what was found, its first rows."""
    held = StoredTable(
        parquet=table.parquet,
        misfits=table.misfits,
        rows=table.rows,
        row_column=table.row_column,
        first_row=table.first_row,
        feeds=table.feeds,
        columns=table.reading.columns,
    )
    with stores.writing_engine(folder) as engine:
        first = sample(engine, held, SAMPLE_ROWS)
    faults = tuple(
        replace(group, examples=group.examples[:EXAMPLES]) for group in table.faults.groups.values()
    )
    shown = Shown(table.name, table.reading, table.rows, table.profile, faults, first, table.after)
    return dump(shown)


def line(upload: Upload) -> UploadLine:
    return UploadLine(
        key=upload.key,
        name=upload.name,
        size=upload.size,
        institution=upload.institution.name,
        state=state(upload),
        made=upload.made,
        expires=upload.expires,
    )


def _stopped(upload: Upload) -> bool:
    job = upload.job
    return job is not None and job.state in (JobState.REFUSED, JobState.FAILED)


def state(upload: Upload) -> str:
    """A first reading that was refused ends an upload; what was refused later may be repeated."""
    if _stopped(upload) and upload.state == UploadState.WAITING:
        return UploadState.REFUSED.value
    if _stopped(upload) and upload.state in (UploadState.PUBLISHING, UploadState.AGAIN):
        return UploadState.READY.value
    return str(upload.state)


def page(upload: Upload, *, dataset: str, resource: str, language: str) -> UploadPage:
    """The page of an upload, its tables compared with those of the data set that is chosen."""
    tables = load_all(Shown, upload.tables)
    title = naming.title_of(upload.name)
    chosen = dataset or upload.dataset or naming.address(title, other=upload.name)
    resource = resource or ("" if dataset else upload.resource)
    held = selectors.datasets_of(upload.institution.slug)
    mine = any(slug == chosen for slug, _ in held)
    standing = selectors.resources_of(chosen) if mine else ()
    sentence, advice = _error(upload)
    return UploadPage(
        line=line(upload),
        institution_slug=upload.institution.slug,
        sha256=upload.sha256,
        doing=_doing(upload),
        seconds=upload.seconds,
        sentence=sentence,
        advice=advice,
        tables=_tables(upload, tables, chosen, resource, standing) if tables else (),
        dataset=chosen,
        title=title,
        datasets=tuple(Choice(slug, shown) for slug, shown in held),
        categories=tuple(Choice(one.slug, one.name) for one in selectors.categories(language)),
        published=load_all(Pin, upload.published),
        standing=tuple(Choice(one.slug, one.title) for one in standing),
        told=_told(upload),
        misfit=str(upload.job.error.get("field", "")) if sentence and upload.job else "",
    )


def _error(upload: Upload) -> tuple[Words | None, Words | None]:
    if not _stopped(upload) or upload.job is None or not upload.job.error:
        return None, None
    return load_words(upload.job.error["sentence"]), load_words(upload.job.error["advice"])


def _told(upload: Upload) -> Told:
    """What was told of the reading that is shown, or of the one that was refused."""
    job = upload.job
    if job is not None and upload.state == UploadState.AGAIN and "told" in job.arguments:
        return load(Told, job.arguments["told"])
    return load(Told, upload.told)


def _doing(upload: Upload) -> Doing | None:
    job = upload.job
    words = load_words(job.doing) if job is not None and job.state == JobState.RUNNING else None
    return Doing(words, job.done, job.of) if job is not None and words else None


def _tables(
    upload: Upload,
    tables: Sequence[Shown],
    dataset: str,
    resource: str,
    standing: Sequence[Resource],
) -> tuple[UploadTable, ...]:
    named = naming.name_tables(
        tables,
        dataset=dataset,
        title=naming.title_of(upload.name),
        resource=naming.meant(tables, resource, standing),
        titles={},
        standing=standing,
    )
    current = {one.slug: one for one in standing}
    last = selectors.last_numbers(dataset)
    return tuple(
        _table(
            table,
            one,
            current.get(one.resource),
            dataset,
            upload.sha256,
            last.get(one.resource, 0) + 1,
        )
        for table, one in zip(tables, named, strict=True)
    )


def _table(
    table: Shown,
    named: naming.Named,
    resource: Resource | None,
    dataset: str,
    sha256: str,
    number: int,
) -> UploadTable:
    release = resource.current if resource else None
    log = FaultLog({(group.code, group.column): group for group in table.faults})
    if table.after and table.after != named.resource:
        forget(log)
    earlier = changes_of(log)
    total = log.total
    return UploadTable(
        name=table.name,
        reading=table.reading,
        columns=table.reading.columns,
        rows=table.rows,
        profile=table.profile,
        faults=tuple(log.groups.values()),
        fault_total=total,
        sample=table.sample,
        resource=named.resource,
        title=named.title,
        number=number,
        difference=_difference(table, release, total, dataset, named, sha256) if release else None,
        changes=earlier + tuple(one.reason for one in since(table.reading, release))
        if release
        else (),
    )


def _difference(
    table: Shown, release: Release, faults: int, dataset: str, named: naming.Named, sha256: str
) -> Difference:
    before = _types(load(Reading, release.findings.reading).columns)
    after = _types(table.reading.columns)
    return Difference(
        pin=Pin(dataset, named.resource, release.number, ReleaseId(release.release_id)),
        rows_before=release.rows,
        rows=table.rows,
        faults_before=release.faults,
        faults=faults,
        added=tuple(name for name in after if name not in before),
        gone=tuple(name for name in before if name not in after),
        retyped=tuple(
            (name, before[name], kind)
            for name, kind in after.items()
            if name in before and before[name] != kind
        ),
        same=release.source_sha256 == sha256,
    )


def _types(columns: Sequence[Column]) -> Mapping[str, str]:
    return {column.name: column.type.value for column in columns}
