"""Files on their way in: only of people who signed in, and only as large as an upload may be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from openup.flow.uploads import MOST_BYTES

AROUND = 2**20
"""Bytes that the other fields of a form and the marks between them may take."""


class ArrivingFiles(TemporaryFileUploadHandler):
    """Writes to the disk as bytes arrive. Forms are read before anybody asks who sent them."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: bytes,
        encoding: str | None = None,
    ) -> None:
        """Refuse what says that it is too large before its first byte is kept."""
        if content_length > MOST_BYTES + AROUND:
            raise RequestDataTooBig(f"{content_length} bytes")

    def new_file(self, *named: Any, **more: Any) -> None:
        """Pass over the file of somebody who did not sign in: the page will ask them to."""
        person = getattr(self.request, "user", None)
        if person is None or not person.is_authenticated:
            raise SkipFile
        super().new_file(*named, **more)
