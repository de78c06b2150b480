"""A table of a data set: its page, and its rows as files."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, quote_etag

from openup.catalog import selectors
from openup.catalog.pages import ResourcePage, RowsPage
from openup.flow import stores
from openup.kernel.errors import Missing
from openup.kernel.words import say
from openup.query.engine import engine_of
from openup.query.errors import QueryRefused, QueryTooLong
from openup.query.exports import csv_of, json_of, parquet_of, spreadsheet_csv_of
from openup.query.grid import RowQuestion, rows_of
from openup.store.engines.duckdb import ReadingEngine
from openup.web.asked import whole
from openup.web.catalog import language
from openup.web.citing import cite
from openup.web.grid import GridQuestion, around, grid, question
from openup.web.paging import last_page, without_blanks
from openup.web.withdrawing import may_withdraw

YEAR = 365 * 24 * 3600
KINDS = {
    "csv": ("text/csv; charset=utf-8", csv_of),
    "excel.csv": ("text/csv; charset=utf-8", spreadsheet_csv_of),
    "json": ("application/json", json_of),
    "parquet": ("application/vnd.apache.parquet", parquet_of),
}


def _engine() -> ReadingEngine:
    return engine_of(settings.HOME, settings.OPENUP.memory, settings.OPENUP.threads)


def _release(request: HttpRequest, slug: str, resource: str) -> ResourcePage:
    return selectors.resource(slug, resource, number=_number(request), language=language())


def _number(request: HttpRequest) -> int | None:
    return whole(request.GET.get("v", ""), least=0, most=10**9) or None


def _rows(page: ResourcePage, ask: GridQuestion) -> RowsPage:
    limit = ask.limit(len(page.profile))
    asked = RowQuestion(
        offset=(ask.page - 1) * limit,
        limit=limit,
        sort=ask.sort,
        descending=ask.descending,
        filters=ask.filters,
    )
    return rows_of(stores.lake(), _engine(), page.release.pin.release, asked)


def _answered(
    page: ResourcePage, ask: GridQuestion
) -> tuple[RowsPage, GridQuestion, QueryRefused | QueryTooLong | None]:
    """The rows that were asked for; where they cannot be had, the first ones and the refusal."""
    try:
        return _rows(page, ask), ask, None
    except (QueryRefused, QueryTooLong) as error:
        plain = replace(ask, page=1, sort="", filters={})
        return _rows(page, plain), plain, error


def resource(request: HttpRequest, slug: str, resource: str) -> HttpResponse:
    """The rows at once, then faults, profile, how it was read, versions and how to cite."""
    shorter = without_blanks(request.GET)
    if shorter is not None:
        return redirect(f"{request.path}{shorter}")
    page = _release(request, slug, resource)
    rows, ask, refusal = _answered(page, question(request.GET))
    last = last_page(request.GET, total=rows.matching, size=rows.limit, current=ask.page)
    if last is not None:
        return redirect(f"{request.path}{last}")
    shown = {
        "page": page,
        "rows": rows,
        "grid": grid(page, rows, ask, request.GET),
        "around": around(page, ask, request.GET),
        "refusal": refusal,
        "citation": cite(page, request),
        "may_withdraw": may_withdraw(request, page.dataset.institution_slug),
        "room": "search",
    }
    return render(request, "query/resource.html", shown, status=400 if refusal else 200)


def rows(request: HttpRequest, slug: str, resource: str, kind: str) -> HttpResponseBase:
    """All rows that the filters leave, as a file; a numbered release may be kept for good."""
    if kind not in KINDS:
        raise Missing(say("Rows come as CSV, JSON or Parquet."))
    page, ask = _release(request, slug, resource), question(request.GET)
    view = sha256(request.META["QUERY_STRING"].encode()).hexdigest()[:12]
    tag = quote_etag(f"{page.release.pin.release[:32]}-{kind}-{view}")
    if request.headers.get("If-None-Match") == tag:
        return _kept(HttpResponse(status=304), request, page, tag)
    media_type, write = KINDS[kind]
    asked = RowQuestion(sort=ask.sort, descending=ask.descending, filters=ask.filters)
    parts = write(stores.lake(), _engine(), page.release.pin.release, asked)
    answer = StreamingHttpResponse(parts, content_type=media_type)
    mark = page.release.pin
    name = f"{mark.dataset}-{mark.resource}-v{mark.number}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return _kept(answer, request, page, tag)


def _kept(
    answer: HttpResponseBase, request: HttpRequest, page: ResourcePage, tag: str
) -> HttpResponseBase:
    answer["ETag"] = tag
    answer["Last-Modified"] = http_date(page.release.published.timestamp())
    if _number(request):
        patch_cache_control(answer, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(answer, public=True, no_cache=True)
    return answer
