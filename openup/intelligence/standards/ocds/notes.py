"""What was mended in open contracting and what was left out, counted exactly by code and path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from openup.kernel.words import Words, say
from openup.publishing.faults import Fault, FaultLog, Level, Place

MENDED: Final[dict[str, Words]] = {
    "ocds-list": say("a list stood where one object belongs; its first element was taken"),
    "ocds-object": say("one object stood where a list belongs; it became a list of one"),
    "ocds-number-text": say("a number was written as text"),
    "ocds-truth-text": say("a yes or no was written as text"),
    "ocds-words-text": say("one text stood where a list of words belongs"),
    "ocds-text-object": say("an object with one field stood where its value belongs"),
    "ocds-bare": say("a bare value stood where an object belongs"),
    "ocds-encoding": say("the file is not in UTF-8; it was read as Windows-1252"),
    "ocds-older": say("a release of OCDS 1.0 was brought to 1.1"),
}
"""What was mended: the value is in the tables."""

LOST: Final[dict[str, Words]] = {
    "ocds-number": say("this is no number, or not certainly one; the field was left empty"),
    "ocds-moment": say("this is no date, or not certainly one; the field was left empty"),
    "ocds-truth": say("this is neither yes nor no; the field was left empty"),
    "ocds-shape": say("a value of this kind has no place here; the field was left empty"),
    "ocds-element": say("an element of the list is no object; it was left out"),
}
"""What could not be: the field is empty in the tables."""

SKIPPED: Final[dict[str, Words]] = {
    "ocds-no-ocid": say("a release has no ocid; it was left out"),
    "ocds-draft": say(
        "a release follows the draft of 2014, which is no version of OCDS; it was left out"
    ),
    "ocds-link": say("a record only links to its releases; nothing of it is here"),
    "ocds-broken": say("a line is no valid JSON; it was left out"),
    "ocds-row": say("a row has no number of its process; it was left out"),
    "ocds-same": say("a release is there twice, with the same content; one was taken"),
    "ocds-superseded": say(
        "a release is older than the compiled release of its process; that one was taken"
    ),
}  # fmt: skip
"""Releases that are not in the tables."""

_ADVICE: Final[dict[str, Words]] = {
    **dict.fromkeys(MENDED, say("Publish it as the standard says; nothing was lost here.")),
    **dict.fromkeys(LOST, say("Correct the value at its source, and publish again.")),
    **dict.fromkeys(SKIPPED, say("Publish releases of OCDS 1.1, each with its ocid and in full.")),
}
_RAW: Final = 200


@dataclass(slots=True)
class Notes:
    """The findings of one file, without those of the codes that are ignored."""

    log: FaultLog = field(default_factory=FaultLog)
    ignored: frozenset[str] = frozenset()

    def add(self, code: str, ocid: str, path: str, raw: object = None) -> None:
        """Count one finding of a path; the first ones are kept with their ocid and what stood."""
        if code in self.ignored:
            return
        if self.log.is_full(code, path or None):
            self.log.more(code, path or None)
            return
        what = MENDED.get(code) or LOST.get(code) or SKIPPED[code]
        level = Level.ROW if code in SKIPPED else Level.CELL
        self.log.add(
            Fault(
                code,
                level,
                say("%(ocid)s: %(what)s.", ocid=ocid or "-", what=what),
                _ADVICE[code],
                Place(column=path or None),
                None if raw is None else str(raw)[:_RAW],
            )
        )

    @property
    def skipped(self) -> dict[str, int]:
        """How many releases were left out, by code."""
        found: dict[str, int] = {}
        for (code, _), group in self.log.groups.items():
            if code in SKIPPED:
                found[code] = found.get(code, 0) + group.total
        return found
