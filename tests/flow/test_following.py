"""What a person said holds again for the next file, and what changed is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from openup.catalog import selectors
from openup.flow.orders import Order, Published
from openup.flow.way import publish
from openup.people.models import User
from openup.publishing.reading import ColumnType, Reading
from openup.publishing.told import Told, ToldColumn, ToldTable

FIRST = "folio;monto;clave\n1;10,5;007\n2;11,5;008\n3;12,5;009\n"
SAID = Told((ToldTable(columns=(ToldColumn("folio", type=ColumnType.TEXT, name="número"),)),))


@pytest.fixture
def publish_text(portal: User, tmp_path: Path):
    def published(text: str | bytes, **more: object) -> Published:
        path = tmp_path / "obras.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        order = Order(path=path, name="obras.csv", institution="salud", dataset="obras", **more)  # type: ignore[arg-type]
        return publish(order, by=portal)

    return published


def reading_of(number: int | None = None) -> Reading:
    return selectors.resource("obras", "obras", number, "es").reading


def test_what_was_told_is_stored_with_the_release_and_holds_for_the_next(publish_text):
    publish_text(FIRST, told=SAID)
    assert [(one.field, one.column) for one in reading_of().told] == [
        ("name", "número"), ("type", "número"),
    ]  # fmt: skip
    (table,) = publish_text(FIRST.replace("12,5", "99,5")).tables
    assert (table.pin.number, table.changes) == (2, ())
    assert reading_of().columns[0].name == "número"
    assert reading_of().columns[0].type is ColumnType.TEXT
    assert reading_of().told == reading_of(1).told


def test_the_same_file_with_another_word_is_a_new_release(publish_text):
    publish_text(FIRST)
    (table,) = publish_text(FIRST, told=SAID, resource="obras").tables
    assert (table.new, table.pin.number) == (True, 2)
    (again,) = publish_text(FIRST).tables
    assert (again.new, again.pin.number) == (False, 2)


def test_the_types_of_a_release_are_those_of_the_one_before(publish_text):
    publish_text("folio;monto\nA1;10,5\nA2;11,5\n")
    (again,) = publish_text("folio;monto\nA1;10,5\nA2;11,5\n").tables
    assert not again.new
    publish_text("folio;monto\n1;1,500\n2;2,250\n")
    assert [(one.type, one.scale) for one in reading_of().columns] == [
        (ColumnType.TEXT, 0), (ColumnType.DECIMAL, 3),
    ]  # fmt: skip
    publish_text("folio;monto\n1;diez\n2;once\n")
    faults = selectors.resource("obras", "obras", 3, "es").faults
    assert [one.code for one in faults if one.column == "monto"] == ["type-changed"]


def test_what_changed_is_a_fault_of_the_new_release(publish_text):
    publish_text(FIRST)
    other = "Obra pública del año\n\nfolio,importe,clave,nota\n1,10.5,007,a\n2,11.5,008,b\n"
    (table,) = publish_text(other.encode("cp1252"), resource="obras").tables
    assert [str(words) for words in table.changes][:3] == [
        "The encoding: now cp1252, in release 1 utf-8.",
        "The delimiter: now ,, in release 1 ;.",
        "The header: now 3, in release 1 1.",
    ]
    page = selectors.resource("obras", "obras", 2, "es")
    changed = {
        group.column: group.total for group in page.faults if group.code == "reading-changed"
    }
    assert changed == {None: 3, "importe": 1, "nota": 1}


def test_a_word_that_fits_no_more_is_let_go_with_its_reason(publish_text):
    publish_text(FIRST, told=Told((ToldTable(delimiter=";", header_rows=(1,)),)))
    (table,) = publish_text(FIRST.replace(";", "|").replace("10,5", "9,5")).tables
    assert table.new
    words = [str(one) for one in table.changes]
    assert words[0] == (
        "For release 1 a person said the delimiter (;). It was not applied: “;” stands in none of "
        "the lines."
    )
    assert [one.field for one in reading_of().told] == ["header_rows"]


def test_another_table_of_the_data_set_is_not_compared_with_the_first(
    publish_text, portal, tmp_path
):
    publish_text(FIRST, told=SAID)
    path = tmp_path / "proveedores.csv"
    path.write_text("rfc,nombre\nA1,Uno\nB2,Dos\n")
    order = Order(path=path, name=path.name, institution="salud", dataset="obras")
    (table,) = publish(order, by=portal).tables
    assert (table.pin.resource, table.changes, table.faults) == ("proveedores", (), 0)


def test_what_was_told_can_be_forgotten(publish_text):
    publish_text(FIRST, told=SAID)
    publish_text(FIRST, told=Told(forget=True), resource="obras")
    assert (reading_of().told, reading_of().columns[0].name) == ((), "folio")


def test_a_column_of_another_type_is_named_among_what_changed(publish_text):
    publish_text(FIRST)
    texts = FIRST.replace("10,5", "diez").replace("11,5", "once").replace("12,5", "doce")
    (table,) = publish_text(texts).tables
    assert [str(words)[:45] for words in table.changes] == [
        "monto: The column was decimal in the release "
    ]


def test_a_type_is_kept_from_release_to_release(publish_text):
    publish_text(FIRST)
    whole = FIRST.replace("10,5", "10").replace("11,5", "11").replace("12,5", "12")
    publish_text(whole)
    assert reading_of(1).columns[1].type == reading_of(2).columns[1].type == ColumnType.DECIMAL
