"""The life of an upload: a file is kept privately, read, shown, then published or thrown away."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from openup.catalog import selectors as catalogue
from openup.flow import naming, queue, stores
from openup.flow.errors import UploadRefused
from openup.flow.models import Upload, UploadState
from openup.flow.pages import Confirmation
from openup.flow.shown import Shown, state
from openup.flow.way import Order, publish
from openup.kernel import clock
from openup.kernel.errors import Missing
from openup.kernel.ids import opaque
from openup.kernel.words import say
from openup.people import access, ledger
from openup.people.access import Verb
from openup.people.models import User
from openup.publishing.table import Progress
from openup.publishing.told import Told
from openup.publishing.written import Plain, dump, load, load_all

KEPT: Final = timedelta(days=7)
"""How long an upload waits for its person before its file is thrown away."""

MOST_BYTES: Final = 2 * 2**30
"""The largest file that may be uploaded, in bytes."""

_OVER: Final = (UploadState.PUBLISHED, UploadState.DISCARDED, UploadState.EXPIRED)


def receive(*, by: User, institution: str, name: str, chunks: Iterable[bytes]) -> str:
    """Keep a file privately and have it read; the key of its upload."""
    where = access.institution_for(institution)
    access.demand(by, Verb.PUBLISH, where)
    key = opaque()
    folder = folder_of(key)
    try:
        folder.mkdir(mode=0o700)
        size, digest = _kept(folder / "file", chunks)
        with transaction.atomic():
            moment = clock.now()
            upload = Upload.objects.create(
                key=key,
                by=by,
                institution=where,
                name=_plain(name),
                size=size,
                sha256=digest,
                made=moment,
                expires=moment + KEPT,
            )
            upload.job_id = queue.enqueue(kind="read_upload", arguments={"upload": key}, key=key)
            upload.save(update_fields=["job"])
            facts: dict[str, ledger.Fact] = {"institution": where.slug, "sha256": digest}
            ledger.record(by=by, verb="receive_upload", kind="upload", subject=key, facts=facts)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return key


def folder_of(key: str) -> Path:
    """The private folder of an upload; its file is called `file`."""
    return stores.places().uploads / key


def _plain(name: str) -> str:
    """The file's own name: no folders, nothing unprintable, and never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()[:255] or "archivo"


def _kept(path: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with path.open("xb") as kept:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                raise UploadRefused(
                    say("The file is larger than %(most)s GB.", most=MOST_BYTES // 2**30),
                    advice=say("Compress it with gzip, or ask the operator to publish it."),
                )
            digest.update(chunk)
            kept.write(chunk)
    return size, digest.hexdigest()


def upload_for(key: str, by: User) -> Upload:
    """The upload of this key, for whoever may publish in its institution. Raises Missing."""
    upload = Upload.objects.select_related("institution", "by", "job").filter(key=key).first()
    if upload is None or not access.may(by, Verb.PUBLISH, upload.institution):
        raise Missing(
            say("There is no such upload for you."),
            advice=say("Upload the file again; uploads are kept for 7 days."),
        )
    return upload


@transaction.atomic
def confirm(*, by: User, key: str, choice: Confirmation) -> None:
    """Have an upload published as chosen. Raises UploadRefused when it is not ready."""
    upload = locked(key, by)
    if state(upload) != UploadState.READY:
        raise UploadRefused(
            say("«%(file)s» cannot be published now.", file=upload.name),
            advice=say("Wait until it has been read, or upload it again."),
        )
    arguments: dict[str, Plain] = {"upload": key, "by": by.username, "choice": dump(choice)}
    upload.job_id = queue.enqueue(kind="publish_upload", arguments=arguments, key=key)
    upload.state = UploadState.PUBLISHING
    upload.save(update_fields=["job", "state"])
    ledger.record(by=by, verb="confirm_upload", kind="upload", subject=key)


@transaction.atomic
def discard(*, by: User, key: str) -> None:
    """Throw an upload and its file away."""
    upload = locked(key, by)
    if upload.state in _OVER:
        return
    if state(upload) == UploadState.PUBLISHING:
        raise UploadRefused(
            say("«%(file)s» is being published and cannot be thrown away now.", file=upload.name),
            advice=say("Wait until it is published; a release can be withdrawn."),
        )
    upload.state = UploadState.DISCARDED
    upload.tables = []
    upload.save(update_fields=["state", "tables"])
    ledger.record(by=by, verb="discard_upload", kind="upload", subject=key)
    transaction.on_commit(lambda: shutil.rmtree(folder_of(key), ignore_errors=True))


def locked(key: str, by: User) -> Upload:
    """The upload of this key, held until the transaction ends. Raises Missing."""
    upload_for(key, by)
    return Upload.objects.select_related("job").select_for_update(of=("self",)).get(key=key)


def expire() -> None:
    """Throw away the files of uploads whose time is over, and folders that no upload has."""
    late = Upload.objects.filter(expires__lt=clock.now()).exclude(state__in=_OVER)
    late.update(state=UploadState.EXPIRED, tables=[])
    standing = set(Upload.objects.exclude(state__in=_OVER).values_list("key", flat=True))
    settled = (clock.now() - timedelta(days=1)).timestamp()
    for folder in stores.places().uploads.iterdir():
        if folder.name not in standing and folder.stat().st_mtime < settled:
            shutil.rmtree(folder, ignore_errors=True)


def publish_job(arguments: Mapping[str, Plain], progress: Progress) -> Plain:
    """Publish an upload as its person chose."""
    upload = Upload.objects.select_related("institution").get(key=arguments["upload"])
    if upload.state != UploadState.PUBLISHING:
        return upload.published
    by = access.user_for(str(arguments["by"]))
    order = order_of(upload, load(Confirmation, arguments["choice"]))
    published = publish(order, by=by, progress=progress)
    pins = dump([table.pin for table in published.tables])
    upload.state, upload.published, upload.tables = UploadState.PUBLISHED, pins, []
    upload.save(update_fields=["state", "published", "tables"])
    shutil.rmtree(folder_of(upload.key), ignore_errors=True)
    return pins


def order_of(upload: Upload, choice: Confirmation) -> Order:
    """The order to publish this upload as chosen."""
    tables = load_all(Shown, upload.tables)
    standing = catalogue.resources_of(choice.dataset) if choice.dataset else ()
    return Order(
        path=folder_of(upload.key) / "file",
        name=upload.name,
        institution=upload.institution.slug,
        dataset=choice.dataset,
        resource=naming.meant(tables, choice.resource, standing),
        category=choice.category,
        title=choice.title,
        description=choice.description,
        keywords=choice.keywords,
        frequency=choice.frequency,
        licence=choice.licence,
        licence_url=choice.licence_url,
        note=choice.note,
        titles=dict(choice.titles),
        only=choice.only,
        told=load(Told, upload.told),
    )
