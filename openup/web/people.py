"""Signing in and out, and what awaits a person."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from openup.flow import selectors
from openup.flow.demonstration import state
from openup.people import access
from openup.web.forms import SignIn

WAITING = ("waiting", "ready", "refused")


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; then go on to where the person wanted to go."""
    form = SignIn(request, request.POST if request.method == "POST" else None)
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if form.is_valid():
        login(request, form.get_user())
        safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
        return redirect(wanted if safe else "me")
    shown = {"form": form, "next": wanted, "accounts": state.accounts(), "room": "sign_in"}
    return render(request, "people/sign_in.html", shown, status=400 if form.is_bound else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Forget who the person is."""
    logout(request)
    return redirect("home")


@login_required
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """The person's files, and the institutions that they publish for."""
    mine = selectors.uploads_of(request.user)
    shown = {
        "uploads": mine,
        "waiting": sum(line.state in WAITING for line in mine),
        "institutions": access.institutions_for(request.user, access.Verb.PUBLISH),
        "room": "me",
    }
    return render(request, "people/me.html", shown)
