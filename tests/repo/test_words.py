"""Every visible string has its Spanish."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tools import catalogue, words

PACKAGE = Path("openup").absolute()


IMPORTS = """from openup.kernel.words import say
from django.utils.translation import gettext_lazy as _
"""


def _found(source: str, name: str = "openup/web/x.py") -> list[words.Found]:
    return list(words.in_python(IMPORTS + source, Path(name).absolute(), PACKAGE))


def _in_template(source: str) -> list[words.Found]:
    return list(words.in_template(source, PACKAGE / "web/templates/x.html", PACKAGE))


def test_no_string_reaches_a_spanish_reader_in_english() -> None:
    known = catalogue.merged(catalogue.rooms())
    lacking = words.without_spanish(words.extract(), known)
    assert not lacking, "\n" + "\n".join(f"{one.place}: {one.msgid}" for one in lacking)


def test_translations_name_the_same_values_as_the_english() -> None:
    assert not words.wrong_placeholders(catalogue.merged(catalogue.rooms()))


def test_no_translation_outlives_its_string() -> None:
    used = {one.key for one in words.extract()}
    unused = set(catalogue.merged(catalogue.rooms())) - used
    assert not unused, "\n" + "\n".join(sorted(msgid for _, msgid in unused))


def test_a_string_without_spanish_is_found() -> None:
    found = _found('say("%(n)s rows", n=3)')
    assert [one.msgid for one in words.without_spanish(found, {})] == ["%(n)s rows"]
    known = {found[0].key: polib.POEntry(msgid="%(n)s rows", msgstr="%(n)s filas")}
    assert not words.without_spanish(found, known)


def test_words_put_together_at_run_time_are_refused() -> None:
    for source in ('say(f"{n} rows")', "_(sentence)"):
        with pytest.raises(words.NotLiteral):
            _found(source)


def test_the_docstring_of_a_rule_is_found_paragraph_by_paragraph() -> None:
    docstring = '"""Lead.\n\n    ## Why\n    One\n    two.\n\n    Three.\n    """'
    source = f'class A:\n    {docstring}\n    code = "a"\n'
    found = _found(source, "openup/publishing/formats/a.py")
    assert [one.msgid for one in found] == ["Lead.", "Why", "One two.", "Three."]


def test_every_form_of_words_in_a_template_is_found() -> None:
    found = _in_template(
        '{% translate "100% free" %}{% blocktranslate trimmed count n=n %}\n'
        "  {{ n }} table\n{% plural %}\n  {{ n }} tables\n{% endblocktranslate %}"
        '{{ _("Search") }}'
    )
    assert [(one.msgid, one.plural) for one in found] == [
        ("100%% free", ""),
        ("%(n)s table", "%(n)s tables"),
        ("Search", ""),
    ]


def test_a_translation_that_forgets_a_value_is_found() -> None:
    entry = polib.POEntry(msgid="%(n)s rows", msgstr="filas")
    assert words.wrong_placeholders({("", "%(n)s rows"): entry})


def test_two_rooms_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    for room, said in (("web", "Tabla"), ("cli", "Cuadro")):
        file = polib.POFile()
        file.append(polib.POEntry(msgid="Table", msgstr=said))
        (tmp_path / "es").mkdir(exist_ok=True)
        file.save(str(tmp_path / "es" / f"{room}.po"))
    with pytest.raises(catalogue.Contradiction, match="agree on one"):
        catalogue.merged(catalogue.rooms("es", tmp_path))
