"""Links to the pages of a list: the ends, the neighbours, and gaps between."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list, or the gap between two."""

    number: int
    address: str
    current: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The links under a list; `name` is what a screen reader calls them."""

    name: str
    near: tuple[PageLink, ...]
    before: str
    after: str

    @property
    def several(self) -> bool:
        """Whether there is more than one page."""
        return len(self.near) > 1


def changed(asked: QueryDict, *changes: tuple[str, str | int | None]) -> str:
    """The query string of this page with some values changed; None takes a value out."""
    values = asked.copy()
    for name, value in changes:
        if value is None:
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}"


def without_blanks(asked: QueryDict) -> str | None:
    """The query string without fields that were left blank; None where it has none."""
    blank = [name for name, value in asked.items() if not value]
    return changed(asked, *((name, None) for name in blank)) if blank else None


def last_page(asked: QueryDict, *, total: int, size: int, current: int) -> str | None:
    """The query string of the last page, for whoever asks for one beyond it; else None."""
    last = max(1, ceil(total / size))
    return changed(asked, ("page", last)) if current > last else None


def pages_of(asked: QueryDict, *, total: int, size: int, current: int, name: str) -> Pages:
    """Links for `total` things in pages of `size`, as seen from page `current` (from 1)."""
    last = max(1, ceil(total / size))
    shown = sorted({1, last, *range(max(1, current - 1), min(last, current + 1) + 1)})
    near: list[PageLink] = []
    for number in shown:
        if near and number > near[-1].number + 1:
            near.append(PageLink(number - 1, "", gap=True))
        near.append(PageLink(number, changed(asked, ("page", number)), current=number == current))
    before = changed(asked, ("page", current - 1)) if current > 1 else ""
    after = changed(asked, ("page", current + 1)) if current < last else ""
    return Pages(name, tuple(near), before, after)
