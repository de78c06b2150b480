"""Publishing a file: bring it, see how it was read, say what it is, publish it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from openup.flow import rereading, selectors, uploads
from openup.flow.pages import UploadPage
from openup.people import access
from openup.publishing.told import Told, told_again
from openup.web.catalog import language
from openup.web.correcting import Correction
from openup.web.forms import ArrivingFile, Description
from openup.web.reviewed import read_tables
from openup.web.withdrawing import may_withdraw

WORKING = ("waiting", "again", "publishing")
LOOK_AGAIN = "3"
"""Seconds after which the page of a file that is being worked on is asked for again."""


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Ask for a file, keep it, and go to the page that shows how it was read."""
    mine = access.institutions_for(request.user, access.Verb.PUBLISH)
    posted = request.method == "POST"
    form = ArrivingFile(request.POST if posted else None, request.FILES if posted else None)
    form.offer([(one.slug, one.name) for one in mine])
    if form.is_valid():
        arrived = form.cleaned_data["file"]
        key = uploads.receive(
            by=request.user,
            institution=form.cleaned_data["institution"],
            name=arrived.name,
            chunks=arrived.chunks(),
        )
        return redirect("upload", key)
    shown = {"form": form, "mine": mine, "room": "publish"}
    return render(request, "publishing/publish.html", shown, status=400 if posted else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, key: str) -> HttpResponse:
    """Where a brought file stands: being read, read and waiting, published, or refused."""
    if "discard" in request.POST:
        uploads.discard(by=request.user, key=key)
        return redirect("publish")
    asked = {name: request.POST.get(name, "") for name in ("dataset", "resource")}
    comparing = "compare" in request.POST
    if comparing and rereading.follow(by=request.user, key=key, **asked):
        return redirect("upload", key)
    page = selectors.upload(key, by=request.user, language=language(), **asked)
    sent = request.method == "POST" and not comparing
    first = request.POST.dict() or first_words(page)
    form = Description(request.POST if sent else None, initial=first)
    form.offer(page)
    if form.is_valid():
        uploads.confirm(by=request.user, key=key, choice=form.confirmation())
        return redirect("upload", key)
    return _shown(request, page, form, None)


@login_required
@never_cache
@require_POST
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Have a brought file read again as its person says, or as it was found."""
    page = selectors.upload(key, by=request.user, language=language())
    told = asked_of_tables(request, page)
    if told is not None:
        rereading.read_again(by=request.user, key=key, told=told)
        return redirect("upload", key)
    table = next((one for one in page.tables if one.name == request.POST.get("table")), None)
    if table is None:
        return redirect("upload", key)
    correction = Correction(table, page, request.POST)
    if correction.is_valid():
        rereading.read_again(by=request.user, key=key, told=correction.told())
        return redirect("upload", key)
    form = Description(None, initial=first_words(page))
    form.offer(page)
    return _shown(request, page, form, correction)


def asked_of_tables(request: HttpRequest, page: UploadPage) -> Told | None:
    """What is asked of whole tables: to leave one out, to take it in again, to forget all."""
    told = page.told
    if "as_found" in request.POST:
        return Told(leave_out=told.leave_out, forget=True)
    name = request.POST.get("leave", "")
    if name in [one.name for one in page.tables] and len(page.tables) > 1:
        named = tuple(replace(told_again(one.reading), table=one.name) for one in page.tables)
        rest = tuple(one for one in named if one.table != name)
        return Told(rest, (*told.leave_out, name), forget=True)
    name = request.POST.get("take", "")
    if name in told.leave_out:
        return replace(told, leave_out=tuple(one for one in told.leave_out if one != name))
    return None


def _shown(
    request: HttpRequest, page: UploadPage, form: Description, wrong: Correction | None
) -> HttpResponse:
    shown = {"page": page, "tables": read_tables(page, wrong), "form": form, "room": "publish"}
    shown["told"] = any(table.reading.told for table in page.tables)
    shown |= _ahead(request, page)
    status = 400 if form.is_bound or wrong is not None else 200
    answer = render(request, "publishing/upload.html", shown, status=status)
    if shown["working"]:
        answer["Refresh"] = LOOK_AGAIN
    return answer


def _ahead(request: HttpRequest, page: UploadPage) -> dict[str, bool]:
    """What can still happen to a brought file."""
    published = page.line.state == "published"
    return {
        "working": page.line.state in WORKING,
        "may_withdraw": published and may_withdraw(request, page.institution_slug),
    }


def first_words(page: UploadPage) -> dict[str, str]:
    """What the form begins with: a title, and the data set that this file seems to continue."""
    held = {choice.value for choice in page.datasets}
    return {"title": page.title, "dataset": page.dataset if page.dataset in held else ""}
