"""The red flags of the field that no rule computes yet, and why not.

Whoever looks for a code finds it: it is a rule in `indicators/`, or it stands here with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openup.kernel.words import Words, say


@dataclass(frozen=True, slots=True)
class NotComputed:
    """A red flag without a rule: its code, its title and the reason."""

    code: str
    title: Words
    reason: Words


NOT_COMPUTED: Final = (
    NotComputed(
        "R007",
        say("Unreasonable technical specifications"),
        say(
            "It asks whether a specification names a brand or was taken from one supplier's text. "
            "That stands in documents, which are not read yet; a person has to judge it."
        ),
    ),
)
"""Every red flag of the list R001-R073 that has no rule, in order of code."""
