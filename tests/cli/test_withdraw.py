"""`openup withdraw`: a release is taken back by whoever may, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Type

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(type_: Type, portal: Path, tmp_path: Path) -> str:
    """`camas/camas@v1`."""
    path = tmp_path / "camas.csv"
    path.write_text("unidad,camas\nNorte,10\nSur,12\n", encoding="utf-8")
    assert type_("publish", path, "--institution", "salud").exit_code == 0
    return "camas/camas@v1"


def test_a_release_is_withdrawn_and_published_anew(
    type_: Type, published: str, tmp_path: Path
) -> None:
    result = type_("withdraw", published, "--reason", "Era otro hospital.")
    assert result.exit_code == 0, result.stderr
    assert "camas/camas@v1 is withdrawn." in result.output
    assert "Nothing of this table stands now." in result.output
    again = type_("publish", tmp_path / "camas.csv", "--institution", "salud")
    assert "camas@v2: 2 rows" in again.output
    (tmp_path / "camas.csv").write_text("unidad,camas\nNorte,11\nSur,12\n", encoding="utf-8")
    assert "camas@v3" in type_("publish", tmp_path / "camas.csv", "--institution", "salud").output
    result = type_("withdraw", "camas/camas@v3", "--reason", "Era otro hospital.")
    assert "The current release is now camas/camas@v2." in result.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("camas/camas@v1",), "not withdrawn without a reason"),
        (("camas", "--reason", "x"), "does not name a release"),
        (("camas/camas@v9", "--reason", "x"), "There is no release camas/camas@v9."),
        (("camas/camas@v1", "--reason", "x", "--by", "nadie"), "There is no user nadie."),
    ],
)
def test_a_withdrawal_that_cannot_be_is_a_sentence(
    type_: Type, published: str, words: tuple[str, ...], sentence: str
) -> None:
    result = type_("withdraw", *words)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_second_withdrawal_says_that_it_was_done(type_: Type, published: str) -> None:
    type_("withdraw", published, "--reason", "Era otro hospital.")
    again = type_("withdraw", published, "--reason", "Otra vez.")
    assert again.exit_code == 2
    assert "Era otro hospital." in again.stderr
