"""Sentences that are written once in English and said in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence with named placeholders (`%(rows)s`), translated only when somebody reads it."""

    msgid: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.said(lambda msgid: msgid)

    def said(self, translate: Translate) -> str:
        """The sentence in the language of `translate`; nested words are translated too."""
        values = {
            name: value.said(translate) if isinstance(value, Words) else value
            for name, value in self.values
        }
        sentence = translate(self.msgid) if self.msgid else ""
        return sentence % values if values else sentence


def say(msgid: str, /, **values: object) -> Words:
    """Mark a literal sentence for translation and bind its values: `say("%(n)s rows", n=3)`."""
    return Words(msgid, tuple(values.items()))
