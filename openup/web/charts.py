"""The geometry of charts: numbers in, paths of an SVG out; `parts/charts` draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

from openup.catalog.pages import Week
from openup.publishing.draft import ColumnProfile

CENTRE, HORIZON, INNER, LONGEST = 270.0, 270.0, 118.0, 138.0
FIRST_RAY = 2.72
"""Degrees above the horizon of the first and of the last ray of the sun."""


def _figure(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Sun:
    """Fifty-two rays, one a week: two paths, the bright and the pale one, and what stands under."""

    bright: str
    pale: str
    weeks: tuple[Week, ...]
    total: int
    middle: Week


def sun(weeks: Sequence[Week]) -> Sun | None:
    """The sun of the given weeks; the length of a ray is its releases. None without any week."""
    if not weeks:
        return None
    most = max(1, *(week.releases for week in weeks))
    step = (180 - 2 * FIRST_RAY) / max(1, len(weeks) - 1)
    bright, pale = [], []
    for place, week in enumerate(weeks):
        angle = pi - radians(FIRST_RAY + step * place)
        length = max(2.0, LONGEST * week.releases / most)
        ends = [
            f"{_figure(CENTRE + r * cos(angle))} {_figure(HORIZON - r * sin(angle))}"
            for r in (INNER, INNER + length)
        ]
        (bright if week.releases * 4 > most else pale).append(f"M{ends[0]}L{ends[1]}")
    total = sum(week.releases for week in weeks)
    return Sun("".join(bright), "".join(pale), tuple(weeks), total, weeks[len(weeks) // 2])


@dataclass(frozen=True, slots=True)
class Bars:
    """A histogram: one path for all bars, the place of a last bar for cells that do not fit."""

    path: str
    width: int
    height: int
    misfit_x: str = ""
    misfit_y: str = ""
    misfit_width: str = ""
    misfit_height: str = ""


def bars(rows: Sequence[int], width: int, height: int, misfits: int = 0) -> Bars:
    """Bars from zero over the whole width; a bar that has rows is at least one pixel high."""
    count = len(rows) + (1 if misfits else 0)
    step = width / max(1, count)
    thick = max(1.0, step - 1.5)
    most = max(1, *rows, misfits) if rows else max(1, misfits)

    def high(number: int) -> float:
        return max(1.0, (height - 2) * number / most) if number else 0.0

    path = "".join(
        f"M{_figure(place * step)} {height}v-{_figure(high(number))}h{_figure(thick)}V{height}z"
        for place, number in enumerate(rows)
        if number
    )
    if not misfits:
        return Bars(path, width, height)
    tall = high(misfits)
    return Bars(
        path, width, height,
        misfit_x=_figure(len(rows) * step), misfit_y=_figure(height - tall),
        misfit_width=_figure(thick), misfit_height=_figure(tall),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a bar of shares; `shade` is 5 (largest) to 1, or 0 for all other values."""

    x: str
    width: str
    shade: int


def unique(profile: ColumnProfile) -> bool:
    """Whether no two filled cells of the column are alike."""
    filled = profile.rows - profile.empty
    return profile.distinct_exact and profile.distinct == filled and filled > 1


def shares(profile: ColumnProfile, width: int) -> tuple[Share, ...]:
    """The most frequent values of a column as parts of one bar, the others pale at its end."""
    if not profile.rows:
        return ()
    if unique(profile):
        return (Share("0", _figure(width), 5),)
    parts, at = [], 0.0
    for place, bar in enumerate(profile.bars[:4]):
        wide = width * bar.rows / profile.rows
        parts.append(Share(_figure(at), _figure(max(0.5, wide - 1.5)), 5 - place))
        at += wide
    filled = profile.rows - profile.empty - profile.misfits
    rest = width * filled / profile.rows - at
    if rest > 0.5:
        parts.append(Share(_figure(at), _figure(rest), 1))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Slice:
    """One bar with its label over it and its figure at its end."""

    label: str
    figure: int
    width: str
    text_y: int
    bar_y: int
    figure_x: str
    figure_y: int
    marked: bool


SLICE_HEIGHT = 46
FIGURE_ROOM = 84


def slices(
    named: Sequence[tuple[str, int]], *, wide: int, letters: int, marked: int
) -> tuple[Slice, ...]:
    """Bars from zero for (label, figure), the first `marked` highlighted, in `wide` units."""
    most = max((figure for _, figure in named), default=0) or 1
    made = []
    for place, (label, figure) in enumerate(named):
        top = place * SLICE_HEIGHT
        width = max(1.0, (wide - FIGURE_ROOM) * figure / most)
        short = label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"
        made.append(
            Slice(
                short,
                figure,
                _figure(width),
                top + 14,
                top + 20,
                _figure(width + 8),
                top + 33,
                place < marked,
            )
        )
    return tuple(made)
