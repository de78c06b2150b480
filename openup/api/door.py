"""What every answer of the API has: its language, open doors for reading, a known error shape."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers
from django.utils.translation import override

from openup.api.errors import problem
from openup.api.language import asked_language
from openup.kernel.ids import ReleaseId
from openup.kernel.version import number
from openup.kernel.words import say

View = Callable[..., HttpResponseBase]
YEAR = 365 * 24 * 3600
METHODS = "GET, HEAD, OPTIONS"


def door(view: View) -> View:
    """Wrap a view: reading needs no account, so any page of any origin may read."""

    @wraps(view)
    def through(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        spoken = asked_language(request)
        with override(spoken):
            if request.method == "OPTIONS":
                answer: HttpResponseBase = HttpResponse(status=204)
                answer["Access-Control-Allow-Methods"] = METHODS
                answer["Access-Control-Max-Age"] = "86400"
            else:
                answer = view(request, *args, **named)
            if isinstance(answer, HttpResponseNotAllowed):
                answer = _only_reading(answer)
        answer["Content-Language"] = spoken
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Link, Content-Disposition"
        patch_vary_headers(answer, ["Accept-Language"])
        return answer

    return through


def _only_reading(refusal: HttpResponseNotAllowed) -> HttpResponse:
    answer = problem(
        405,
        "method-not-allowed",
        say("The API can only be read."),
        say("Use GET. Files are published with “openup publish” or on the page for it."),
    )
    answer["Allow"] = METHODS
    return answer


def tag_of(request: HttpRequest, release: ReleaseId) -> str:
    """What names an answer about a release: the release, the question, this version of OpenUp."""
    about = f"{release} {request.get_full_path()} {asked_language(request)} {number()}"
    return f'"{hashlib.sha256(about.encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, tag: str) -> bool:
    """Whether the client already has what `tag` names."""
    return tag in [known.strip() for known in request.headers.get("If-None-Match", "").split(",")]


def keep_for_good(response: HttpResponseBase, tag: str) -> None:
    """A release never changes, so whoever has the answer may keep it."""
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"


def keep_while_current(response: HttpResponseBase, tag: str) -> None:
    """An answer about the current release is asked again, and mostly answered by its tag."""
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
