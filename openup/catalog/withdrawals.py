"""What was withdrawn: what still stands, and the sentence where nothing does."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from openup.catalog import lines
from openup.catalog.errors import ReleaseWithdrawn
from openup.catalog.models import Release, Resource, Withdrawal
from openup.catalog.pages import Pin
from openup.kernel.errors import Conflict, Missing
from openup.kernel.words import Words, say
from openup.people.access import WHO, Role

_ALONG = ("release__resource__current", "release__resource__dataset__institution")


def standing(table: Resource | None = None) -> QuerySet[Release]:
    """The releases that were not withdrawn, of one table or of all."""
    releases = Release.objects.filter(withdrawal=None)
    return releases if table is None else releases.filter(resource=table)


def release_for(pin: Pin) -> Release:
    """The release of this table and number, withdrawn or not. Raises Missing."""
    found = (
        Release.objects.filter(
            resource__dataset__slug=pin.dataset, resource__slug=pin.resource, number=pin.number
        )
        .select_related("resource__dataset__institution", "withdrawal")
        .first()
    )
    if found is None:
        raise Missing(
            say(
                "There is no release %(name)s.", name=f"{pin.dataset}/{pin.resource}@v{pin.number}"
            ),
            advice=say("Look at the list of releases on the page of the table."),
        )
    return found


def again(release: Release) -> Conflict:
    """The refusal to withdraw what was withdrawn."""
    return Conflict(
        say("Release %(number)s of %(table)s was withdrawn already.",
            number=release.number, table=release.resource.slug),
        advice=say("Nothing more is needed: nobody can read its rows."),
    )  # fmt: skip


def demand(release: Release) -> None:
    """Raise ReleaseWithdrawn where this release stands no longer."""
    withdrawal = getattr(release, "withdrawal", None)
    if withdrawal is not None:
        sentence = say(
            "Release %(number)s of the table %(table)s was withdrawn: “%(reason)s”",
            number=release.number,
            table=release.resource.slug,
            reason=withdrawal.reason,
        )
        raise _gone(sentence, withdrawal, release.resource)


def demand_table(dataset: str, resource: str, number: int | None) -> None:
    """Raise ReleaseWithdrawn where every release of a table was withdrawn."""
    of_table = Q(release__resource__slug=resource, release__resource__dataset__slug=dataset)
    last = _last(of_table) if number is None else None
    if last is not None:
        sentence = say(
            "The table %(table)s was withdrawn: “%(reason)s”", table=resource, reason=last.reason
        )
        raise _gone(sentence, last, last.release.resource)


def demand_dataset(slug: str) -> None:
    """Raise ReleaseWithdrawn where all that a data set had was withdrawn."""
    last = _last(Q(release__resource__dataset__slug=slug, release__resource__dataset__tables=0))
    if last is not None:
        sentence = say(
            "The data set %(dataset)s was withdrawn: “%(reason)s”", dataset=slug, reason=last.reason
        )
        raise _gone(sentence, last, last.release.resource)


def _last(wanted: Q) -> Withdrawal | None:
    return (
        Withdrawal.objects.filter(wanted).select_related(*_ALONG).order_by("-moment", "-pk").first()
    )


def _gone(sentence: Words, withdrawal: Withdrawal, table: Resource) -> ReleaseWithdrawn:
    """The refusal: the reason, then who, when, and what stands instead."""
    day = localtime(withdrawal.moment).date().isoformat()
    who = WHO[Role(withdrawal.role)]
    if table.current is None:
        advice = say(
            "It was withdrawn on %(day)s by %(who)s. No other release of it stands: ask"
            " %(institution)s.",
            day=day,
            who=who,
            institution=table.dataset.institution.name,
        )
        return ReleaseWithdrawn(sentence, advice=advice)
    advice = say(
        "It was withdrawn on %(day)s by %(who)s. The current release is number %(number)s:"
        " /datasets/%(dataset)s/%(table)s",
        day=day,
        who=who,
        number=table.current.number,
        dataset=table.dataset.slug,
        table=table.slug,
    )
    current = lines.pin(table.current, table, table.dataset)
    return ReleaseWithdrawn(sentence, advice=advice, current=current)
