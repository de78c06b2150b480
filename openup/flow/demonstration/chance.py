"""Seeded chance: every subject has its own stream, so that a new table never changes an old one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

SEED = 20240304
"""The one seed of the demonstration: the same seed writes the same bytes."""

T = TypeVar("T")


def chance(subject: str) -> Random:
    """The stream of chance of one subject, the same on every machine."""
    return Random(f"{SEED}:{subject}")


def pick(luck: Random, things: Sequence[T]) -> T:
    """One of `things`, each as likely."""
    return things[int(luck.random() * len(things))]


def skewed(luck: Random, things: Sequence[T], bend: float = 2.0) -> T:
    """One of `things`, the first ones more often than the last ones."""
    return things[int(luck.random() ** bend * len(things))]


def money(luck: Random, median: float, spread: float) -> Decimal:
    """An amount in pesos, log-normal around `median`, whole or with cents as offices write them."""
    amount = luck.lognormvariate(0.0, spread) * median
    if luck.random() < 0.35:
        return Decimal(round(amount / 100) * 100).quantize(Decimal("0.01"))
    return Decimal(round(amount * 100)).scaleb(-2)


def day_between(luck: Random, first: date, last: date) -> date:
    """A date from `first` to `last`, both included."""
    return first + timedelta(days=int(luck.random() * ((last - first).days + 1)))


def working_day(day: date) -> date:
    """The same day, or the Monday after it when it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
