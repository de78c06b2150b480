"""What was said of one table while it is read: what fits is kept, what does not is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from openup.kernel.ids import slug
from openup.kernel.words import Words, say
from openup.publishing.errors import ToldRefused
from openup.publishing.faults import Fault, Level, Place
from openup.publishing.reading import Reading, Reason, ToldField
from openup.publishing.table import Context
from openup.publishing.told import NOTHING, Before, ToldTable, merged, signs, told_again

CHANGED: Final = "reading-changed"

NAMES: Final[dict[str, Words]] = {
    "encoding": say("the encoding"),
    "delimiter": say("the delimiter"),
    "quote": say("the quotation mark"),
    "escape": say("the escape sign"),
    "header_rows": say("the header rows"),
    "first_data_row": say("the first row of data"),
    "foot_rows": say("the notes at the end"),
    "null_tokens": say("the words for nothing"),
    "name": say("the name"),
    "type": say("the type"),
    "pattern": say("how dates are written"),
    "decimal_comma": say("the decimal comma"),
    "unit": say("the unit"),
}
"""What each field of a reading is called in a sentence."""

_SUBJECTS: Final = {
    "encoding": "encoding", "delimiter": "dialect", "quote": "dialect", "escape": "dialect",
    "header_rows": "header", "first_data_row": "first", "foot_rows": "foot",
}  # fmt: skip


@dataclass(slots=True)
class Heard:
    """What a person said of a table, now (`now`) or for the release before (`then`)."""

    now: ToldTable = NOTHING
    then: ToldTable = NOTHING
    before: Before | None = None
    kept: list[ToldField] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def says(self, name: str) -> object:
        """What holds for a field: the word of now, else that of the release before, else None."""
        said = self.now.says(name)
        return self.then.says(name) if said is None else said

    @property
    def is_laid(self) -> bool:
        """Whether a person says where the header or the data are: then it is one table."""
        fields = ("header_rows", "first_data_row", "foot_rows")
        return any(self.says(name) is not None for name in fields)

    def keep(self, name: str) -> None:
        """A word fits: the reading says that it was told."""
        if self.says(name) is not None:
            self.kept.append(ToldField(name))

    def misfit(self, name: str, why: Words, advice: Words) -> None:
        """A word does not fit. That of now is refused; that of before is a fault, and is let go."""
        if self.now.says(name) is not None:
            raise ToldRefused(
                say("%(field)s as you said does not fit: %(why)s", field=NAMES[name], why=why),
                advice=advice,
                field=name,
            )
        old = shown(self.then.says(name))
        unsaid: dict[str, Any] = {name: None}
        self.then = replace(self.then, **unsaid)
        self.faults.append(let_go(name, old, why, self.before))

    def marked(self, reading: Reading) -> Reading:
        """The reading with the fields that were told, and why they are so."""
        if not self.kept:
            return reading
        told = dict.fromkeys(_SUBJECTS.get(one.field, one.field) for one in self.kept)
        reasons = [reason for reason in reading.reasons if reason.subject not in told]
        said = [Reason(subject, self._why(subject), 1.0) for subject in told]
        return replace(
            reading,
            told=tuple(dict.fromkeys((*reading.told, *self.kept))),
            reasons=(*said, *reasons),
        )

    def _why(self, subject: str) -> Words:
        kept = [one.field for one in self.kept if _SUBJECTS.get(one.field, one.field) == subject]
        values = ", ".join(shown(self.says(name)) for name in kept)
        if self.before is None or any(self.now.says(name) is not None for name in kept):
            return say("A person said so: %(values)s.", values=values)
        return say(
            "A person said so for release %(number)s, and it fits: %(values)s.",
            number=self.before.number, values=values,
        )  # fmt: skip


def heard(context: Context, names: Sequence[str], *, alone: bool) -> Heard:
    """What was said of the table with one of these names; `alone` is whether the file has no other.

    Of a lone table, what was said of the lone table before it holds, whatever they are called.
    """
    now = context.told.of_text(names) if alone else context.told.of(names)
    if context.told.forget:
        return Heard(now)
    before = came_before(context, lambda one: alone and len(context.before) == 1, names)
    if before is not None:
        return Heard(now, told_again(before.reading), before)
    if alone and context.before:
        # A text of several tables: its letters and signs were said for some of them.
        then = merged(*(signs(told_again(one.reading)) for one in context.before))
        return Heard(now, then, context.before[0])
    return Heard(now)


def came_before(
    context: Context, alike: Callable[[Before], bool], names: Sequence[str]
) -> Before | None:
    """The release that a table with one of these names comes after, or that is alike."""
    known = {name for name in names if name}
    slugs = {slug(name.rpartition(".")[0] or name) for name in known} | {slug(one) for one in known}
    for one in context.before:
        if one.only or one.reading.member in known or one.resource in slugs:
            return one
    return next((one for one in context.before if alike(one)), None)


def shown(value: object) -> str:
    """A value of a reading as it stands in a sentence."""
    match value:
        case None | () | "":
            return "∅"
        case "\t":
            return "\\t"
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def let_go(name: str, old: str, why: Words, before: Before | None, column: str = "") -> Fault:
    """A word of the release before that does not hold for this file."""
    return Fault(
        CHANGED,
        Level.COLUMN if column else Level.TABLE,
        say(
            "For release %(number)s a person said %(field)s (%(old)s). It was not applied: "
            "%(why)s",
            number=before.number if before else 0, field=NAMES[name], old=old, why=why,
        ),
        say("It was found anew. Look whether it is right, and say it again if it is not."),
        Place(column=column or None),
    )  # fmt: skip
