"""A portal in this process, for figures of the whole way; imported once Django is set up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from django.core.management import call_command

from bench.contracts import touched
from bench.side_by_side import Took, took
from openup.flow.orders import Order
from openup.flow.way import publish
from openup.people import actions as people

_turns = count(1)


def opened() -> Callable[[Path], Took]:
    """Bring the records up to date, with one institution; gives what publishes a file."""
    call_command("migrate", verbosity=0, interactive=False)
    people.register_institution(by=people.system_user(), slug="salud", name="Salud")
    return _published


def _published(path: Path) -> Took:
    """The whole way, with bytes that the portal has not seen."""
    order = Order(touched(path, next(_turns)), path.name, "salud", dataset="contratos")
    return took(partial(publish, order, by=people.system_user()))
