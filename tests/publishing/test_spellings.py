"""Values of every type, written in every spelling that is read, come back as they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publishing.tables import columns_of, typed

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
SHORT = "ene feb mar abr may jun jul ago sep oct nov dic"

Number = Callable[[Decimal], str]
Day = Callable[[date], str]

NUMBERS: dict[str, Number] = {
    "plain": str,
    "grouped": lambda n: f"{n:,}",
    "comma": lambda n: _swapped(f"{n:,}"),
    "blanks": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "percent": lambda n: f"{n} %",
    "percent comma": lambda n: f"{n}%".replace(".", ","),
    "dollars": lambda n: f"$ {n:,}",
    "brackets": lambda n: f"(${-n:,})" if n < 0 else f"${n:,}",
    "code before": lambda n: f"MXN {n:,}",
    "code behind": lambda n: f"{n:,} USD",
    "both": lambda n: f"${n:,} M.N.",
    "euros": lambda n: _swapped(f"{n:,}") + " €",
    "reais": lambda n: "R$ " + _swapped(f"{n:,}"),
    "soles": lambda n: f"S/. {n:,}",
}
DAYS: dict[str, Day] = {
    "iso": str,
    "day first": lambda d: d.strftime("%d/%m/%Y"),
    "month first": lambda d: d.strftime("%m/%d/%Y"),
    "dashes": lambda d: f"{d.day}-{d.month}-{d.year}",
    "dots": lambda d: d.strftime("%d.%m.%Y"),
    "short year": lambda d: d.strftime("%d/%m/%y"),
    "words": lambda d: f"{d.day} de {MONTHS.split()[d.month - 1]} de {d.year}",
    "short words": lambda d: f"{d.day:02}-{SHORT.split()[d.month - 1]}-{d.year}",
    "two digits": lambda d: f"{d.day:02}/{SHORT.split()[d.month - 1].upper()}/{d.year % 100:02}",
    "english": lambda d: f"{d:%B} {d.day}, {d.year}",
}
MOMENTS: dict[str, Callable[[datetime], str]] = {
    "iso": lambda m: m.isoformat(),
    "half days": lambda m: f"{m:%d/%m/%Y} {m:%I:%M:%S} {m:%p}".lower(),
    "zone": lambda m: (m - timedelta(hours=6)).isoformat() + "-06:00",
    "words": lambda m: f"{m.day}-{SHORT.split()[m.month - 1]}-{m.year} {m:%H:%M:%S}",
}


def _swapped(written: str) -> str:
    return written.translate(str.maketrans(",.", ".,"))


# One value in each column leaves nothing open: a day beyond twelve, a number with two decimals.
amounts = st.lists(st.decimals(-(10**9), 10**9, places=2), max_size=20).map(
    lambda rest: [Decimal("-1234567.25"), *rest]
)
days = st.lists(st.dates(date(1970, 1, 1), date(2068, 12, 31)), max_size=20).map(
    lambda rest: [date(2024, 12, 25), *rest]
)
moments = days.map(lambda found: [datetime.combine(one, time(14, 5, 7)) for one in found])


def _same(values: list, spellings: dict[str, Callable]) -> None:
    columns = [(called, list(map(write, values))) for called, write in spellings.items()]
    found = typed(*columns_of(*columns))
    for called, cells in columns:
        assert found.column(called) == values, (called, cells)
    assert found.misfits == {}


@pytest.mark.slow
@given(amounts)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_numbers_come_back_whatever_their_spelling(values: list[Decimal]) -> None:
    _same([abs(value) if value == 0 else value for value in values], NUMBERS)


@pytest.mark.slow
@given(days)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_days_come_back_whatever_their_spelling(values: list[date]) -> None:
    _same(values, DAYS)


@pytest.mark.slow
@given(moments)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_moments_come_back_whatever_their_spelling(values: list[datetime]) -> None:
    _same(values, MOMENTS)
