"""What was withdrawn: what still stands, and the sentence where nothing does."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

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
        raise _gone(
            say(
                "Release %(number)s of the table %(table)s was withdrawn on %(day)s by %(who)s:"
                " “%(reason)s”",
                number=release.number,
                table=release.resource.slug,
                **_told(withdrawal),
            ),
            release.resource,
        )


def demand_table(dataset: str, resource: str, number: int | None) -> None:
    """Raise ReleaseWithdrawn where every release of a table was withdrawn."""
    if number is None:
        of_table = Q(release__resource__slug=resource, release__resource__dataset__slug=dataset)
        last = _last(of_table)
        if last is not None:
            raise _gone(
                say(
                    "All of the table %(table)s was withdrawn, the last on %(day)s by %(who)s:"
                    " “%(reason)s”",
                    table=resource,
                    **_told(last),
                ),
                last.release.resource,
            )


def demand_dataset(slug: str) -> None:
    """Raise ReleaseWithdrawn where all that a data set had was withdrawn."""
    last = _last(Q(release__resource__dataset__slug=slug, release__resource__dataset__tables=0))
    if last is not None:
        raise _gone(
            say(
                "All of the data set %(dataset)s was withdrawn, the last on %(day)s by %(who)s:"
                " “%(reason)s”",
                dataset=slug,
                **_told(last),
            ),
            last.release.resource,
        )


def _last(wanted: Q) -> Withdrawal | None:
    return (
        Withdrawal.objects.filter(wanted).select_related(*_ALONG).order_by("-moment", "-pk").first()
    )


def _told(withdrawal: Withdrawal) -> dict[str, object]:
    return {
        "day": localtime(withdrawal.moment).date().isoformat(),
        "who": WHO[Role(withdrawal.role)],
        "reason": withdrawal.reason,
    }


def _gone(sentence: Words, table: Resource) -> ReleaseWithdrawn:
    if table.current is None:
        advice = say(
            "No other release of it stands. Ask %(institution)s for more.",
            institution=table.dataset.institution.name,
        )
    else:
        advice = say(
            "The current release is number %(number)s: /datasets/%(dataset)s/%(table)s",
            number=table.current.number,
            dataset=table.dataset.slug,
            table=table.slug,
        )
    return ReleaseWithdrawn(sentence, advice=advice)
