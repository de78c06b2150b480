"""Publishing a file: bring it, see how it was read, say what it is, publish it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from openup.catalog.pages import Cell
from openup.flow import selectors, uploads
from openup.flow.pages import UploadPage, UploadTable
from openup.people import access
from openup.web.catalog import language
from openup.web.forms import ArrivingFile, Description
from openup.web.withdrawing import may_withdraw

WORKING = ("waiting", "publishing")
LOOK_AGAIN = "3"
"""Seconds after which the page of a file that is being worked on is asked for again."""

COLUMNS_SHOWN, ROWS_SHOWN = 12, 12


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
    page = selectors.upload(key, by=request.user, language=language(), **asked)
    sent = request.method == "POST" and "compare" not in request.POST
    first = request.POST.dict() or first_words(page)
    form = Description(request.POST if sent else None, initial=first)
    form.offer(page)
    if form.is_valid():
        uploads.confirm(by=request.user, key=key, choice=form.confirmation())
        return redirect("upload", key)
    shown = {"page": page, "tables": read_tables(page), "form": form, "room": "publish"}
    shown |= _ahead(request, page)
    answer = render(request, "publishing/upload.html", shown, status=400 if sent else 200)
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


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file as it is shown before publishing: its number, what it is, its cells."""

    number: str
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of the file with its first rows, each named by what we took it for."""

    table: UploadTable
    rows: tuple[FileRow, ...]


def read_tables(page: UploadPage) -> tuple[TableRead, ...]:
    """The tables of an upload as the page shows them."""
    return tuple(TableRead(table, file_rows(table)) for table in page.tables)


def file_rows(table: UploadTable) -> tuple[FileRow, ...]:
    """Title rows, the header, and the sample of data rows, in file order."""
    layout, columns = table.reading.layout, table.columns[:COLUMNS_SHOWN]
    notes = (*table.reading.notes, *("" for _ in layout.title_rows))
    made = [
        FileRow(str(number), "title", (Cell(note), *(Cell("") for _ in columns[1:])))
        for number, note in zip(layout.title_rows, notes, strict=False)
    ]
    if layout.header_rows:
        numbers = "-".join(
            str(row) for row in sorted({min(layout.header_rows), max(layout.header_rows)})
        )
        made.append(FileRow(numbers, "header", tuple(Cell(column.label) for column in columns)))
    for row in table.sample[:ROWS_SHOWN]:
        kind = "total" if row.number in layout.total_rows else "row"
        made.append(FileRow(str(row.number), kind, row.cells[:COLUMNS_SHOWN]))
    return tuple(made)


def first_words(page: UploadPage) -> dict[str, str]:
    """What the form begins with: a title, and the data set that this file seems to continue."""
    held = {choice.value for choice in page.datasets}
    return {"title": page.title, "dataset": page.dataset if page.dataset in held else ""}
