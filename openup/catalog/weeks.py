"""Releases counted by the week in which they were published."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek
from django.utils.timezone import localtime

from openup.catalog.models import Release
from openup.catalog.pages import Week
from openup.kernel import clock

YEAR = 52


def weeks(releases: QuerySet[Release], *, most: int = YEAR) -> tuple[Week, ...]:
    """The last `most` weeks, oldest first; a week without releases counts zero."""
    today = localtime(clock.now()).date()
    last = today - timedelta(days=today.weekday())
    first = last - timedelta(weeks=most - 1)
    counted = (
        releases.filter(published__gte=clock.now() - timedelta(weeks=most + 1))
        .annotate(week=TruncWeek("published"))
        .values("week")
        .annotate(releases=Count("pk"))
        .order_by()
    )
    found = {_day(line["week"]): line["releases"] for line in counted}
    begins = (first + timedelta(weeks=number) for number in range(most))
    return tuple(Week(day, found.get(day, 0)) for day in begins)


def _day(moment: datetime) -> date:
    return moment.date()
