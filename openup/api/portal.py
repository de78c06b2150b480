"""The portal itself: its figures, and the rules that it works by."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from ninja import Router

from openup.api import shapes
from openup.api.errors import answers
from openup.api.language import language
from openup.catalog import selectors
from openup.kernel.errors import Missing
from openup.kernel.registry import Rule
from openup.kernel.rulepages import page
from openup.kernel.version import number
from openup.kernel.words import say
from openup.publishing.format import formats

router = Router(tags=["portal"])


def rules_by_code() -> dict[str, tuple[str, Rule]]:
    """Every rule with its kind."""
    return {code: ("format", rule) for code, rule in formats.rules.items()}


@router.get("/status", response=answers(shapes.Status), summary="Figures of the portal")
def status(request: HttpRequest) -> object:
    """How much the portal holds now."""
    home = selectors.home(language())
    return {
        "portal": settings.OPENUP.portal_name,
        "version": number(),
        "datasets": home.datasets,
        "institutions": home.institutions,
        "tables": home.tables,
        "releases": home.releases,
        "rows": home.rows,
        "cells": home.cells,
        "faults": home.faults,
        "latest": home.latest,
    }


@router.get("/rules", response=answers(shapes.RuleList), summary="List rules")
def rules(request: HttpRequest) -> object:
    """Every rule: today the file formats."""
    found = [_line(code) for code in rules_by_code()]
    return {"total": len(found), "results": found}


@router.get("/rules/{code}", response=answers(shapes.RuleAnswer), summary="One rule")
def rule(request: HttpRequest, code: str) -> object:
    """A rule with its public page, as Markdown."""
    if code not in rules_by_code():
        raise Missing(
            say("There is no rule “%(code)s”.", code=code),
            advice=say("The list of rules is at /api/v1/rules."),
        )
    return {**_line(code), "page": page(rules_by_code()[code][1]).markdown(gettext)}


def _line(code: str) -> dict[str, str]:
    kind, found = rules_by_code()[code]
    return {"code": code, "kind": kind, "title": found.title.said(gettext)}


def index(request: HttpRequest) -> dict[str, object]:
    """Where the API begins."""
    names = ("search", "datasets", "institutions", "categories", "rules", "status")
    return {
        "name": settings.OPENUP.portal_name,
        "version": number(),
        "document": request.build_absolute_uri(reverse("api:openapi-json")),
        "addresses": [request.build_absolute_uri(reverse(f"api:{name}")) for name in names],
    }
