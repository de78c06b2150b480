"""What is sent to the portal is kept only from people who signed in, and only up to a size."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from openup.flow.models import Upload
from openup.people.models import User


@pytest.mark.parametrize("address", ["/publish", "/theme", "/sign-in"])
def test_nothing_of_a_stranger_is_written_to_the_disk(
    reader: Client, portal: User, tmp_path: Path, settings: LazySettings, address: str
) -> None:
    absent = tmp_path / "absent"
    settings.FILE_UPLOAD_TEMP_DIR = absent  # writing there would fail
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    answer = reader.post(address, {"file": file, "username": "x", "password": "y"})
    assert answer.status_code in (302, 400)
    assert not absent.exists()


def test_a_file_of_somebody_who_signed_in_arrives(ana: Client) -> None:
    file = SimpleUploadedFile("a.csv", b"a,b\n1,2\n")
    assert ana.post("/publish", {"institution": "salud", "file": file}).status_code == 302
    assert Upload.objects.get().name == "a.csv"


def test_a_file_that_says_it_is_too_large_is_refused_before_it_arrives(ana: Client) -> None:
    answer = ana.generic(
        "POST", "/publish", b"--x--", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(2**33)
    )
    assert answer.status_code == 413
    assert "2 GB" in answer.content.decode()


def test_a_page_of_one_persons_files_is_kept_by_nobody(ana: Client, portal: User) -> None:
    for address in ("/publish", "/me", "/publish/no-such-upload", "/no-such-page"):
        assert "no-store" in ana.get(address)["Cache-Control"], address
