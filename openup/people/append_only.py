"""Records that are written once: the model refuses changes, and so does the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from openup.kernel.errors import Refused
from openup.kernel.words import say

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def _refusal() -> Refused:
    return Refused(
        say("What is recorded here cannot be changed or deleted."),
        advice=say("Record a new entry instead."),
    )


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query set that cannot change or delete what it finds."""

    def update(self, **values: Any) -> int:
        raise _refusal()

    def delete(self) -> tuple[int, dict[str, int]]:
        raise _refusal()

    def bulk_update(self, *rows: Any, **options: Any) -> int:
        raise _refusal()


class AppendOnly(models.Model):
    """A record that can be added and read, and nothing else."""

    objects: ClassVar[models.Manager[Any]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *names: Any, **options: Any) -> None:
        if not self._state.adding:
            raise _refusal()
        super().save(*names, **options)

    def delete(self, *names: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise _refusal()


# A trigger cannot take its table's name as a value, so the texts are templates whose only
# placeholder is a table name that stands in a migration of this package.
_GUARDS = {
    "sqlite": (
        (
            "create trigger $table_is_not_changed before update on $table "
            "begin select raise(abort, '$table is append-only'); end"
        ),
    ),
    "postgresql": (
        (
            "create or replace function $table_refuses() returns trigger language plpgsql as "
            "$body$ begin raise exception '$table is append-only'; end $body$"
        ),
        (
            "create trigger $table_is_not_changed before update or delete on $table "
            "for each row execute function $table_refuses()"
        ),
    ),
}


def guard(table: str) -> Step:
    """A migration step that makes the database itself refuse to change rows of `table`."""

    def step(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for text in _GUARDS[editor.connection.vendor]:
            editor.execute(text.replace("$table", table))

    return step


def unguard(table: str) -> Step:
    """The way back of `guard`."""

    def step(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        where = "" if editor.connection.vendor == "sqlite" else " on $table"
        text = "drop trigger $table_is_not_changed" + where
        editor.execute(text.replace("$table", table))

    return step
