"""Everything that the demonstration publishes, by subject."""

from __future__ import annotations

from openup.flow.demonstration.datasets import (
    budget,
    calls,
    care,
    city,
    conduct,
    congress,
    counters,
    creation,
    culture,
    environment,
    estate,
    health,
    income,
    land,
    payroll,
    procurement,
    reports,
    safety,
    schools,
    streets,
    suppliers,
    vehicles,
)
from openup.flow.demonstration.plan import DatasetPlan, with_words

_SUBJECTS = {
    "procurement": procurement.tables,
    "suppliers": suppliers.tables,
    "calls": calls.tables,
    "budget": budget.tables,
    "income": income.tables,
    "reports": reports.tables,
    "counters": counters.tables,
    "city": city.tables,
    "payroll": payroll.tables,
    "conduct": conduct.tables,
    "congress": congress.tables,
    "vehicles": vehicles.tables,
    "estate": estate.tables,
    "culture": culture.tables,
    "creation": creation.tables,
    "health": health.tables,
    "care": care.tables,
    "environment": environment.tables,
    "land": land.tables,
    "schools": schools.tables,
    "safety": safety.tables,
    "streets": streets.tables,
}


def datasets() -> tuple[DatasetPlan, ...]:
    """Every data set of the demonstration."""
    return tuple(
        plan for subject, tables in _SUBJECTS.items() for plan in with_words(subject, tables())
    )
