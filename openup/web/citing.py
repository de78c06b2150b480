"""How a release is cited: who, what, which version, where."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from openup.catalog.pages import DatasetPage, Pin, ResourcePage
from openup.web.templatetags.marks import address


def _absolute(path: str, request: HttpRequest) -> str:
    origin = settings.OPENUP.address
    return f"{origin.rstrip('/')}{path}" if origin else request.build_absolute_uri(path)


def _lines(who: str, title: str, mark: Pin, year: int, request: HttpRequest) -> str:
    version = _("release %(number)s (%(id)s)") % {"number": mark.number, "id": mark.release[:7]}
    return f"{who} ({year}).\n{title}, {version}.\n{_absolute(address(mark), request)}"


def cite(page: ResourcePage, request: HttpRequest) -> str:
    """The citation of the release of a table."""
    title = page.dataset.title
    if page.line.title and page.line.title != title:
        title = f"{title}: {page.line.title}"
    return _lines(
        page.dataset.institution, title, page.release.pin, page.release.published.year, request
    )


def cite_dataset(page: DatasetPage, request: HttpRequest) -> str:
    """The citation of a data set, by its newest release."""
    mark = page.line.pin
    if mark is None:
        return ""
    named = [one.title for one in page.resources if one.slug == mark.resource]
    title = page.line.title
    if len(page.resources) > 1 and named and named[0] != title:
        title = f"{title}: {named[0]}"
    return _lines(page.line.institution, title, mark, page.line.updated.year, request)
