"""XML lists become tables; what hides in XML is refused."""

from __future__ import annotations

import pytest

from openup.publishing.errors import ReadingRefused
from openup.publishing.table import Limits
from tests.publishing.text import read_all, read_bytes


def refusal(content: bytes, folder, limits: Limits | None = None) -> str:
    path = folder / "t.xml"
    path.write_bytes(content)
    with pytest.raises(ReadingRefused) as refused:
        read_all(path, folder / "work", limits)
    assert refused.value.advice
    return str(refused.value.sentence)


def test_each_list_is_a_table_and_lone_texts_are_notes(tmp_path):
    path = tmp_path / "t.xml"
    rows = "".join(f"<fila n='{at}'><v>{at * 2}</v></fila>" for at in range(9000))
    others = "<autor><n>A</n></autor><autor><n>B</n></autor>"
    path.write_text(f"<a><corte>hoy</corte>{others}<filas>{rows}</filas></a>")
    first, second = read_all(path, tmp_path / "work")
    assert (first.table.name, first.rows) == ("autor", [["A"], ["B"]])
    assert second.rows == [[str(at), str(at * 2)] for at in range(9000)]
    assert second.reading.notes == ("corte: hoy",)
    assert second.reading.member == "#filas.fila"


@pytest.mark.parametrize(
    ("head", "codec", "read"),
    [("<?xml version='1.0' encoding='windows-1252'?>", "cp1252", "utf-8"),
     ("<?xml version='1.0' encoding='ISO-8859-1'?>", "latin-1", "utf-8"),
     ("<?xml version='1.0'?>", "utf-16", "utf-8"),
     ("<?xml version='1.0' encoding='UTF-8'?>", "cp1252", "cp1252")],
)  # fmt: skip
def test_every_encoding_is_read(head, codec, read, tmp_path):
    text = head + "<a><b><año>Ñandú</año></b><b><año>Múzquiz</año></b></a>"
    found = read_bytes(text.encode(codec), tmp_path, name="t.xml")
    assert (found.header, found.rows) == (["año"], [["Ñandú"], ["Múzquiz"]])
    assert found.reading.encoding == read
    assert found.faults == ({"encoding": 1} if read == "cp1252" else {})


LAUGHS = b"<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a><r>&c;</r><r>&c;</r></a>"
OTHERS = b"<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a><r>&f;</r><r>x</r></a>"


@pytest.mark.parametrize("content", [LAUGHS, OTHERS, b"<?xml version='1.0'?>" + OTHERS])
def test_entities_are_refused(content, tmp_path):
    assert "declares entities" in refusal(content, tmp_path)


def test_a_document_type_alone_is_harmless(tmp_path):
    text = b"<!DOCTYPE a SYSTEM 'http://10.0.0.1/a.dtd'><a><r><v>1</v></r><r><v>2</v></r></a>"
    assert read_bytes(text, tmp_path, name="t.xml").rows == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<a><r><v>1</v></r><r><v>2</r></a>", "line 1, column"),
        (b"<a>" * 100_000, "nested too deep"),
        (b"<a><r><v>1</v></r><r>", "is not valid XML"),
        (b"<?xml version='1.0' encoding='klingon'?><a/>", "is not valid XML"),
        (b"<rdf:RDF xmlns:rdf='x'><b c='1'/><b c='2'/></rdf:RDF>", "an RDF graph"),
        (b"<a><b>1</b></a>", "no table can be seen"),
    ],
)
def test_what_is_no_table_is_said(content, words, tmp_path):
    assert words in refusal(content, tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"<a><r v='" + b"x" * 3_000_000,
        b"<a><r><v>1</v></r><r><v>" + b"x" * 3_000_000 + b"</v></r></a>",
    ],
)
def test_a_record_without_end_is_refused(content, tmp_path):
    assert "longer than 1 MB" in refusal(content, tmp_path, Limits(line_bytes=1 << 20))


def test_text_that_begins_with_a_bracket_is_still_a_table(tmp_path):
    assert read_bytes(b"<nulo>;b\n1;2\n3;4\n", tmp_path).rows == [["1", "2"], ["3", "4"]]


def test_what_stands_beside_the_rows_and_is_no_note_is_told(tmp_path):
    text = """<padron><corte fecha="2024-01-31"/><tema>salud</tema><tema>obra</tema>
      <obra id="7"><nombre>Puente</nombre></obra><obra id="8"><nombre>Presa</nombre></obra>
    </padron>"""
    found = read_bytes(text.encode(), tmp_path, name="a.xml")
    assert found.rows == [["7", "Puente"], ["8", "Presa"]]
    said = str(found.fault("beside-left-out").reason)
    assert "2 fields" in said
    assert "corte, tema" in said
