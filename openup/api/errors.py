"""One shape for every refusal: a code for programs, a sentence and advice for people."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from openup.catalog.errors import ReleaseWithdrawn
from openup.kernel.errors import Conflict, Missing, OpenUpError, Refused
from openup.kernel.words import Words, say
from openup.query.errors import QueryRefused, QueryTooLong
from openup.store.errors import EngineError, EngineFull, EngineInterrupted, StoreError

log = logging.getLogger(__name__)

STATUS: tuple[tuple[type[OpenUpError], int], ...] = (
    (ReleaseWithdrawn, 410),
    (Missing, 404),
    (Refused, 403),
    (Conflict, 409),
    (QueryRefused, 400),
    (QueryTooLong, 503),
    (EngineFull, 503),
    (EngineInterrupted, 503),
    (StoreError, 404),
)


class Problem(Schema):
    """Why an answer is refused. `code` never changes; the sentences follow the language asked."""

    code: str
    sentence: str
    advice: str


REFUSALS = frozenset({400, 404, 410, 422, 503})
"""What any question may meet: not understood, not here, withdrawn, not as documented, too long."""


def answers(shape: type[Schema] | None) -> dict[object, object]:
    """The answers of a route as the document declares them: its shape, or a problem."""
    return {200: shape, REFUSALS: Problem}


def problem(status: int, code: str, sentence: Words, advice: Words | None) -> HttpResponse:
    """The answer that says what was found and what to do."""
    shape = Problem(
        code=code,
        sentence=sentence.said(gettext),
        advice=advice.said(gettext) if advice else "",
    )
    return JsonResponse(
        shape.model_dump(), status=status, json_dumps_params={"ensure_ascii": False}
    )


def refused(request: HttpRequest, error: OpenUpError) -> HttpResponse:
    """An expected refusal; what the engine says of itself names files and is a fault of ours."""
    if type(error) is EngineError:
        return broken(request, error)
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 400)
    return problem(status, error.code, error.sentence, error.advice)


def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that is not what the document says."""
    # A value in a list ends in its place there; the name comes before that.
    name = next(str(part) for part in reversed(error.errors[0]["loc"]) if isinstance(part, str))
    return problem(
        422,
        "invalid-request",
        say(
            "The parameter “%(name)s” cannot be “%(value)s”.",
            name=name,
            value=request.GET.get(name, "")[:100],
        ),
        say("The document at /api/openapi.json says what each parameter may be."),
    )


def not_here(_request: HttpRequest, _error: Exception) -> HttpResponse:
    """An address that is none of the API's."""
    return problem(
        404,
        "missing",
        say("The API has nothing at this address."),
        say("The document at /api/openapi.json lists every address."),
    )


def known(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """A refusal by the framework, such as a body that is no JSON."""
    log.info("api: %s", error)
    words = say("The request cannot be understood.")
    advice = say("The document at /api/openapi.json says how to ask.")
    return problem(error.status_code, "invalid-request", words, advice)


def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of OpenUp: the trace goes to the log of the operator, a sentence to the client."""
    log.error("api: %s failed", request.path, exc_info=error)
    return problem(
        500,
        "fault",
        say("OpenUp failed, and it is not your fault."),
        say("Try again later; if it happens again, tell whoever runs this portal."),
    )


def add_errors(api: NinjaAPI) -> None:
    """Give every refusal of `api` the same shape."""
    api.add_exception_handler(OpenUpError, refused)
    api.add_exception_handler(ValidationError, not_understood)
    api.add_exception_handler(Http404, not_here)
    api.add_exception_handler(HttpError, known)
    api.add_exception_handler(Exception, broken)
