"""Taking a release back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from openup.catalog import actions, selectors
from openup.people import access
from openup.web.asked import whole


def may_withdraw(request: HttpRequest, institution: str) -> bool:
    """Whether this person may take back releases of this institution."""
    return access.may_in(request.user, access.Verb.WITHDRAW, institution)


@login_required
@never_cache
@require_POST
def withdraw(request: HttpRequest, slug: str, resource: str) -> HttpResponse:
    """Withdraw the release of this number, and go to what stands instead."""
    number = whole(request.POST.get("number", ""), least=0, most=10**9)
    page = selectors.resource(slug, resource, number=number)
    remains = actions.withdraw_release(
        by=request.user, release=page.release.pin, reason=request.POST.get("reason", "")
    )
    if remains.current:
        return redirect(reverse("resource", args=[slug, resource]) + "#versions")
    if remains.dataset:
        return redirect("dataset", slug)
    return redirect("institution", remains.institution)
