"""Finds columns of fixed width: places that are blank in line after line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LEAST_LINES: Final = 5
_WIDE_BLANK: Final = re.compile(r"(?<=\S) {2,}(?=\S)")
_RULER: Final = re.compile(r"\s*(?:[-=_]{2,} +){1,}[-=_]{2,}\s*")
_RULED: Final = re.compile(r"[-=_]{2,}")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}\b)")
_QUOTED: Final = re.compile(r'"[^"]*"')
_OFTEN: Final = 3
_DELIMITERS: Final = ",;|\t"
_STRAYING: Final = 0.04
_MANY: Final = 25
_SHARE: Final = 0.8
_ALIGNED: Final = 0.8
_DENSE: Final = 0.6
_APART: Final = 0.2


@dataclass(frozen=True, slots=True)
class Aligned:
    """Columns of fixed width: where lines are cut, in signs from their start.

    `share` is how many of the lines keep to them; `gap` the fewest blanks between two columns;
    `ruled` whether a line of dashes draws them.
    """

    cuts: tuple[int, ...]
    share: float
    gap: int = 1
    ruled: bool = False

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.cuts) + 1

    def cells(self, line: str) -> list[str]:
        """The cells of a line; one that speaks across the columns, as a title does, is one cell."""
        text = line.rstrip("\r\n")
        across = self.crossed(text)
        together = not _WIDE_BLANK.search(text.strip())
        if across > self.columns // 2 or (together and (across or self.gap > 1)):
            return [text.strip()]
        return self.cut(text)

    def cut(self, line: str) -> list[str]:
        """The cells of a line, cut whatever stands there."""
        text = line.rstrip("\r\n")
        edges = (0, *self.cuts, max(len(text), self.cuts[-1] if self.cuts else 0))
        return [text[start:end].strip() for start, end in pairwise(edges)]

    def crossed(self, text: str) -> int:
        """How many of the cuts go through a word or stand beside a sign on both sides."""
        return sum(_goes_through(text, at) for at in self.cuts)

    def is_ruler(self, line: str) -> bool:
        """Whether the line only draws the columns."""
        return _RULER.fullmatch(line) is not None


def find_aligned(lines: Sequence[str]) -> Aligned | None:
    """The columns of fixed width in these lines, or None where blanks do not stand in columns."""
    full = [line.rstrip("\r\n ") for line in lines if line.strip()]
    if len(full) < LEAST_LINES or any("\t" in line for line in full):
        return None
    for line in full[:40]:
        if _RULER.fullmatch(line) and len(_RULED.findall(line)) > 1:
            starts = [found.start() for found in _RULED.finditer(line)]
            kept = [one for one in full if len(_WIDE_BLANK.findall(one)) > 0]
            if len(kept) >= 0.6 * len(full):
                return Aligned(tuple(starts[1:]), 1.0, ruled=True)
    if sum(_WIDE_BLANK.search(line) is not None for line in full) < 0.6 * len(full):
        return None
    if any(_is_delimited(full, sign) for sign in _DELIMITERS):
        return None
    spread = [line for line in full if _WIDE_BLANK.search(line)]
    fields = _fields(spread)
    cuts = _cuts(spread, fields)
    share = sum(_fits(line, cuts) for line in full) / len(full)
    found = Aligned(cuts, share, min((b[0] - a[1] for a, b in pairwise(fields)), default=1))
    return found if cuts and found.share >= _SHARE else None


def _fits(line: str, cuts: Sequence[int]) -> bool:
    """Whether no cut goes through a word of the line."""
    return not any(_goes_through(line, at) for at in cuts)


def _goes_through(line: str, at: int) -> bool:
    return at < len(line) and not line[at - 1].isspace() and not line[at].isspace()


def _is_delimited(lines: Sequence[str], sign: str) -> bool:
    """Whether a delimiter stands in most lines, often or equally often: then blanks only pad."""
    plain = [_QUOTED.sub("", _THOUSANDS.sub("", line)) for line in lines]
    counts = sorted(line.count(sign) for line in plain)
    most = max(set(counts), key=counts.count)
    often = counts[len(counts) // 2] >= _OFTEN
    return often or (most > 0 and counts.count(most) >= 0.6 * len(counts))


def _fields(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of places that are filled in more than a few lines."""
    times = [0] * max(map(len, lines))
    for line in lines:
        for at, sign in enumerate(line):
            times[at] += sign != " "
    most = int(_STRAYING * len(lines)) if len(lines) >= _MANY else 0
    fields: list[tuple[int, int]] = []
    for at in (at for at, count in enumerate(times) if count > most):
        if fields and fields[-1][1] == at:
            fields[-1] = (fields[-1][0], at + 1)
        else:
            fields.append((at, at + 1))
    return _merged(lines, fields)


def _merged(lines: Sequence[str], fields: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Fields without those that are only the next words of the field before, one blank off."""
    found: list[tuple[int, int]] = []
    for start, end in fields:
        if found and start - found[-1][1] == 1 and _goes_on(lines, found[-1], start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(lines: Sequence[str], before: tuple[int, int], start: int, end: int) -> bool:
    """Whether what stands in a field goes on from the field before, as words of one text do."""
    if not _is_aligned(lines, start, end):
        return True
    filled = [line for line in lines if line[start:end].strip()]
    both = sum(bool(line[slice(*before)].strip()) for line in filled)
    if min(len(filled), both) >= _DENSE * len(lines):
        return False
    return sum(line[start - 2 : start] == "  " for line in filled) < _APART * len(filled)


def _is_aligned(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether the texts of a field begin, or end, at the same place."""
    cells = [
        cell for cell in (line[start:end].ljust(end - start) for line in lines) if cell.strip()
    ]
    left = sum(cell[0] != " " for cell in cells)
    right = sum(cell[-1] != " " for cell in cells)
    return max(left, right) >= _ALIGNED * len(cells)


def _cuts(lines: Sequence[str], fields: list[tuple[int, int]]) -> tuple[int, ...]:
    """Where to cut between fields: through as few words as can be.

    That is where the next field begins; in the middle of the blanks if it is aligned right, so
    that a longer number further down has room.
    """
    cuts: list[int] = []
    for (_, before), (start, end) in pairwise(fields):
        cells = [line[start:end] for line in lines if line[start:end].strip()]
        left = sum(cell[0] != " " for cell in cells) >= _ALIGNED * len(cells)
        wanted = start if left else (before + start + 1) // 2
        through = [
            (sum(_goes_through(line, at) for line in lines), abs(at - wanted), at)
            for at in range(before, start + 1)
        ]
        cuts.append(min(through)[2])
    return tuple(cuts)
