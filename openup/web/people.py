"""Signing in and out, and what awaits a person."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from openup.flow import selectors
from openup.flow.demonstration import state
from openup.people import access, patience
from openup.web.forms import SignIn
from openup.web.templatetags.marks import said

WAITING = ("waiting", "ready", "refused")


class PatientSignIn(SignIn):
    """Counts each try before the password is looked at; `pause` is how many seconds to wait."""

    pause = 0

    def clean(self) -> dict[str, Any]:
        assert self.request is not None
        who = {
            "username": self.cleaned_data.get("username", ""),
            "address": address_of(self.request),
        }
        try:
            patience.begin(**who)
        except patience.TooManyTries as error:
            self.pause = error.seconds
            raise ValidationError([said(error.sentence), said(error.advice or "")]) from error
        cleaned: dict[str, Any] = super().clean()
        if self.user_cache is not None:
            patience.succeeded(**who)
        return cleaned


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy, what the proxy itself added last."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.ON_HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; then go on to where the person wanted to go."""
    form = PatientSignIn(request, request.POST if request.method == "POST" else None)
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if form.is_valid():
        login(request, form.get_user())
        safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
        return redirect(wanted if safe else "me")
    shown = {"form": form, "next": wanted, "accounts": state.accounts(), "room": "sign_in"}
    status = 429 if form.pause else 400 if form.is_bound else 200
    answer = render(request, "people/sign_in.html", shown, status=status)
    if form.pause:
        answer["Retry-After"] = str(form.pause)
    return answer


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
