"""Search, data sets, institutions, categories: what the catalogue holds."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from openup.api import shapes
from openup.api.errors import answers
from openup.api.language import language
from openup.catalog import selectors
from openup.catalog.pages import SearchPage, SearchQuery

router = Router(tags=["catalogue"])
Page = Annotated[int, Query(ge=1, le=10_000, description="Page of results, from 1.")]
PerPage = Annotated[int, Query(ge=1, le=100, description="Results of one page.")]


class Asked(Schema):
    """Several values of one facet widen the search, several facets narrow it."""

    q: str = Field("", max_length=500, description="Words to find, in any form or spelling.")
    institution: list[str] = []
    category: list[str] = []
    format: list[str] = []
    frequency: list[str] = []
    year: list[str] = []
    order: Literal["relevance", "updated", "title", "rows"] = "relevance"
    page: int = Field(1, ge=1, le=10_000, description="Page of results, from 1.")
    per_page: int = Field(20, ge=1, le=100, description="Results of one page.")


@router.get("/search", response=answers(shapes.SearchAnswer), summary="Find data sets")
def search(request: HttpRequest, asked: Annotated[Asked, Query()]) -> object:
    """Data sets whose title, description, columns or values match, with facets to narrow them."""
    query = SearchQuery(
        text=asked.q,
        institution=tuple(asked.institution),
        category=tuple(asked.category),
        format=tuple(asked.format),
        frequency=tuple(asked.frequency),
        year=tuple(asked.year),
        order=asked.order,
        page=asked.page,
        per_page=asked.per_page,
    )
    found = selectors.search(query, language())
    return {**listed(request, found), "facets": found.facets, "tried": list(found.tried)}


@router.get("/datasets", response=answers(shapes.DatasetList), summary="List data sets")
def datasets(request: HttpRequest, page: Page = 1, per_page: PerPage = 20) -> object:
    """Every data set, the last released first."""
    query = SearchQuery(order="updated", page=page, per_page=per_page)
    return listed(request, selectors.search(query, language()))


@router.get("/datasets/{dataset}", response=answers(shapes.DatasetAnswer), summary="One data set")
def dataset(request: HttpRequest, dataset: str) -> object:
    """A data set with its tables and its releases."""
    found = selectors.dataset(dataset, language())
    return {
        **flat(found.line),
        "description": found.description,
        "licence": found.licence,
        "licence_url": found.licence_url,
        "keywords": list(found.keywords),
        "created": found.created,
        "resources": found.resources,
        "releases": found.releases,
    }


@router.get("/institutions", response=answers(shapes.InstitutionList), summary="List institutions")
def institutions(request: HttpRequest) -> object:
    """Every institution, by name."""
    found = selectors.institutions()
    return {"total": len(found), "results": found}


@router.get(
    "/institutions/{institution}",
    response=answers(shapes.InstitutionAnswer),
    summary="One institution",
)
def institution(request: HttpRequest, institution: str) -> object:
    """An institution with its data sets and its last releases."""
    found = selectors.institution(institution, language())
    about = flat(found.line)
    return {
        **about,
        "description": found.description,
        "website": found.website,
        "tables": found.tables,
        "cells": found.cells,
        "faults": found.faults,
        "weeks": found.weeks,
        "results": found.datasets,
        "releases": found.releases,
    }


@router.get("/categories", response=answers(shapes.CategoryList), summary="List categories")
def categories(request: HttpRequest) -> object:
    """Every category, in its order."""
    found = selectors.categories(language())
    return {"total": len(found), "results": found}


@router.get(
    "/categories/{category}", response=answers(shapes.CategoryAnswer), summary="One category"
)
def category(request: HttpRequest, category: str) -> object:
    """A category with its data sets and who publishes them."""
    found = selectors.category(category, language())
    return {
        **flat(found.line),
        "rows": found.rows,
        "results": found.datasets,
        "institutions": found.institutions,
    }


def flat(line: object) -> dict[str, object]:
    """The fields of a line, to stand beside others."""
    return {name: getattr(line, name) for name in line.__dataclass_fields__}  # type: ignore[attr-defined]


def listed(request: HttpRequest, found: SearchPage) -> dict[str, object]:
    """A page of results with links to its neighbours."""
    query = found.query
    last = -(-found.total // query.per_page)
    return {
        "total": found.total,
        "page": query.page,
        "per_page": query.per_page,
        "results": found.results,
        "links": {
            "self": request.build_absolute_uri(),
            "next": neighbour(request, page=query.page + 1) if query.page < last else None,
            "previous": neighbour(request, page=query.page - 1) if query.page > 1 else None,
        },
    }


def neighbour(request: HttpRequest, **changed: int) -> str:
    """The address of this answer with some numbers of its query changed."""
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = str(value)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
