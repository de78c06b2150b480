"""Write docs/reference from the code, so that it cannot say what the code does not do."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import Field, fields
from pathlib import Path

import click
from click.testing import CliRunner

from openup.cli.group import openup
from openup.kernel.rulepages import page
from openup.options import PREFIX, Options
from openup.publishing.format import formats
from tools.faultcodes import KNOWN
from tools.faults import Written, written

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "<!-- Written by `make docs` from the code. -->\n\n"


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    return {
        "settings.md": MADE + settings(),
        "commands.md": MADE + commands(),
        "faults.md": MADE + faults(),
        "formats.md": MADE + rules("Formats", "File formats that OpenUp reads."),
    }


def settings() -> str:
    """The table of what an operator may set."""
    rows = [
        f"| `{PREFIX}{option.name.upper()}` | {option.metadata['about']} | {_default(option)} |"
        for option in fields(Options)
    ]
    head = (
        "# Settings\n\nEach is an environment variable, read once when OpenUp starts. A mistake is "
        "one sentence and exit code 2.\n\n| variable | what it decides | default |\n|---|---|---|\n"
    )
    language = (
        "\n\n`OPENUP_LANG` (`es` or `en`) is the language of the command line; without it the "
        "terminal's own decides. `OPENUP_NET_ALLOW` names networks (`10.1.0.0/16`, with commas) "
        "from which files are fetched though they are not public.\n"
    )
    return head + "\n".join(rows) + language


def _default(option: Field[object]) -> str:
    value = option.default
    if option.name == "threads":
        return "all of the machine"
    if isinstance(value, tuple):
        value = ",".join(value)
    return f"`{value}`" if str(value) else "empty"


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands\n"]
    for words in _commands(openup, ()):
        said = CliRunner().invoke(openup, [*words, "--help"], prog_name="openup", terminal_width=96)
        title = " ".join(("openup", *words))
        parts.append(f"## {title}\n\n```text\n{said.output.rstrip()}\n```\n")
    return "\n".join(parts)


def _commands(group: click.Group, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield above
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*above, name))
        else:
            yield (*above, name)


def rules(title: str, lead: str) -> str:
    """The pages of all rules of a kind, one under the other."""
    parts = [f"# {title}\n\n{lead}\n"]
    for rule in formats.rules.values():
        shown = page(rule).markdown(lambda msgid: msgid)
        parts.append(shown.replace("## ", "### ").replace("# ", "## ", 1))
    return "\n".join(parts)


def faults() -> str:
    """The table of all faults, and what others call them."""
    found = written()
    rows = [
        f"| `{code}` | {', '.join(dict.fromkeys(one.level for one in found[code]))} "
        f"| {known.meaning} | {_advice(found[code])} | {known.frictionless or '·'} "
        f"| {known.csvlint or '·'} |"
        for code, known in sorted(KNOWN.items())
    ]
    head = (
        "# Faults\n\nWhat OpenUp says about a file that it read. Each fault has its place (row, "
        "column, and the cell where the file is a workbook), what the file says there, why it is a "
        "fault, and what to do. Totals are exact; of each code in each column a hundred examples "
        "are kept. A fault never changes a value: nothing is mended silently.\n\n"
        "The last two columns name the code of "
        "[frictionless](https://framework.frictionlessdata.io) and of "
        "[csvlint](https://github.com/Data-Liberation-Front/csvlint.rb) that answers to it, or a "
        "dot where they look for no such thing. What they check against a declared schema "
        "(`constraint-error`, `foreign-key`, `unique-error`...) is the business of quality, not of "
        "reading.\n\n"
        "| code | about | what it means | what to do | frictionless | csvlint |\n"
        "|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _advice(found: list[Written]) -> str:
    """The advice as the code writes it, its places for words as an ellipsis."""
    said = dict.fromkeys(one.advice for one in found if one.advice)
    return " / ".join(re.sub(r"%\(\w+\)[sd]", "…", one).replace("|", "\\|") for one in said)


def stale() -> list[str]:
    """The pages that say something else than the code."""
    return [
        name
        for name, text in pages().items()
        if not (REFERENCE / name).exists() or (REFERENCE / name).read_text() != text
    ]


def main(verb: str) -> int:
    """`write` the pages, or `check` that they are what the code says."""
    if verb == "write":
        REFERENCE.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (REFERENCE / name).write_text(text)
        return 0
    print(*(f"docs/reference/{name} is stale: make docs" for name in stale()), sep="\n")
    return 1 if stale() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
