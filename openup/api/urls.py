"""The API's addresses: `/api/v1/…` to read, `/api/openapi.json` to know what there is."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from openup.api import catalogue, portal, releases, tables
from openup.api.door import door
from openup.api.errors import add_errors, answers, not_here
from openup.api.shapes import Index

DESCRIPTION = """Everything that the portal's pages show, for programs. Reading needs no key.

Every refusal has the shape `Problem`, in the language of `?lang=` or `Accept-Language` (es, en).
Addresses of a release never change their answer and may be kept for good. Fields may be added
within `v1`; none is taken away or changes its meaning."""


def made() -> NinjaAPI:
    """The API with its routes and its one shape of refusal."""
    api = NinjaAPI(
        title="OpenUp",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        urls_namespace="api",
    )
    for router in (catalogue.router, tables.router, releases.router, portal.router):
        api.add_router("/v1", router)
    api.get("/", response=answers(Index), summary="Where to begin", tags=["portal"])(portal.index)
    add_errors(api)
    return api


api = made()


def _behind_the_door(pattern: URLPattern) -> URLPattern:
    pattern.callback = door(pattern.callback)
    return pattern


_patterns, _app, _space = api.urls
urlpatterns = [
    path("", ([_behind_the_door(pattern) for pattern in _patterns], _app, _space)),
    re_path(r"^.*$", door(lambda request: not_here(request, Exception()))),
]
