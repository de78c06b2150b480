"""The public page of a rule, read from its docstring: one source for every face."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from openup.kernel.registry import Rule
from openup.kernel.words import Translate, Words, say

EXAMPLE = say("Example")
EXAMPLE_IN = say("This goes in:")
EXAMPLE_OUT = say("This comes out:")

_SECTION, _ITEM = "## ", "- "


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one item of a list; it is translated as a whole."""

    words: Words
    item: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page."""

    title: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule says of itself: its title, its lead and its sections."""

    code: str
    title: Words
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    example: tuple[str, str] = ("", "")

    def every_words(self) -> tuple[Words, ...]:
        """All that a translator has to say, in reading order."""
        said = [self.title, *(block.words for block in self.lead)]
        for section in self.sections:
            said += [section.title, *(block.words for block in section.blocks)]
        return tuple(said)

    def markdown(self, translate: Translate) -> str:
        """The page as Markdown in the language of `translate`."""
        parts = [f"# {self.code}: {self.title.said(translate)}", *_written(self.lead, translate)]
        for section in self.sections:
            parts.append(_SECTION + section.title.said(translate))
            parts += _written(section.blocks, translate)
        if self.example[0]:
            parts.append(_SECTION + EXAMPLE.said(translate))
            parts += [EXAMPLE_IN.said(translate), _fenced(self.example[0])]
            parts += [EXAMPLE_OUT.said(translate), _fenced(self.example[1])]
        return "\n\n".join(parts) + "\n"


def page(rule: Rule) -> RulePage:
    """The page of a rule."""
    lead, sections = parsed(type(rule).__doc__ or "")
    given, comes = (inspect.cleandoc(part) for part in rule.example)
    return RulePage(rule.code, rule.title, lead, sections, (given, comes))


def parsed(docstring: str) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The lead and the sections of a docstring whose section titles begin with `## `."""
    lead, *rest = f"\n{inspect.cleandoc(docstring)}".split(f"\n{_SECTION}")
    sections = []
    for part in rest:
        title, _, body = part.partition("\n")
        sections.append(Section(Words(title.strip()), _blocks(body)))
    return _blocks(lead), tuple(sections)


def _blocks(text: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for paragraph in text.split("\n\n"):
        first, *items = f"\n{paragraph.strip()}".split(f"\n{_ITEM}")
        if first.strip():
            found.append(Block(Words(" ".join(first.split()))))
        found += [Block(Words(" ".join(item.split())), item=True) for item in items]
    return tuple(found)


def _written(blocks: tuple[Block, ...], translate: Translate) -> list[str]:
    return [(_ITEM if block.item else "") + block.words.said(translate) for block in blocks]


def _fenced(text: str) -> str:
    return f"```\n{text.rstrip()}\n```"
