"""`openup user`, `openup institution` and `openup category`: who publishes here, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import authenticate

from openup.catalog import selectors
from openup.catalog.pages import SearchQuery
from tests.cli.conftest import Type

pytestmark = pytest.mark.django_db


def test_a_user_is_created_with_the_password_from_standard_input(type_: Type) -> None:
    result = type_("user", "create", "ana", given="una frase muy larga\n")
    assert result.exit_code == 0, result.stderr
    assert authenticate(username="ana", password="una frase muy larga") is not None
    assert "Without a role" in result.output


def test_a_password_that_was_made_is_shown_once_and_works(type_: Type) -> None:
    result = type_("user", "create", "ana", "--make-password")
    shown = result.output.split("Password, shown only now: ")[1].splitlines()[0]
    assert authenticate(username="ana", password=shown) is not None


def test_a_short_password_is_refused_and_nobody_is_created(type_: Type) -> None:
    assert type_("user", "create", "ana", given="corta\n").exit_code == 2
    assert "There is no user ana." in type_("user", "password", "ana", "--make-password").stderr


def test_a_password_can_be_changed(type_: Type) -> None:
    type_("user", "create", "ana", "--make-password")
    assert type_("user", "password", "ana", given="otra frase larga\n").exit_code == 0
    assert authenticate(username="ana", password="otra frase larga") is not None


def test_the_same_name_twice_is_a_sentence(type_: Type) -> None:
    type_("user", "create", "ana", "--make-password")
    again = type_("user", "create", "ana", "--make-password")
    assert again.exit_code == 2 and "There is already a user ana." in again.stderr


def test_institutions_are_added_and_listed(type_: Type, home: Path) -> None:
    assert "There is no institution yet." in type_("institution", "list").output
    added = type_("institution", "add", "salud", "--name", "Secretaría de Salud")
    assert added.exit_code == 0 and "--institution salud" in added.output
    assert "salud\tSecretaría de Salud\t0 data sets" in type_("institution", "list").output


def test_an_address_that_cannot_be_is_a_sentence(type_: Type) -> None:
    result = type_("institution", "add", "Secretaría de Salud")
    assert result.exit_code == 2 and "cannot be an address" in result.stderr


def test_a_role_is_given(type_: Type, portal: Path) -> None:
    type_("user", "create", "ana", "--make-password")
    result = type_("user", "grant", "ana", "liaison", "--institution", "salud")
    assert result.exit_code == 0 and "ana is now liaison." in result.output


def test_an_institution_is_renamed_and_its_data_sets_are_found_by_the_new_name(
    type_: Type, portal: Path, tmp_path: Path
) -> None:
    path = tmp_path / "camas.csv"
    path.write_text("unidad,camas\nNorte,10\nSur,12\n", encoding="utf-8")
    type_("publish", path, "--institution", "salud")
    result = type_("institution", "edit", "salud", "--name", "Instituto de Bienestar")
    assert result.exit_code == 0, result.stderr
    assert "Its 1 data sets" in result.output
    assert selectors.search(SearchQuery("bienestar"), "es").total == 1
    assert selectors.search(SearchQuery("secretaría"), "es").total == 0
    page = selectors.institution("salud", "es")
    assert (page.line.name, page.line.acronym) == ("Instituto de Bienestar", "SSA")


def test_an_institution_keeps_a_name_and_is_edited_by_whoever_may(
    type_: Type, portal: Path
) -> None:
    type_("user", "create", "ana", "--make-password")
    assert "without a name" in type_("institution", "edit", "salud", "--name", " ").stderr
    refused = type_("institution", "edit", "salud", "--name", "Otra", "--by", "ana")
    assert refused.exit_code == 2 and "A coordinator of the programme" in refused.stderr
    assert type_("institution", "edit", "nada", "--name", "Otra").exit_code == 2
    assert selectors.institution("salud", "es").line.name == "Secretaría de Salud"


def test_categories_are_added_and_listed(type_: Type, home: Path) -> None:
    assert "There is no category yet." in type_("category", "list").output
    assert type_("category", "add", "salud", "--name", "Salud pública").exit_code == 0
    assert "salud\tSalud pública\t0 data sets" in type_("category", "list").output
    again = type_("category", "add", "salud")
    assert again.exit_code == 2 and "There is already a category salud." in again.stderr
