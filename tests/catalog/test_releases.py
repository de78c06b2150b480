"""Recording releases: whole, once, and for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from openup.catalog import selectors
from openup.catalog.actions import DatasetWords, create_category, edit_dataset, publish_releases
from openup.catalog.models import Dataset, Release
from openup.catalog.pages import SearchQuery
from openup.catalog.search.models import SearchEntry, Word
from openup.kernel.errors import Conflict, Missing, Refused
from openup.people import access, actions
from openup.people.models import LedgerEvent
from tests.catalog.conftest import release_of


def test_the_first_release_makes_the_data_set_and_its_resource(publish):
    recorded = publish("contratos", "Contratos", category="contratacion")
    assert (recorded.pin.number, recorded.new) == (1, True)
    page = selectors.dataset("contratos", "es")
    assert (page.line.rows, page.line.columns, page.line.faults) == (10, 2, 2)
    assert page.line.category == "Contratación pública"
    assert [one.slug for one in page.resources] == ["tabla"]


def test_the_same_bytes_read_the_same_way_are_no_new_release(publish):
    first = publish("contratos", "Contratos")
    again = publish("contratos", "Contratos")
    assert (again.pin, again.new) == (first.pin, False)
    assert Release.objects.count() == 1
    assert LedgerEvent.objects.filter(verb="publish_release").count() == 1


def test_the_same_bytes_read_another_way_are_a_new_release(publish):
    release = release_of("x")
    publish("contratos", "Contratos", release)
    other = replace(release, reading=replace(release.reading, encoding="cp1252"))
    assert publish("contratos", "Contratos", other).pin.number == 2


def test_a_correction_is_a_new_release_and_the_old_one_stays(publish):
    publish("contratos", "Contratos", release_of("uno"))
    publish("contratos", "Contratos", release_of("dos", rows=12))
    assert selectors.resource("contratos", "tabla").release.rows == 12
    assert selectors.resource("contratos", "tabla", 1).release.rows == 10
    lines = selectors.releases_of("contratos", "tabla")
    assert [(one.pin.number, one.current) for one in lines] == [(2, True), (1, False)]


def test_going_back_to_older_bytes_is_a_release_too(publish):
    publish("contratos", "Contratos", release_of("uno"))
    publish("contratos", "Contratos", release_of("dos"))
    assert publish("contratos", "Contratos", release_of("uno")).pin.number == 3


def test_the_figures_of_a_data_set_are_sums_over_its_tables(publish):
    publish("libro", "Libro", release_of("a", resource="enero"), release_of("b", resource="julio"))
    line = selectors.dataset("libro", "es").line
    assert (line.tables, line.rows, line.columns, line.faults) == (2, 20, 4, 4)


def test_a_file_is_recorded_whole_or_not_at_all(publish):
    broken = replace(release_of("b", resource="julio"), rows=-1)
    with pytest.raises(DatabaseError), transaction.atomic():
        publish("libro", "Libro", release_of("a", resource="enero"), broken)
    assert not Dataset.objects.exists()
    assert not SearchEntry.objects.exists()
    assert not Word.objects.exists()
    assert not LedgerEvent.objects.filter(verb="publish_release").exists()
    assert selectors.search(SearchQuery("libro"), "es").total == 0


def test_nobody_publishes_into_the_data_set_of_another_institution(publish):
    publish("contratos", "Contratos")
    with pytest.raises(Conflict, match="belongs to another institution"):
        publish("contratos", "Contratos", institution="obras")


def test_a_category_that_does_not_exist_is_refused(publish):
    with pytest.raises(Missing, match="no category"):
        publish("contratos", "Contratos", category="nada")
    assert not Dataset.objects.exists()


def test_who_may_not_publish_records_nothing(portal):
    ana = actions.create_user(by=portal, username="ana")
    with pytest.raises(Refused):
        publish_releases(
            by=ana,
            institution=access.institution_for("salud"),
            dataset=DatasetWords("contratos", "Contratos"),
            releases=[release_of("x")],
        )
    assert not Dataset.objects.exists()


def test_a_release_cannot_be_changed(publish):
    publish("contratos", "Contratos")
    release = Release.objects.get()
    with pytest.raises(Refused):
        release.save()
    with pytest.raises(Refused):
        release.delete()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update catalog_release set rows = 0")


def test_the_reading_the_profile_and_the_faults_come_back_as_they_went_in(publish):
    release = release_of("x", values=("Uno",))
    publish("contratos", "Contratos", release)
    page = selectors.resource("contratos", "tabla")
    assert page.reading == release.reading
    assert page.profile == release.profile
    assert page.faults == release.faults


def test_the_words_of_a_data_set_are_edited_and_found_anew(publish, portal):
    publish("contratos", "Contratos", category="contratacion")
    edit_dataset(by=portal, words=DatasetWords("contratos", "Adjudicaciones", category="cultura"))
    line = selectors.dataset("contratos", "es").line
    assert (line.title, line.category, line.rows) == ("Adjudicaciones", "Cultura", 10)
    assert selectors.search(SearchQuery("adjudicacion"), "es").total == 1
    assert selectors.search(SearchQuery("procurement"), "es").total == 0


def test_who_may_not_edit_changes_no_words(publish, portal):
    publish("contratos", "Contratos")
    ana = actions.create_user(by=portal, username="ana")
    with pytest.raises(Refused):
        edit_dataset(by=ana, words=DatasetWords("contratos", "Otro"))
    with pytest.raises(Missing):
        edit_dataset(by=portal, words=DatasetWords("nada", "Otro"))


@pytest.mark.parametrize("slug", ["", "Contratos", "obra pública", "a/b", "../x"])
def test_what_cannot_be_an_address_is_refused(publish, portal, slug):
    with pytest.raises(Conflict, match="cannot be an address"):
        publish(slug, "Contratos")
    with pytest.raises(Conflict, match="cannot be an address"):
        publish("contratos", "Contratos", release_of("x", resource=slug))
    with pytest.raises(Conflict, match="cannot be an address"):
        create_category(by=portal, slug=slug, name_es="x", name_en="x")


def test_a_category_is_created_once(portal):
    with pytest.raises(Conflict, match="already a category"):
        create_category(by=portal, slug="cultura", name_es="x", name_en="x")
