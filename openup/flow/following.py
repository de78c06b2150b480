"""The releases that a file may come after: how they were read is what is expected of it."""

from __future__ import annotations

from collections.abc import Sequence

from openup.catalog.models import Release, Resource
from openup.kernel.words import Words, say
from openup.publishing.draft import DraftTable
from openup.publishing.faults import Fault, FaultLog
from openup.publishing.reading import Reading
from openup.publishing.steps.said.changes import changes
from openup.publishing.steps.said.heard import CHANGED
from openup.publishing.told import Before
from openup.publishing.written import load

ABOUT_BEFORE = (CHANGED, "type-changed")
"""Codes of faults that speak of the release before."""


def expected(standing: Sequence[Resource], resource: str) -> tuple[Before, ...]:
    """The readings of the releases that stand in a data set, or of one of its tables."""
    return tuple(
        Before(one.slug, one.current.number, reading_of(one.current), only=bool(resource))
        for one in standing
        if one.current is not None and resource in ("", one.slug)
    )


def reading_of(release: Release) -> Reading:
    """How a release was read."""
    return load(Reading, release.findings.reading)


def compare(table: DraftTable, resource: str, standing: Release | None) -> None:
    """Put what changed since the release that stands into a table's faults.

    A table that was taken for the next of another one says nothing of that one.
    """
    if table.after and table.after != resource:
        forget(table.faults)
    if standing is not None:
        table.faults.extend(since(table.reading, standing))


def since(reading: Reading, standing: Release) -> tuple[Fault, ...]:
    """What is not as in the release that stands."""
    return changes(reading_of(standing), standing.number, reading)


def changes_of(faults: FaultLog) -> tuple[Words, ...]:
    """The sentences about what is not as in the release before."""
    groups = [group for group in faults.groups.values() if group.code in ABOUT_BEFORE]
    return tuple(_named(one) for group in groups for one in group.examples)


def _named(fault: Fault) -> Words:
    """The sentence of a fault, with the column that it would not name by itself."""
    if fault.code == CHANGED or fault.place.column is None:
        return fault.reason
    return say("%(column)s: %(what)s", column=fault.place.column, what=fault.reason)


def forget(faults: FaultLog) -> None:
    """Drop what was said of a release before."""
    for key in [key for key in faults.groups if key[0] in ABOUT_BEFORE]:
        del faults.groups[key]
