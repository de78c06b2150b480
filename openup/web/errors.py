"""Errors as pages that help: what was found, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from openup.catalog.errors import ReleaseWithdrawn
from openup.catalog.pages import Pin
from openup.flow.uploads import MOST_BYTES
from openup.kernel.errors import Conflict, Missing, OpenUpError, Refused
from openup.kernel.words import Words, say
from openup.query.errors import QueryTooLong
from openup.store.errors import EngineError, EngineFull, EngineInterrupted, StoreError

STATUS: tuple[tuple[type[OpenUpError], int], ...] = (
    (ReleaseWithdrawn, 410),
    (Missing, 404),
    (Refused, 403),
    (Conflict, 409),
    (QueryTooLong, 503),
    (EngineFull, 503),
    (EngineInterrupted, 503),
    (StoreError, 404),
)


def status_of(error: OpenUpError) -> int:
    """The HTTP status of an expected refusal."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 400)


@never_cache
def page(
    request: HttpRequest,
    status: int,
    sentence: Words,
    advice: Words | None = None,
    code: str = "",
    current: Pin | None = None,
) -> HttpResponse:
    """One page for every error: the sentence, the advice, the ways on, and the code last."""
    shown = {
        "status": status,
        "sentence": sentence,
        "advice": advice,
        "code": code,
        "current": current,
    }
    return render(request, "error.html", shown, status=status)


class Sentences:
    """Middleware: an expected refusal becomes its page, or the way to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django for what a view raised."""
        if not isinstance(error, OpenUpError) or request.path.startswith("/api/"):
            return None
        if type(error) is EngineError:
            return None  # a fault of ours: its words name files and statements, and go to the log
        if isinstance(error, Refused) and not request.user.is_authenticated:
            return redirect(f"{reverse('sign_in')}?{urlencode({'next': request.get_full_path()})}")
        current = error.current if isinstance(error, ReleaseWithdrawn) else None
        return page(request, status_of(error), error.sentence, error.advice, error.code, current)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No address like this."""
    return page(
        request,
        404,
        say("There is no page at this address."),
        say("It may have been written with a letter missing. Search for what you came for."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not for this person."""
    return page(request, 403, say("This page is not open to you."))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: the page was open for too long, or cookies are off."""
    return page(
        request,
        403,
        say("This form is too old to be sent."),
        say("Go back, load the page again and send it once more. The browser must allow cookies."),
        "form-expired",
    )


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that no browser makes, or a file that is too large."""
    if isinstance(exception, RequestDataTooBig):
        return page(
            request,
            413,
            say("The file is larger than %(most)s GB.", most=MOST_BYTES // 2**30),
            say("Compress it with gzip, or ask the operator to publish it."),
        )
    return page(request, 400, say("The portal did not understand this request."))


def broken(request: HttpRequest) -> HttpResponse:
    """Our own fault; the page asks nothing of the database."""
    return HttpResponse(render_to_string("500.html"), status=500)
