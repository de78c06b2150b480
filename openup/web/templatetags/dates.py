"""Dates in text: `19 jun 2025`; relative to today only within a week, with the exact moment."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openup.kernel import clock

register = template.Library()
SPANISH = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _month(day: date) -> str:
    spanish = (get_language() or "es").startswith("es")
    return (SPANISH if spanish else ENGLISH)[day.month - 1]


@register.filter
def day(value: date) -> str:
    """A date in text."""
    moment = localtime(value) if isinstance(value, datetime) else value
    return f"{moment.day} {_month(moment)} {moment.year}"


@register.filter
def month(value: date) -> str:
    """A month in text: `jun 2025`."""
    return f"{_month(value)} {value.year}"


def _relative(value: datetime) -> str:
    here = localtime(value)
    days = (localtime(clock.now()).date() - here.date()).days
    if days == 0:
        return _("today, %(time)s") % {"time": f"{here:%H:%M}"}
    if days == 1:
        return _("yesterday")
    if 1 < days < 7:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    return day(value)


@register.filter
def when(value: datetime) -> SafeString:
    """A moment as `<time>`: relative under a week, else its date."""
    here = localtime(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        here.isoformat(timespec="minutes"),
        f"{day(value)}, {here:%H:%M}",
        _relative(value),
    )


@register.filter
def iso(value: date) -> str:
    """A date or moment for tables and files."""
    return (
        localtime(value).isoformat(" ", "minutes")[:16]
        if isinstance(value, datetime)
        else value.isoformat()
    )
