"""Charts as the pages place them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from openup.catalog.pages import Week
from openup.publishing.draft import ColumnProfile
from openup.web import charts

register = template.Library()
MINI = (132, 34)
CARD = (300, 72)


@register.inclusion_tag("parts/charts/sun.html")
def sun(weeks: Sequence[Week]) -> dict[str, Any]:
    """The sun of a year of releases, with its table."""
    return {"sun": charts.sun(weeks)}


@register.inclusion_tag("parts/charts/mini.html")
def mini(profile: ColumnProfile) -> dict[str, Any]:
    """The drawing in the head of a column; the words under it say the same."""
    if profile.histogram:
        rows = [bar.rows for bar in profile.bars]
        return {"bars": charts.bars(rows, *MINI, misfits=profile.misfits)}
    return {"shares": charts.shares(profile, MINI[0])}


@register.inclusion_tag("parts/charts/histogram.html")
def histogram(profile: ColumnProfile) -> dict[str, Any]:
    """The histogram of a column on its card."""
    rows = [bar.rows for bar in profile.bars]
    return {"profile": profile, "bars": charts.bars(rows, *CARD, misfits=profile.misfits)}


@register.filter
def share_width(part: int, whole: int) -> str:
    """The width of a bar of 100 units that shows `part` of `whole`."""
    return f"{100 * part / whole:.1f}" if whole else "0"
