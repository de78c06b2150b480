"""What is said of a reading is written and read back equal, and the example of the docs is read."""

from __future__ import annotations

import re
from pathlib import Path

from openup.publishing.reading import ColumnType
from openup.publishing.told import Told, ToldColumn, ToldTable
from openup.publishing.toldfile import read_told, written_told

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "when-a-file-was-read-wrongly.md"


def test_what_is_said_is_written_and_read_back_equal():
    said = Told(
        (
            ToldTable(
                table="Hoja 1", encoding="cp850", delimiter="", quote="", escape="\\",
                header_rows=(), first_data_row=4, foot_rows=0, null_tokens=("PEND",),
                columns=(
                    ToldColumn("", 3, "n", ColumnType.DATE, "%d/%m/%Y", False, "MXN"),
                    ToldColumn(" clave ", type=ColumnType.CODE),
                ),
            ),
            ToldTable(),
        ),
        ("Notas",),
        forget=True,
    )  # fmt: skip
    assert read_told(written_told(said)) == said


def test_the_example_of_the_how_to_is_read():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (table,) = read_told(example).tables
    assert (table.header_rows, table.foot_rows, len(table.columns)) == ((3, 4), 2, 3)
    assert table.columns[1] == ToldColumn("fecha", type=ColumnType.DATE, pattern="%d/%m/%Y")


def test_more_exact_words_go_before_words_for_every_table():
    told = read_told('{"encoding": "utf-8", "tables": [{"table": "b", "encoding": "cp850"}]}')
    assert told.of(("a",)).encoding == "utf-8"
    assert told.of(("b",)).encoding == "cp850"
