"""Two things measured alternately in one run: wall and CPU seconds, fastest and median, and ratios.

A figure without its yardstick says more about the machine than about OpenUp, so every claim of
this project is such a ratio. CPU seconds count the process and the children it waited for.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

LEAST = 5
"""Runs of each side."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one run."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what is done, and its name in the report."""

    name: str
    run: Callable[[], object]


def took(run: Callable[[], object]) -> Took:
    """Run once and measure. A run may return its own `Took` where it measures a part of itself."""
    wall, cpu = time.perf_counter(), _cpu()
    own = run()
    return own if isinstance(own, Took) else Took(time.perf_counter() - wall, _cpu() - cpu)


def measure(title: str, ours: Side, yardstick: Side, *, runs: int = LEAST) -> float:
    """Run both sides by turns, print their figures and ratios, give our fastest wall seconds."""
    runs = max(runs, LEAST)
    times: dict[str, list[Took]] = {ours.name: [], yardstick.name: []}
    for turn in range(runs):
        pair = (ours, yardstick) if turn % 2 else (yardstick, ours)
        for side in pair:
            times[side.name].append(took(side.run))
    print(f"\n{title}  (n = {runs} each, alternating)")
    width = max(map(len, times))
    print(
        f"  {'':{width}}  {'wall fastest':>12}  {'median':>8}  {'CPU fastest':>12}  {'median':>8}"
    )
    for name, runs_of in times.items():
        print(f"  {name:{width}}  {_figures(runs_of)}")
    print(f"  {'ratio':{width}}  {_ratios(times[ours.name], times[yardstick.name])}")
    return min(run.wall for run in times[ours.name])


def value_of(words: list[str], option: str, usual: str) -> str:
    """The word after an option of the command line, or the usual value."""
    return words[words.index(option) + 1] if option in words[:-1] else usual


def most_resident() -> int:
    """The most bytes that this process ever had in memory (`ru_maxrss` counts its parent's too)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("this system does not tell how much memory a process had")


def _cpu() -> float:
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _summary(runs: list[Took]) -> tuple[float, float, float, float]:
    wall, cpu = [run.wall for run in runs], [run.cpu for run in runs]
    return min(wall), median(wall), min(cpu), median(cpu)


def _figures(runs: list[Took]) -> str:
    wall, wall_median, cpu, cpu_median = _summary(runs)
    return f"{wall:11.3f}s  {wall_median:7.3f}s  {cpu:11.3f}s  {cpu_median:7.3f}s"


def _ratios(ours: list[Took], yardstick: list[Took]) -> str:
    pairs = zip(_summary(ours), _summary(yardstick), strict=True)
    wall, wall_median, cpu, cpu_median = (f"{one / max(two, 1e-6):.2f}x" for one, two in pairs)
    return f"{wall:>12}  {wall_median:>8}  {cpu:>12}  {cpu_median:>8}"
