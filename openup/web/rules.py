"""The pages of the rules, read from the rules themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openup.kernel.errors import Missing
from openup.kernel.rulepages import page
from openup.kernel.words import say
from openup.publishing.format import formats


def rules(request: HttpRequest) -> HttpResponse:
    """Every file format that the portal reads."""
    shown = {"pages": [page(rule) for rule in formats.rules.values()]}
    return render(request, "publishing/rules.html", shown)


def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule in its own words."""
    found = formats.rules.get(code)
    if found is None:
        raise Missing(
            say("There is no rule %(code)s.", code=code), advice=say("Look at the list of rules.")
        )
    return render(request, "publishing/rule.html", {"page": page(found), "rule": found})
