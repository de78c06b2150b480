"""Releases: their rows, page by page and as files. They never change, so clients may keep them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from ninja import Query, Router

from openup.api import table_shapes as shapes
from openup.api.catalogue import neighbour
from openup.api.door import keep_for_good, keep_while_current, tag_of, unchanged
from openup.api.errors import answers
from openup.api.language import language
from openup.api.tables import files_of
from openup.catalog import selectors
from openup.catalog.pages import Pin, RowsPage
from openup.flow import stores
from openup.kernel.ids import ReleaseId
from openup.query import exports
from openup.query.grid import MOST_ROWS, RowQuestion, rows_of

router = Router(tags=["releases"])
FILTER = "f."
FILTERS = {
    "parameters": [
        {
            "name": "f",
            "in": "query",
            "required": False,
            "style": "form",
            "explode": True,
            "description": (
                "Filters, one for each column: `f.<column>=<filter>`. A filter is a text to find, "
                "`= x`, `!= x`, `> 1000`, `<= 2024-06-30`, `1000..2000`, `2024-03`, `empty`, "
                "`not empty` or `fault`."
            ),
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    ]
}
FILE = {
    "responses": {
        200: {
            "description": "The file.",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in (
                    "text/csv",
                    "application/json",
                    "application/x-ndjson",
                    "application/vnd.apache.parquet",
                )
            },
        }
    }
}
MEDIA: dict[str, tuple[str, Callable[..., Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8; header=present", exports.csv_of),
    "json": ("application/json", exports.json_of),
    "jsonl": ("application/x-ndjson", exports.jsonlines_of),
    "parquet": ("application/vnd.apache.parquet", exports.parquet_of),
}
Kind = Literal["csv", "json", "jsonl", "parquet"]
Offset = Annotated[int, Query(ge=0, le=10**12, description="Rows to pass over.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows of this page.")]
Sort = Annotated[str, Query(description="Column to sort by; `-column` for the greatest first.")]


@router.get("/releases/{release}", response=answers(shapes.ReleaseAnswer), summary="One release")
def one(request: HttpRequest, release: str) -> object:
    """A release by its identifier: which version of which table it is."""
    pin = selectors.pin(ReleaseId(release))
    page = selectors.resource(pin.dataset, pin.resource, pin.number, language())
    path = reverse("api:table", args=[pin.dataset, pin.resource])
    return {
        "release": page.release,
        "published": page.release.published,
        "table": request.build_absolute_uri(f"{path}?number={pin.number}"),
        "files": files_of(request, pin),
    }


@router.get(
    "/datasets/{dataset}/resources/{resource}/rows",
    response=answers(shapes.RowsAnswer),
    summary="Rows of the current release",
    openapi_extra=FILTERS,
)
def current_rows(
    request: HttpRequest,
    response: HttpResponse,
    dataset: str,
    resource: str,
    offset: Offset = 0,
    limit: Limit = 100,
    sort: Sort = "",
) -> object:
    """A page of rows of whatever release is current."""
    pin = selectors.resource(dataset, resource, None, language()).release.pin
    tag = tag_of(request, pin.release)
    if unchanged(request, tag):
        return _not_modified(tag, keep_while_current)
    keep_while_current(response, tag)
    return _page(request, pin, _question(request, offset, limit, sort))


@router.get(
    "/releases/{release}/rows",
    response=answers(shapes.RowsAnswer),
    summary="Rows of a release",
    openapi_extra=FILTERS,
)
def rows(
    request: HttpRequest,
    response: HttpResponse,
    release: str,
    offset: Offset = 0,
    limit: Limit = 100,
    sort: Sort = "",
) -> object:
    """A page of rows of this release, for ever the same."""
    pin = selectors.pin(ReleaseId(release))
    tag = tag_of(request, pin.release)
    if unchanged(request, tag):
        return _not_modified(tag, keep_for_good)
    keep_for_good(response, tag)
    return _page(request, pin, _question(request, offset, limit, sort))


@router.get(
    "/releases/{release}/rows.{kind}",
    response=answers(None),
    url_name="rows_file",
    summary="Rows of a release as a file",
    openapi_extra=FILTERS | FILE,
)
def rows_file(request: HttpRequest, release: str, kind: Kind, sort: Sort = "") -> HttpResponseBase:
    """All rows, or all that the filters leave, as CSV, JSON, JSON lines or Parquet.

    Cells that do not fit the type of their column are empty; `misfits.csv` lists them. A text that
    begins with `=`, `+`, `-` or `@` stands as it is: tell a spreadsheet to read it as text.
    """
    pin = selectors.pin(ReleaseId(release))
    tag = tag_of(request, pin.release)
    if unchanged(request, tag):
        return _not_modified(tag, keep_for_good)
    media_type, write = MEDIA[kind]
    pieces = write(stores.lake(), stores.engine(), pin.release, _question(request, 0, 1, sort))
    return _file(pieces, media_type, f"{pin.resource}-v{pin.number}.{kind}", tag)


@router.get(
    "/releases/{release}/misfits.csv",
    response=answers(None),
    url_name="misfits_file",
    summary="Cells that do not fit, as CSV",
    openapi_extra=FILE,
)
def misfits_file(request: HttpRequest, release: str) -> HttpResponseBase:
    """Row of the source file, column, raw text and code of each cell that does not fit."""
    pin = selectors.pin(ReleaseId(release))
    tag = tag_of(request, pin.release)
    if unchanged(request, tag):
        return _not_modified(tag, keep_for_good)
    pieces = exports.misfits_of(stores.lake(), stores.engine(), pin.release)
    name = f"{pin.resource}-v{pin.number}-misfits.csv"
    return _file(pieces, MEDIA["csv"][0], name, tag)


def _question(request: HttpRequest, offset: int, limit: int, sort: str) -> RowQuestion:
    filters = {
        name.removeprefix(FILTER): str(value)
        for name, value in request.GET.items()
        if name.startswith(FILTER)
    }
    return RowQuestion(offset, limit, sort.removeprefix("-"), sort.startswith("-"), filters)


def _page(request: HttpRequest, pin: Pin, question: RowQuestion) -> dict[str, object]:
    page = rows_of(stores.lake(), stores.engine(), pin.release, question)
    after, before = page.offset + page.limit, max(0, page.offset - page.limit)
    return {
        "pin": pin,
        "columns": page.columns,
        "rows": [
            {"number": row.number, "cells": [cell.text for cell in row.cells]} for row in page.rows
        ],
        "misfits": list(_misfits(page)),
        "total": page.total,
        "matching": page.matching,
        "offset": page.offset,
        "limit": page.limit,
        "sort": page.sort,
        "descending": page.descending,
        "filters": dict(page.filters),
        "links": {
            "self": request.build_absolute_uri(),
            "next": neighbour(request, offset=after) if after < page.matching else None,
            "previous": neighbour(request, offset=before) if page.offset else None,
        },
    }


def _misfits(page: RowsPage) -> Iterator[dict[str, object]]:
    for row in page.rows:
        for column, cell in zip(page.columns, row.cells, strict=True):
            if cell.raw is not None:
                yield {"row": row.number, "column": column, "raw": cell.raw, "code": cell.reason}


def _file(pieces: Iterator[bytes], media_type: str, name: str, tag: str) -> HttpResponseBase:
    answer = StreamingHttpResponse(pieces, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    keep_for_good(answer, tag)
    return answer


def _not_modified(tag: str, keep: Callable[[HttpResponseBase, str], None]) -> HttpResponse:
    answer = HttpResponse(status=304)
    keep(answer, tag)
    return answer
