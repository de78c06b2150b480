"""Pages about the portal itself, and the few addresses that machines ask for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openup.catalog import selectors
from openup.web.catalog import language
from openup.web.context import THEMES

YEAR = 365 * 24 * 3600


def about(request: HttpRequest) -> HttpResponse:
    """What the portal is, what it promises, and where help is."""
    return render(request, "about.html", {"page": selectors.home(language())})


def accessibility(request: HttpRequest) -> HttpResponse:
    """How to use the portal without a mouse, without sight, on paper."""
    return render(request, "accessibility.html")


@csrf_exempt  # it keeps a choice of looks for this browser and nothing else
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of looks, and go back to where the reader was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    answer = redirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=secure)
    else:
        answer.delete_cookie("theme", samesite="Lax")
    return answer


@cache_control(public=True, max_age=24 * 3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone: forms, and the endless pages of rows."""
    lines = ["User-agent: *", "Disallow: /publish", "Disallow: /sign-in", "Disallow: /me"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@cache_control(no_store=True)
def healthz(request: HttpRequest) -> HttpResponse:
    """Says `ok` when the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
