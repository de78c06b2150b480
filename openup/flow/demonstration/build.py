"""Build the demonstration: every file of Nuevo Horizonte goes the real way, on a day of the past.

What was interrupted is resumed, and what stands stays: a table that has as many releases as it has
deliveries is left alone.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as hour

from django.conf import settings

from openup.catalog.models import Release
from openup.flow import stores, way
from openup.flow.demonstration import state
from openup.flow.demonstration.ahead import Desk, Errand, drafts
from openup.flow.demonstration.plan import DatasetPlan, Delivery, TablePlan
from openup.flow.demonstration.programme import datasets
from openup.flow.demonstration.stage import set_stage, steward_of
from openup.flow.staging import workspace
from openup.flow.way import Order
from openup.kernel import clock
from openup.kernel.words import say
from openup.people import access
from openup.people import actions as people
from openup.people.models import User
from openup.publishing.draft import Draft
from openup.publishing.table import Progress, quiet

LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.es")
_OPENED = 400
"""How many days ago the invented programme began: before its first release."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file on its day."""

    moment: datetime
    dataset: DatasetPlan
    table: TablePlan
    delivery: Delivery
    errand: Errand


@dataclass(frozen=True, slots=True)
class Built:
    """What one run added."""

    releases: int
    rows: int
    seconds: float


def build(progress: Progress = quiet, *, plans: tuple[DatasetPlan, ...] | None = None) -> Built:
    """Publish what is not published yet of `plans`, which are all data sets when none are given."""
    began = time.perf_counter()
    system = people.system_user()
    chosen = datasets() if plans is None else plans
    with clock.standing_at(_moment(_OPENED, 0)):
        state.declare(by=system)
        set_stage(by=system)
    waiting = list(_not_yet(schedule(chosen)))
    stewards = {slug: access.user_for(steward_of(slug)) for slug in _institutions(waiting)}
    releases = rows = 0
    with workspace() as folder:
        desk = Desk(folder, settings.OPENUP.memory, stores.limits())
        ready = drafts([step.errand for step in waiting], desk, _readers())
        for number, (step, draft) in enumerate(zip(waiting, ready, strict=True)):
            progress(say("Publishing %(title)s", title=step.dataset.title), number, len(waiting))
            for table in _publish(step, draft, stewards[step.dataset.institution]).tables:
                releases += table.new
                rows += table.rows * table.new
    progress(say("Nuevo Horizonte is published"), len(waiting), len(waiting))
    return Built(releases, rows, time.perf_counter() - began)


def _readers() -> int:
    """As many processes read as this portal may use threads, and four at most."""
    return min(4, settings.OPENUP.threads)


def schedule(plans: Sequence[DatasetPlan]) -> list[Step]:
    """Every delivery in the order of its day; two of one day come at different minutes."""
    steps = [
        Step(
            _moment(delivery.days_ago, place),
            dataset,
            table,
            delivery,
            Errand(dataset.slug, number, turn),
        )
        for place, dataset in enumerate(plans)
        for number, table in enumerate(dataset.tables)
        for turn, delivery in enumerate(table.deliveries)
    ]
    return sorted(steps, key=lambda step: step.moment)


def _moment(days_ago: int, place: int) -> datetime:
    """An office hour so many days before today; weekends fall back to Friday."""
    day = clock.today() - timedelta(days=days_ago)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return datetime.combine(day, hour(15), UTC) + timedelta(minutes=place * 7 % 420)


def _not_yet(steps: list[Step]) -> Iterator[Step]:
    """The steps that nobody took: releases come in the order of deliveries, so counting is enough."""
    taken = Counter(Release.objects.values_list("resource__dataset__slug", "resource__slug"))
    whole = {dataset for dataset, _ in taken}
    seen = Counter[tuple[str, str]]()
    for step in steps:
        table = (step.dataset.slug, step.table.slug)
        seen[table] += 1
        if step.table.slug and seen[table] <= taken[table]:
            continue
        if not step.table.slug and step.dataset.slug in whole:
            continue
        yield step


def _institutions(steps: list[Step]) -> set[str]:
    return {step.dataset.institution for step in steps}


def _publish(step: Step, draft: Draft, by: User) -> way.Published:
    order = Order(
        path=draft.source.path,
        name=draft.source.name,
        institution=step.dataset.institution,
        dataset=step.dataset.slug,
        resource=step.table.slug,
        category=step.dataset.category,
        title=step.dataset.title,
        description=step.dataset.description,
        keywords=step.dataset.keywords,
        frequency=step.dataset.frequency,
        licence=LICENCE[0],
        licence_url=LICENCE[1],
        note=step.delivery.note,
        titles={step.table.slug: step.table.title} if step.table.slug else {},
    )
    try:
        with clock.standing_at(step.moment):
            return way.publish_draft(order, draft, by=by)
    finally:
        shutil.rmtree(draft.staging, ignore_errors=True)
        shutil.rmtree(draft.source.path.parent, ignore_errors=True)
