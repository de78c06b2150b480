"""Each law finds a place that breaks it, and lets a good one pass."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.repo import laws

LATER = "TO" + "DO"


def _function(lines: int, argument: str = "") -> ast.Module:
    body = "\n".join("    x = 1" for _ in range(lines))
    return ast.parse(f'def f({argument}):\n    """It\n    is\n    said."""\n{body}\n')


def test_a_file_of_301_lines_is_too_long() -> None:
    assert list(laws.long_file("x\n" * 301))
    assert not list(laws.long_file("x\n" * 300))


def test_a_function_of_41_lines_is_too_long_and_its_docstring_does_not_count() -> None:
    assert list(laws.long_functions(_function(41)))
    assert not list(laws.long_functions(_function(40)))


def test_a_view_of_26_lines_is_too_long() -> None:
    assert list(laws.long_views(_function(26, "request")))
    assert not list(laws.long_views(_function(26, "row")))


def test_a_rule_of_81_lines_is_too_long_and_its_examples_do_not_count() -> None:
    counted, free = "x = 1\n" * 80, 'examples = """\n' + "a | b\n" * 50 + '"""\n'
    for text, broken in ((counted + free, False), (counted + free + "y = 2\n", True)):
        assert bool(list(laws.long_rule(ast.parse(text), text))) is broken


def test_an_import_of_openup_inside_a_function_is_found() -> None:
    for line in ("from openup.kernel import ids", "import openup.kernel.ids"):
        assert list(laws.inner_imports(ast.parse(f"def f():\n    {line}\n")))
    assert not list(laws.inner_imports(ast.parse("def f():\n    import json\n")))


@pytest.mark.parametrize(
    "line",
    [
        'run(f"select a from {table}")',
        'run("select a from %s" % table)',
        'run("select a from {}".format(table))',
        'run("select a from t where b = " + value)',
        'run(f"drop x; delete from {table}")',
    ],
)
def test_sql_that_is_put_together_as_text_is_found(line: str) -> None:
    assert list(laws.glued_sql(ast.parse(line)))


def test_plain_sql_and_plain_sentences_are_let_through() -> None:
    for line in ('run("select a from t")', 'say(f"{n} rows were selected")'):
        assert not list(laws.glued_sql(ast.parse(line)))


def test_names_that_say_nothing_are_found() -> None:
    assert list(laws.vague_names(Path("openup/web/utils.py"), ast.parse("")))
    assert list(laws.vague_names(Path("a.py"), ast.parse("class RowManager: pass")))
    assert list(laws.vague_names(Path("a.py"), ast.parse("def handler(): pass")))
    assert not list(laws.vague_names(Path("dates.py"), ast.parse("def update(): pass")))


def test_unfinished_work_and_skipped_tests_are_found() -> None:
    for line in (f"# {LATER}: later", "raise NotImplemented" + "Error", "@pytest.mark.sk" + "ip"):
        assert list(laws.unfinished(line))
    assert not list(laws.unfinished("# mastodon"))


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a href="javascript:x()">',
        '<button onclick="x()">',
        "<script>x()</script>",
    ],
)
def test_inline_styles_and_scripts_are_found(line: str) -> None:
    assert list(laws.inline_style_or_script(line))


def test_a_linked_script_and_words_about_style_are_let_through() -> None:
    for line in ('<script type="module" src="{% static "a.js" %}"></script>', "<p>style = x</p>"):
        assert not list(laws.inline_style_or_script(line))


def test_package_hosts_and_places_of_one_machine_are_found() -> None:
    for line in ("https://py" + "pi.org/x", "see /wo" + "rk/main", "in /ro" + "ot/.cache"):
        assert list(laws.foreign_places(line))
    assert not list(laws.foreign_places("framework/main in a/work/place"))
