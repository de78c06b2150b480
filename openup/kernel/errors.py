"""The root of every error that a person may read: what was found, where, and what to do."""

from __future__ import annotations

from openup.kernel.words import Words


class OpenUpError(Exception):
    """An expected refusal, said as a sentence to the person who can repair it."""

    code = "openup-error"

    def __init__(self, sentence: Words, *, advice: Words | None = None) -> None:
        super().__init__(sentence, advice)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}" if self.advice else str(self.sentence)


class Refused(OpenUpError):
    """The person may not do this; the sentence says who may."""

    code = "refused"


class Missing(OpenUpError):
    """No such thing, or not for this reader."""

    code = "missing"


class Conflict(OpenUpError):
    """It contradicts what is already recorded."""

    code = "conflict"
