"""Reading an upload: the first time, and again as its person says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from openup.catalog import selectors as catalogue
from openup.catalog.models import Resource
from openup.flow import naming, queue, stores
from openup.flow.errors import UploadRefused
from openup.flow.following import expected
from openup.flow.models import Upload, UploadState
from openup.flow.shown import Shown, draft_table, state
from openup.flow.staging import workspace
from openup.flow.uploads import folder_of, locked
from openup.kernel import clock
from openup.kernel.words import say
from openup.people import ledger
from openup.people.models import User
from openup.publishing.prepare import prepare
from openup.publishing.reading import Reading
from openup.publishing.table import Progress
from openup.publishing.told import Before, Told
from openup.publishing.written import Plain, dump, load, load_all


@transaction.atomic
def read_again(*, by: User, key: str, told: Told) -> None:
    """Have an upload read again as `told` says. Raises UploadRefused when it is not ready."""
    upload = locked(key, by)
    _queue(by, upload, told, upload.dataset, upload.resource)


@transaction.atomic
def follow(*, by: User, key: str, dataset: str, resource: str) -> bool:
    """Have an upload read as the next file of a table, if that may change how it is read."""
    upload = locked(key, by)
    if state(upload) != UploadState.READY:
        return False
    before = expected(_standing(upload, dataset), resource)
    same = (upload.dataset, upload.resource) == (dataset, resource)
    if same or not _matters(before, load_all(Shown, upload.tables)):
        return False
    _queue(by, upload, load(Told, upload.told), dataset, resource)
    return True


def _matters(before: Sequence[Before], tables: Sequence[Shown]) -> bool:
    """Whether something was told of these releases, or a column of theirs has another type now."""
    types = [_types(table.reading) for table in tables]
    return any(
        one.reading.told
        or any(now.get(name, kind) != kind for name, kind in _types(one.reading).items())
        for one in before
        for now in types
    )


def _types(reading: Reading) -> Mapping[str, str]:
    return {column.name: column.type.value for column in reading.columns}


def _queue(by: User, upload: Upload, told: Told, dataset: str, resource: str) -> None:
    if state(upload) != UploadState.READY:
        raise UploadRefused(
            say("«%(file)s» cannot be read again now.", file=upload.name),
            advice=say("Wait until it has been read, or upload it again."),
        )
    arguments: dict[str, Plain] = {
        "upload": upload.key, "told": dump(told), "dataset": dataset, "resource": resource,
    }  # fmt: skip
    upload.job_id = queue.enqueue(kind="read_upload", arguments=arguments, key=upload.key)
    upload.state = UploadState.AGAIN
    upload.save(update_fields=["job", "state"])
    ledger.record(by=by, verb="read_upload_again", kind="upload", subject=upload.key)


def _standing(upload: Upload, dataset: str) -> tuple[Resource, ...]:
    """The tables of a data set of the upload's institution; of another one there are none."""
    held = dataset and catalogue.owner_of(dataset) == upload.institution.slug
    return catalogue.resources_of(dataset) if held else ()


def read_job(arguments: Mapping[str, Plain], progress: Progress) -> Plain:
    """Read an upload and keep what is shown of it; nothing of its tables stays on disk."""
    upload = Upload.objects.select_related("institution").get(key=arguments["upload"])
    if upload.state not in (UploadState.WAITING, UploadState.AGAIN):
        return None
    began = clock.now()
    told = load(Told, arguments.get("told", {}))
    guessed = naming.address(naming.title_of(upload.name), other=upload.name)
    dataset = str(arguments.get("dataset", guessed))
    resource = str(arguments.get("resource", ""))
    with workspace() as folder:
        draft = prepare(
            folder_of(upload.key) / "file",
            name=upload.name,
            workspace=folder,
            engine_of=stores.writing_engine,
            limits=stores.limits(),
            progress=progress,
            told=told,
            before=expected(_standing(upload, dataset), resource),
        )
        tables = [draft_table(table, folder) for table in draft.tables]
    Upload.objects.filter(pk=upload.pk, state=upload.state).update(
        state=UploadState.READY,
        tables=tables,
        told=dump(told),
        dataset=dataset,
        resource=resource,
        seconds=(clock.now() - began).total_seconds(),
    )
    return None
