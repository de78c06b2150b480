"""Find every visible string, and say which have no Spanish: extract, missing, unused, compile."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

from openup.kernel.rulepages import parsed
from tools import catalogue

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "openup"
RULE_FOLDERS = {
    "formats", "harvesters", "checks", "mend", "indicators", "matchers", "profiles", "reports",
}  # fmt: skip
ONE = {
    "say", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "Words",
}  # fmt: skip
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
_UNDERSCORE = re.compile(r"""_\(("[^"]*"|'[^']*')\)""")
_TRANSLATE, _BLOCK = {"translate", "trans"}, {"blocktranslate", "blocktrans"}
_BLOCK_ENDS = {"endblocktranslate", "endblocktrans"}


@dataclass(frozen=True, slots=True)
class Found:
    """A visible string, and where it stands."""

    msgid: str
    place: str
    room: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> catalogue.Key:
        return (self.context, self.msgid)


class NotLiteral(Exception):
    """Words that no translator can see, because they are put together when the program runs."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place}: words to translate must be one literal string")


def room_of(path: Path, package: Path = PACKAGE) -> str:
    """The room whose file holds the Spanish of a source file."""
    first, *rest = path.relative_to(package).parts
    return first if rest else "kernel"


def extract(package: Path = PACKAGE) -> list[Found]:
    """Every visible string of the package: in code, in rules' docstrings and in templates."""
    found: list[Found] = []
    for path in sorted(package.rglob("*.py")):
        found += in_python(path.read_text(), path, package)
    for path in sorted(package.rglob("templates/**/*.*")):
        if path.suffix in {".html", ".txt", ".xml", ".svg"}:
            found += in_template(path.read_text(), path, package)
    return found


def in_python(source: str, path: Path, package: Path = PACKAGE) -> Iterator[Found]:
    """Literal arguments of the words functions, and the docstrings of rules."""
    room, shown = room_of(path, package), path.relative_to(package.parent)
    tree = ast.parse(source, filename=str(path))
    imported = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = imported.get(getattr(node.func, "id", "")) or getattr(node.func, "attr", "")
            yield from _in_call(name, node, f"{shown}:{node.lineno}", room)
        elif isinstance(node, ast.ClassDef) and _is_rule(node, path):
            for msgid in _docstring(ast.get_docstring(node) or ""):
                yield Found(msgid, f"{shown}:{node.lineno}", room)


