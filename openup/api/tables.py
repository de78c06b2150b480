"""One table of a data set: how it was read, its profile and faults, and its releases."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from openup.api import table_shapes as shapes
from openup.api.errors import answers
from openup.api.language import language
from openup.catalog import selectors
from openup.catalog.pages import Pin, ResourcePage

router = Router(tags=["tables"])
FILES = ("csv", "json", "jsonl", "parquet")


@router.get(
    "/datasets/{dataset}/resources/{resource}",
    response=answers(shapes.TableAnswer),
    summary="One table",
)
def table(
    request: HttpRequest,
    dataset: str,
    resource: str,
    number: Annotated[
        int | None,
        Query(ge=1, le=10**9, description="Number of the release; without it, the current one."),
    ] = None,
) -> object:
    """One release of a table: how it was read, the profile of each column, and its faults."""
    return answer(request, selectors.resource(dataset, resource, number, language()))


@router.get(
    "/datasets/{dataset}/resources/{resource}/releases",
    response=answers(shapes.ReleaseList),
    summary="Releases of a table",
)
def releases(request: HttpRequest, dataset: str, resource: str) -> object:
    """The releases of a table, newest first."""
    found = selectors.resource(dataset, resource, None, language())
    return {"total": len(found.releases), "results": found.releases}


def answer(request: HttpRequest, page: ResourcePage) -> dict[str, object]:
    """A release of a table as the API tells it."""
    return {
        "dataset": page.dataset.slug,
        "slug": page.line.slug,
        "title": page.line.title,
        "description": page.line.description,
        "release": page.release,
        "source": {
            "name": page.source_name,
            "sha256": page.source_sha256,
            "bytes": page.source_bytes,
        },
        "parquet_sha256": page.parquet_sha256,
        "reading": page.reading,
        "profile": page.profile,
        "faults": page.faults,
        "releases": page.releases,
        "files": files_of(request, page.release.pin),
    }


def files_of(request: HttpRequest, pin: Pin) -> dict[str, str]:
    """Addresses of all rows of a release as files, and of the cells that do not fit."""
    where = {kind: reverse("api:rows_file", args=[pin.release, kind]) for kind in FILES} | {
        "misfits": reverse("api:misfits_file", args=[pin.release])
    }
    return {kind: request.build_absolute_uri(path) for kind, path in where.items()}
