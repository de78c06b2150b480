"""What the faces read of uploads."""

from __future__ import annotations

from openup.flow import shown
from openup.flow.models import Upload
from openup.flow.pages import UploadLine, UploadPage
from openup.flow.uploads import upload_for
from openup.people.models import User

MOST = 50


def upload(
    key: str, *, by: User, dataset: str = "", resource: str = "", language: str = "es"
) -> UploadPage:
    """The page of an upload beside the data set and table that are chosen. Raises Missing."""
    return shown.page(upload_for(key, by), dataset=dataset, resource=resource, language=language)


def uploads_of(by: User) -> tuple[UploadLine, ...]:
    """The uploads of a person, newest first."""
    mine = Upload.objects.filter(by=by).select_related("institution", "job").order_by("-made")
    return tuple(shown.line(one) for one in mine[:MOST])