def _imported(tree: ast.Module) -> dict[str, str]:
    """What each imported name is called where it comes from: `_` may be gettext_lazy."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def _in_call(name: str, node: ast.Call, place: str, room: str) -> Iterator[Found]:
    if name in IN_CONTEXT:
        context, msgid = (_literal(argument, place) for argument in node.args[:2])
        yield Found(msgid, place, room, context=context)
    elif name in ONE and node.args:
        if name == "Words" and not isinstance(node.args[0], ast.Constant):
            return  # words read from a docstring, which is extracted as such
        plural = _literal(node.args[1], place) if name.startswith("ngettext") else ""
        if msgid := _literal(node.args[0], place):
            yield Found(msgid, place, room, plural=plural)


def _literal(node: ast.expr, place: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NotLiteral(place)


def _is_rule(node: ast.ClassDef, path: Path) -> bool:
    named = any(
        isinstance(line, ast.Assign | ast.AnnAssign) and "code" in ast.unparse(line).split("=")[0]
        for line in node.body
    )
    return named and bool(RULE_FOLDERS & set(path.parts)) and not path.name.startswith("_")


def _docstring(text: str) -> Iterator[str]:
    lead, sections = parsed(text)
    yield from (block.words.msgid for block in lead)
    for section in sections:
        yield section.title.msgid
        yield from (block.words.msgid for block in section.blocks)


def in_template(source: str, path: Path, package: Path = PACKAGE) -> Iterator[Found]:
    """`{% translate %}`, `{% blocktranslate %}` and `_("...")` of a template."""
    room, shown = room_of(path, package), path.relative_to(package.parent)
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        place = f"{shown}:{token.lineno}"
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        tag, *rest = list(smart_split(token.contents)) or [""]
        if tag in _TRANSLATE and rest and rest[0][0] in "'\"":
            yield Found(_percent(rest[0][1:-1]), place, room, context=_context(rest))
        elif tag in _BLOCK:
            one, many = _block(tokens, trimmed="trimmed" in rest)
            yield Found(one, place, room, context=_context(rest), plural=many)
        for quoted in _UNDERSCORE.findall(token.contents):
            yield Found(_percent(quoted[1:-1]), place, room)


def _block(tokens: Iterator[Token], *, trimmed: bool) -> tuple[str, str]:
    forms = [""]
    for token in tokens:
        tag = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if tag in _BLOCK_ENDS:
            break
        if tag == "plural":
            forms.append("")
        elif token.token_type == TokenType.VAR:
            forms[-1] += f"%({token.contents})s"
        elif token.token_type == TokenType.TEXT:
            forms[-1] += _percent(token.contents)
    one, many = (*forms, "")[:2]
    return (trim_whitespace(one), trim_whitespace(many)) if trimmed else (one, many)


def _percent(text: str) -> str:
    return text.replace("%", "%%")


def _context(words: list[str]) -> str:
    return words[words.index("context") + 1][1:-1] if "context" in words else ""


def without_spanish(found: list[Found], known: dict[catalogue.Key, polib.POEntry]) -> list[Found]:
    """The strings that a Spanish reader would see in English, each once."""
    return [one for key, one in {each.key: each for each in found}.items() if key not in known]


def wrong_placeholders(known: dict[catalogue.Key, polib.POEntry]) -> list[str]:
    """Translations that name a value which the English does not have, or forget one."""
    return [
        f"{entry.msgid!r} -> {said!r}"
        for entry in known.values()
        for said in ([entry.msgstr] if entry.msgstr else entry.msgstr_plural.values())
        if _names_differ(entry, said)
    ]


def _names_differ(entry: polib.POEntry, said: str) -> bool:
    wanted = set(_PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    named = set(_PLACEHOLDER.findall(said))
    # "one table" may leave out the number that "%(n)s tables" says.
    return not named <= wanted if entry.msgid_plural else named != wanted


def as_po(found: Found) -> str:
    """The string as an entry that waits for its Spanish."""
    entry = polib.POEntry(
        msgid=found.msgid, msgctxt=found.context or None, comment=found.place, msgstr=""
    )
    if found.plural:
        entry.msgid_plural, entry.msgstr_plural = found.plural, {0: "", 1: ""}
    return str(entry)


def main(verb: str, *only: str) -> int:
    """Print what a verb finds; `missing` ends with 1 when something is."""
    if verb == "compile":
        print(catalogue.compiled().relative_to(ROOT))
        return 0
    found = extract()
    known = catalogue.merged(catalogue.rooms())
    if verb == "extract":
        print(*(f"{each.room}\t{each.place}\t{each.msgid!r}" for each in found), sep="\n")
        return 0
    if verb == "unused":
        used = {each.key for each in found}
        print(*(repr(msgid) for context, msgid in known if (context, msgid) not in used), sep="\n")
        return 0
    lacking = [one for one in without_spanish(found, known) if not only or one.room in only]
    for room in sorted({one.room for one in lacking}):
        print(f"# {room}.po")
        print(*(as_po(one) for one in lacking if one.room == room), sep="\n")
    print(*(f"placeholders differ: {each}" for each in wrong_placeholders(known)), sep="\n")
    return 1 if lacking or wrong_placeholders(known) else 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in {"extract", "missing", "unused", "compile"}:
        sys.exit("usage: python -m tools.words extract | missing [ROOM ...] | unused | compile")
    try:
        sys.exit(main(*sys.argv[1:]))
    except (NotLiteral, catalogue.Contradiction) as error:
        sys.exit(str(error))
